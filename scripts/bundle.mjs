import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root, runOrThrow } from './run.mjs';

/**
 * A module and everything it imports as one module that runs anywhere, and the compiled kernels.
 * @param {string} entry relative to the root
 * @returns {Promise<{ code: string, wasm: Uint8Array<ArrayBuffer> }>}
 */
export async function bundle(entry) {
  await runOrThrow('Preparing', process.execPath, ['scripts/prepare.mjs']);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { $lib: join(root, 'src/lib') } },
    build: {
      target: 'es2022',
      write: false,
      lib: { entry: join(root, entry), formats: ['es'], fileName: 'bundle' },
    },
  });
  const [bundled] = [result].flat();
  if (!('output' in bundled)) throw new Error('the bundler watches instead of building');
  const wasm = await readFile(join(root, 'src/kernels/build/kernels.wasm'));
  return { code: bundled.output[0].code, wasm: new Uint8Array(wasm) };
}
