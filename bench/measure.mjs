/** What the parts share: networks, sources, statistics, tables. */
import { bundle } from '../scripts/bundle.mjs';

/** @typedef {typeof import('./sources.mjs')} Sources */
/** @typedef {{ url: string, wasm: Uint8Array<ArrayBuffer> }} Bundle */
/** @typedef {{ name: string, shape: number[], features: string[] }} Network */
/** @typedef {{ isQuick: boolean }} Options */

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

/**
 * The sources as one module that runs anywhere, and the compiled kernels.
 * @returns {Promise<Bundle>}
 */
export async function bundleSources() {
  const { code, wasm } = await bundle('bench/sources.mjs');
  return { url: `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`, wasm };
}

/** @param {readonly number[]} values @param {number} share 0 … 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (/** @type {readonly number[]} */ values) => quantile(values, 0.5);

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
