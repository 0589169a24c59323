import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root, runOrThrow } from './run.mjs';

/** @typedef {import('../src/lib/engine').KernelBuild} KernelBuild */
/** @typedef {Record<KernelBuild, Uint8Array<ArrayBuffer>>} KernelFiles */

/** Where scripts/build-kernels.mjs puts each build. */
export const kernelFiles = { plain: 'kernels.wasm', multiplyAdd: 'kernels-multiply-add.wasm' };
const transformerFiles = { plain: 'transformer.wasm', multiplyAdd: 'transformer-multiply-add.wasm' };

/**
 * An entry with everything it imports.
 * @param {import('vite').UserConfig} config
 * @returns {Promise<string>} its code
 */
export async function bundle(config) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { $lib: join(root, 'src/lib') } },
    ...config,
    build: { target: 'es2022', write: false, ...config.build },
  });
  const [bundled] = [result].flat();
  if (!('output' in bundled)) throw new Error('the bundler watches instead of building');
  return bundled.output[0].code;
}

/** A module that runs anywhere. */
export function bundleModule(/** @type {string} */ entry) {
  const lib = { entry: join(root, entry), formats: /** @type {['es']} */ (['es']), fileName: 'bundle' };
  // Also what is imported only when needed: one file has no others beside it.
  return bundle({ build: { lib, rolldownOptions: { output: { codeSplitting: false } } } });
}

/**
 * The compiled kernels, made anew when their sources have changed.
 * @returns {Promise<KernelFiles>}
 */
export const prepareKernels = () => prepared(kernelFiles);

/**
 * The transformer's compiled kernels, likewise.
 * @returns {Promise<KernelFiles>}
 */
export const prepareTransformer = () => prepared(transformerFiles);

/** @param {Record<KernelBuild, string>} files */
async function prepared({ plain, multiplyAdd }) {
  await runOrThrow('Preparing', process.execPath, ['scripts/prepare.mjs']);
  const read = async (/** @type {string} */ name) =>
    new Uint8Array(await readFile(join(root, 'src/kernels/build', name)));
  return { plain: await read(plain), multiplyAdd: await read(multiplyAdd) };
}
