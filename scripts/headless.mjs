import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { pathToFileURL } from 'node:url';
import { hashOf, isMadeFrom, replaceFile, stampFolder } from './inputs.mjs';
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
const fileOf = (/** @type {string} */ build) => join(root, folder, `${build}.wasm`);

/** Makes the part of the sources that runs links without a page anew when they have changed. */
export async function prepareBundle() {
  const hash = hashOf(inputs, generated);
  if (isMadeFrom(folder, hash)) return;
  console.error('Bundling …');
  // Imported only now: loading the bundler takes longer than many a run.
  const { bundleModule, prepareKernels } = await import('./bundle.mjs');
  const kernels = await prepareKernels();
  mkdirSync(join(root, folder), { recursive: true });
  replaceFile(module, await bundleModule('src/lib/headless/index.ts'));
  for (const [build, wasm] of Object.entries(kernels)) replaceFile(fileOf(build), wasm);
  stampFolder(folder, hash);
}

/** What `prepareBundle` has made, and the kernels that the page would take. */
export async function loadHeadless() {
  // Browsers have multiply-add by default, Node before 22 behind this flag; without it numbers would round otherwise.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  /** @type {typeof import('../src/lib/headless')} */
  const headless = await import(pathToFileURL(module).href);
  const createKernels = await headless.loadKernels((build) => new Uint8Array(readFileSync(fileOf(build))));
  return { headless, createKernels };
}
