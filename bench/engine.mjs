/**
 * How fast perceptrons train and draw their maps: SIMD kernels against the plain twin, on 250 training
 * points inside and outside a circle. Rounds are interleaved; the figures are medians, per second of
 * processor time, which a busy machine disturbs less than wall time.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'vite';

const ROUNDS = 9;
const ROUND_MS = 60;
const SAMPLES = 250;
const MAP_SIDE = 100;

const cases = [
  { name: 'a: 2→4→2→1 tanh, batch 10', sizes: [2, 4, 2, 1], hidden: 'tanh', batchSize: 10 },
  { name: 'b: 7→8×6→1 tanh, batch 10', sizes: [7, 8, 8, 8, 8, 8, 8, 1], hidden: 'tanh', batchSize: 10 },
  { name: 'c: as b, ReLU', sizes: [7, 8, 8, 8, 8, 8, 8, 1], hidden: 'relu', batchSize: 10 },
  { name: 'd: as a, batch 1', sizes: [2, 4, 2, 1], hidden: 'tanh', batchSize: 1 },
  { name: 'e: as a, batch 30', sizes: [2, 4, 2, 1], hidden: 'tanh', batchSize: 30 },
];
/** @type {import('../src/lib/engine/models/mlp').Step} */
const step = { learningRate: 0.03, regularization: 'none', regularizationRate: 0 };

const server = await createServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
});
/** @typedef {typeof import('../src/lib/engine/models/mlp') & typeof import('../src/lib/engine/backend/wasm')
 *   & typeof import('../src/lib/engine/backend/reference')} Engine */
const loaded = await Promise.all(
  ['models/mlp', 'backend/wasm', 'backend/reference'].map((path) =>
    server.ssrLoadModule(`/src/lib/engine/${path}.ts`),
  ),
);
const { Mlp, compileKernels, wasmKernels, referenceKernels } = /** @type {Engine} */ (
  Object.assign({}, ...loaded)
);
await server.close();

const module = await compileKernels(
  await readFile(new URL('../src/kernels/build/kernels.wasm', import.meta.url)),
);
const backends = { simd: wasmKernels(module), plain: referenceKernels };

/** The inputs of a network with `count` features of points (x1, x2), structure of arrays. */
function columnsOf(/** @type {number[]} */ x1, /** @type {number[]} */ x2, /** @type {number} */ count) {
  const product = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.map((value, i) => value * b[i]);
  return [
    x1,
    x2,
    product(x1, x1),
    product(x2, x2),
    product(x1, x2),
    x1.map(Math.sin),
    x2.map(Math.sin),
  ].slice(0, count);
}

/** @param {typeof cases[number]} options @param {typeof backends.simd} createKernels */
function createModel({ sizes, hidden }, createKernels) {
  const model = new Mlp(createKernels, {
    sizes,
    hidden: /** @type {'tanh' | 'relu'} */ (hidden),
    output: 'tanh',
    loss: 'squared',
    capacity: { train: SAMPLES, test: 0, map: MAP_SIDE ** 2 },
  });
  model.parameters.forEach((_, i) => (model.parameters[i] = Math.sin(i * 7.3) / 2));
  const indices = Array.from({ length: SAMPLES }, (_, i) => i);
  const radii = indices.map((i) => (i % 2 ? 3.5 + (i % 13) / 10 : (i % 17) / 7));
  const x1 = radii.map((radius, i) => radius * Math.sin(i * 2.4));
  const x2 = radii.map((radius, i) => radius * Math.cos(i * 2.4));
  const targets = radii.map((radius) => (radius < 2.5 ? 1 : -1));
  model.load('train', columnsOf(x1, x2, sizes[0]), targets);
  const grid = Array.from({ length: MAP_SIDE ** 2 }, (_, i) => i);
  const across = grid.map((i) => ((i % MAP_SIDE) / MAP_SIDE) * 12 - 6);
  const down = grid.map((i) => (Math.floor(i / MAP_SIDE) / MAP_SIDE) * 12 - 6);
  model.load('map', columnsOf(across, down, sizes[0]));
  return model;
}

/** Calls per second of processor time. */
function rate(/** @type {() => void} */ work) {
  const start = process.cpuUsage();
  let calls = 0;
  let elapsed = 0;
  for (let burst = 1; elapsed < ROUND_MS; burst *= 2) {
    for (let i = 0; i < burst; i++) work();
    calls += burst;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1000;
  }
  return (calls * 1000) / elapsed;
}

const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
const round = (/** @type {number} */ value) => Number(value.toPrecision(3)).toLocaleString('en');

for (const options of cases) {
  const models = Object.values(backends).map((createKernels) => createModel(options, createKernels));
  const works = models.flatMap((model) => [
    () => model.train(0, SAMPLES, options.batchSize, step),
    () => model.map(),
  ]);
  /** @type {number[][]} */
  const rates = works.map(() => []);
  for (let i = 0; i < ROUNDS; i++) works.forEach((work, w) => rates[w].push(rate(work)));
  const [simdTrain, simdMap, plainTrain, plainMap] = rates.map(median);
  console.log(options.name);
  console.log(`  training  ${round(simdTrain)} epochs/s (${round(simdTrain * SAMPLES)} samples/s)`);
  console.log(`            plain twin ${round(plainTrain)}; ratio ${round(simdTrain / plainTrain)}`);
  console.log(`  map       ${round(1000 / simdMap)} ms, plain twin ${round(1000 / plainMap)} ms`);
}
