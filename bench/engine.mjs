/**
 * How fast perceptrons train and draw their maps: SIMD kernels against the plain twin. Rounds are
 * interleaved and begin with the same first weights; the figures are medians, per second of processor
 * time, which a busy machine disturbs less than wall time.
 */
import { bundleSources, fieldsOf, figure, median, networks, printTable, ratio } from './measure.mjs';

/** Calls per second of processor time. */
function rate(/** @type {() => void} */ work, /** @type {number} */ roundMs) {
  const start = process.cpuUsage();
  let calls = 0;
  let elapsed = 0;
  for (let burst = 1; elapsed < roundMs; burst *= 2) {
    for (let i = 0; i < burst; i++) work();
    calls += burst;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1000;
  }
  return (calls * 1000) / elapsed;
}

/** @param {import('./measure.mjs').Options} options */
export async function measureEngine({ isQuick }) {
  const rounds = isQuick ? 5 : 9;
  const roundMs = isQuick ? 50 : 100;
  const { url, kernels } = await bundleSources();
  /** @type {import('./measure.mjs').Sources} */
  const { defaultExperiment, loadKernels, referenceKernels, Trainer } = await import(url);
  const backends = [await loadKernels((build) => kernels[build]), referenceKernels];

  const training = [];
  const maps = [];
  for (const network of networks) {
    const experiment = { ...defaultExperiment, ...fieldsOf(network) };
    const trainers = backends.map((createKernels) => new Trainer(createKernels, experiment));
    const { trainCount } = trainers[0];
    const works = trainers.flatMap((trainer) => [() => trainer.trainEpoch(), () => trainer.model.map()]);
    /** @type {number[][]} */
    const rates = works.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const trainer of trainers) trainer.reset();
      works.forEach((work, w) => rates[w].push(rate(work, roundMs)));
    }
    const [simdTrain, simdMap, plainTrain, plainMap] = rates.map(median);
    training.push(
      ...[
        ['SIMD', simdTrain],
        ['plain', plainTrain],
      ].map(([kernels, epochs]) => [
        network.name,
        String(kernels),
        figure(Number(epochs)),
        figure(Number(epochs) * trainCount),
        ratio(Number(epochs) / plainTrain),
      ]),
    );
    maps.push([network.name, figure(1000 / simdMap), figure(1000 / plainMap), ratio(simdMap / plainMap)]);
  }
  printTable(
    'Engine in Node: training on 250 points of the circle, tanh, batch 10',
    ['network', 'kernels', 'epochs/s', 'samples/s', 'ratio'],
    training,
  );
  printTable(
    'Engine in Node: all neurons on the 100×100 map',
    ['network', 'SIMD ms', 'plain ms', 'ratio'],
    maps,
  );
}
