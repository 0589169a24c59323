import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, isMadeFrom, stampFolder } from './inputs.mjs';
import { root } from './run.mjs';

/** Everything the bundle depends on. */
const inputs = [
  'package-lock.json',
  'scripts/build-kernels.mjs',
  'scripts/bundle.mjs',
  'src/kernels',
  'src/lib/engine',
  'src/lib/headless',
  'src/lib/state',
  'tsconfig.json',
];
const generated = ['src/kernels/build'];

const folder = 'build-headless';
const module = join(root, folder, 'headless.js');
const kernels = join(root, folder, 'kernels.wasm');

/**
 * Puts a whole file in its place at once, since another command may read it meanwhile.
 * @param {string} path
 * @param {string | Uint8Array} content
 */
function replaceFile(path, content) {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

async function bundleIfChanged() {
  const hash = hashOf(inputs, generated);
  if (isMadeFrom(folder, hash)) return;
  console.error('Bundling …');
  // Imported only now: loading the bundler takes longer than many a run.
  const { bundle } = await import('./bundle.mjs');
  const { code, wasm } = await bundle('src/lib/headless/index.ts');
  mkdirSync(join(root, folder), { recursive: true });
  replaceFile(module, code);
  replaceFile(kernels, wasm);
  stampFolder(folder, hash);
}

/**
 * The part of the sources that runs links without a page, made anew when they have changed.
 * @returns {Promise<{ headless: typeof import('../src/lib/headless'), wasm: Uint8Array<ArrayBuffer> }>}
 */
export async function loadHeadless() {
  await bundleIfChanged();
  return {
    headless: await import(pathToFileURL(module).href),
    wasm: new Uint8Array(readFileSync(kernels)),
  };
}
