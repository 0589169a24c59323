/**
 * This engine's transformers against libraries from the registry: the same first parameters, text and mathematics, on
 * one core, in Node and in a worker of a headless browser, size by size and contender by contender in turn.
 * bench/words/pytorch.py measures the same sizes in PyTorch.
 */
import { prepareTransformer } from '../scripts/bundle.mjs';
import { asNumbers, figure, loadForNode, moduleAddress, printTable, ratio } from './measure.mjs';
import { askWorker } from './page-probes.mjs';
import { tensorflowUrl } from './peers.mjs';
import { openBrowser } from './site.mjs';

/** @typedef {import('./words/contest.mjs').Outcome} Outcome */

/** Relative difference of the losses up to which two engines agree. */
const TOLERANCE = 1e-4;

const share = (/** @type {number | undefined} */ value) =>
  value === undefined ? '' : `${figure(100 * value)} %`;

/**
 * @param {import('./words/sizes.mjs').Size} size
 * @param {Outcome[]} outcomes in Node, in the browser
 */
function printSize({ name, width, heads, blocks, context, vocabulary }, outcomes) {
  const places = ['Node', 'Chromium'];
  const notes = outcomes.map(({ peak }, i) => `f32x4 peak in ${places[i]}: ${figure(peak / 1e9)} GFLOP/s.`);
  for (const [i, { results }] of outcomes.entries()) {
    for (const { name, differences } of results) {
      const worst = Math.max(...differences);
      if (!(worst <= TOLERANCE)) notes.push(`${name} in ${places[i]} DISAGREES: ${worst.toExponential(0)}.`);
    }
  }
  const worst = outcomes.flatMap(({ results }) => results.flatMap(({ differences }) => differences));
  notes.push(
    `Losses of the first ${outcomes[0].results[0].differences.length} steps differ from our plain loops' by at most ${Math.max(...worst).toExponential(0)}.`,
  );
  printTable(
    `Words, ${name}: width ${width}, heads ${heads}, blocks ${blocks}, context ${context}, vocabulary ${vocabulary}; tokens per second`,
    ['engine', ...places.flatMap((place) => [place, 'ours to it', 'of the peak', 'writing'])],
    outcomes[0].results.map((result, i) => [
      result.name,
      ...outcomes.flatMap(({ results }) => [
        figure(results[i].tokensPerSecond),
        ratio(results[i].ratio),
        share(results[i].shareOfPeak),
        results[i].written === undefined ? '' : figure(results[i].written),
      ]),
    ]),
    notes,
  );
}

/** @param {import('./measure.mjs').Options} options */
export async function measureWords({ isQuick }) {
  const kernels = await prepareTransformer();
  /** @type {typeof import('./words/contest.mjs')} */
  const { sizes, runSize } = await loadForNode('bench/words/contest.mjs');
  const browser = await openBrowser();
  const url = await moduleAddress('bench/words/worker.mjs');
  const common = {
    kernels: asNumbers(kernels),
    tensorflowUrl: await tensorflowUrl(),
    ...(isQuick ? { rounds: 3, turnMs: 50 } : { rounds: 9, turnMs: 200 }),
  };
  for (const size of sizes) {
    const question = { ...common, size };
    // A page of its own: what one size leaves behind does not slow down the next.
    const page = await browser.newPage();
    printSize(size, [await runSize(question), await page.evaluate(askWorker, { url, question })]);
    await page.close();
  }
  await browser.close();
}
