/** What the parts share: networks, sources, statistics, tables. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, bundleModule, prepareKernels } from '../scripts/bundle.mjs';
import { root } from '../scripts/run.mjs';

export { median, quantile } from './statistics.mjs';

/** @typedef {typeof import('./sources.mjs')} Sources */
/** @typedef {{ url: string, kernels: import('../scripts/bundle.mjs').KernelFiles }} Bundle */
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

/** A module that runs anywhere, as an address. */
export async function moduleAddress(/** @type {string} */ entry) {
  return `data:text/javascript;base64,${Buffer.from(await bundleModule(entry)).toString('base64')}`;
}

/** The code of a CommonJS module for Node. */
const bundleForNode = (/** @type {string} */ entry) =>
  bundle({
    ssr: { noExternal: true, target: 'node' },
    build: { ssr: join(root, entry), rolldownOptions: { output: { format: 'cjs' } } },
  });

/** A module for Node, bundled as for the browser. */
export async function loadForNode(/** @type {string} */ entry) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const file = join(folder, 'bundle.cjs');
  await writeFile(file, await bundleForNode(entry));
  const loaded = createRequire(import.meta.url)(file);
  await rm(folder, { recursive: true });
  return loaded;
}

/**
 * The sources as one module, and the compiled kernels.
 * @returns {Promise<Bundle>}
 */
export async function bundleSources() {
  const kernels = await prepareKernels();
  return { url: await moduleAddress('bench/sources.mjs'), kernels };
}

/** The compiled kernels as a page can be told them. */
export const asNumbers = (/** @type {Bundle['kernels']} */ { plain, multiplyAdd }) => ({
  plain: [...plain],
  multiplyAdd: [...multiplyAdd],
});

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
