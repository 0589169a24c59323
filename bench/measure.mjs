/** What the parts share: networks, sources, statistics, tables. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root, runOrThrow } from '../scripts/run.mjs';

export { median, quantile } from './statistics.mjs';

/** @typedef {typeof import('./sources.mjs')} Sources */
/** @typedef {{ url: string, wasm: Uint8Array<ArrayBuffer> }} Bundle */
/** @typedef {{ name: string, shape: number[], features: string[] }} Network */
/** @typedef {{ isQuick: boolean, minutes: number }} Options */

/** Epochs a second of TensorFlow Playground's page: one with each frame. */
export const PEER_EPOCHS_PER_SECOND = 60;

const manyFeatures = ['xSquared', 'ySquared', 'xTimesY', 'sinX', 'sinY'];

/** @type {Network[]} */
export const networks = [
  { name: 'default, 2→4→2→1', shape: [4, 2], features: [] },
  { name: 'largest, 7→8×6→1', shape: Array(6).fill(8), features: manyFeatures },
];

/** The fields in which a network's experiment differs from the default one. */
export const fieldsOf = (/** @type {Network} */ { shape, features }) => ({
  seed: '0.5',
  networkShape: shape,
  ...Object.fromEntries(features.map((feature) => [feature, true])),
});

/** The page's address for it: on the circle, flat out. */
export const linkOf = (/** @type {Network} */ network) => {
  const fields = Object.entries({ dataset: 'circle', loss: 'squared', ...fieldsOf(network) });
  return `#${fields.map(([key, value]) => `${key}=${value}`).join('&')}&speed=flat-out`;
};

/**
 * An entry with everything it imports.
 * @param {import('vite').UserConfig} config
 */
async function bundle(config) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { $lib: join(root, 'src/lib') } },
    ...config,
    build: { target: 'es2022', write: false, ...config.build },
  });
  const [bundle] = [result].flat();
  if (!('output' in bundle)) throw new Error('the bundler watches instead of building');
  return bundle.output[0].code;
}

/** A module that runs anywhere, as an address. */
export async function bundleModule(/** @type {string} */ entry) {
  const lib = { entry: join(root, entry), formats: /** @type {['es']} */ (['es']), fileName: 'bundle' };
  const code = await bundle({ build: { lib } });
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
}

/** The code of a CommonJS module for Node. */
export const bundleForNode = (/** @type {string} */ entry) =>
  bundle({
    ssr: { noExternal: true, target: 'node' },
    build: { ssr: join(root, entry), rolldownOptions: { output: { format: 'cjs' } } },
  });

/**
 * The sources as one module, and the compiled kernels.
 * @returns {Promise<Bundle>}
 */
export async function bundleSources() {
  await runOrThrow('Preparing', process.execPath, ['scripts/prepare.mjs']);
  return {
    url: await bundleModule('bench/sources.mjs'),
    wasm: new Uint8Array(await readFile(join(root, 'src/kernels/build/kernels.wasm'))),
  };
}

/** Three digits, with thousands set apart. */
export const figure = (/** @type {number} */ value) =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString('en') : '–';

export const ratio = (/** @type {number} */ value) => `${figure(value)}×`;

export const sleep = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Prints a table: names to the left, figures to the right.
 * @param {string} title
 * @param {string[]} heads
 * @param {string[][]} rows
 * @param {string[]} [notes]
 */
export function printTable(title, heads, rows, notes = []) {
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ');
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  console.log(['', title, line(heads), rule, ...rows.map(line), ...notes].join('\n'));
}
