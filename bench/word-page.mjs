/**
 * How the word machine's page runs while it trains at full speed with everything drawn: steps against those of the
 * bare engine in a worker of a blank page, frames, and how soon a model writes idioms.
 */
import { bundleModule, prepareTransformer } from '../scripts/bundle.mjs';
import { figure, median, printTable, quantile, sleep } from './measure.mjs';
import { askWorker, watchFrames, watchWorkers } from './page-probes.mjs';
import { openSite, visitor } from './site.mjs';

/** Word experiments, as the fields of a link. */
const models = [
  { name: 'first, 1 block, width 64, context 16', fields: {} },
  { name: '2 blocks, width 64, context 32', fields: { blocks: 2, context: 32 } },
];
/** Seconds after Play at which the writing is judged. */
const MOMENTS = [1, 2, 3, 5];
const JUDGED_CHARACTERS = 100;
/** The page and the bare engine take turns, since a shared machine is not always equally fast. */
const ROUND_MS = 4000;

/** Runs in a worker of a blank page: steps per second of the bare engine. */
async function trainBare(/** @type {any} */ { code, kernels, fields, durationMs }) {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  /** @type {typeof import('../src/lib/engine/words')} */
  const { defaultWordExperiment, loadTransformer, WordTrainer } = await import(address);
  const create = await loadTransformer((build) => Uint8Array.from(kernels[build]));
  const trainer = new WordTrainer(create, { ...defaultWordExperiment, seed: '1', ...fields });
  trainer.trainBatches(20);
  const start = performance.now();
  let steps = 0;
  for (; performance.now() - start < durationMs; steps += 10) trainer.trainBatches(10);
  return (steps * 1000) / (performance.now() - start);
}

/**
 * The bare engine's steps per second, in a blank page.
 * @param {import('playwright').Browser} browser
 * @param {object} question what `trainBare` is asked
 * @returns {Promise<number>}
 */
async function trainAlone(browser, question) {
  const page = await browser.newPage();
  const speed = await page.evaluate(askWorker, { url: bareUrl, question });
  await page.close();
  return speed;
}

/**
 * How the word machine's page trains, a second after Play.
 * @param {import('playwright').Browser} browser
 * @param {string} link
 */
async function watchPage(browser, link) {
  const page = await browser.newPage(visitor);
  await page.addInitScript(watchWorkers);
  await page.goto(link);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await sleep(1000);
  const watched = await page.evaluate(watchFrames, { durationMs: ROUND_MS, count: 'Step' });
  await page.close();
  return watched;
}

const bareSource = `onmessage = ({ data }) => void (${trainBare})(data).then(postMessage, reportError);`;
const bareUrl = `data:text/javascript,${encodeURIComponent(bareSource)}`;

const linkOf = (/** @type {object} */ fields) =>
  `words/#${new URLSearchParams({ seed: '1', prompt: '对酒当歌，', speed: 'flat-out', lang: 'en', ...fields })}`;

/** The share of what is between commas that is an idiom of the text and begins as the one before ends. */
function judge(/** @type {string} */ text, /** @type {string} */ written) {
  const idioms = new Set(text.split(/[，。\s]+/));
  const pieces = written.split('，').slice(0, -1);
  const right = pieces.filter(
    (piece, place) => idioms.has(piece) && (place === 0 || pieces[place - 1].at(-1) === piece[0]),
  );
  return right.length / pieces.length;
}

/** @param {import('./measure.mjs').Options} options */
export async function measureWordPage({ isQuick }) {
  const rounds = isQuick ? 2 : 5;
  const code = await bundleModule('src/lib/engine/words/index.ts');
  const compiled = await prepareTransformer();
  const kernels = { plain: [...compiled.plain], multiplyAdd: [...compiled.multiplyAdd] };
  const { address, browser } = await openSite();
  const rows = [];
  for (const { name, fields } of models) {
    const question = { code, kernels, fields, durationMs: ROUND_MS };
    /** The bare engine before the first round and after each. */
    const bare = [await trainAlone(browser, question)];
    const pages = [];
    for (let round = 0; round < rounds; round++) {
      pages.push(await watchPage(browser, address + linkOf(fields)));
      bare.push(await trainAlone(browser, question));
    }
    const shares = pages.map(
      ({ epochsPerSecond }, round) => (200 * epochsPerSecond) / (bare[round] + bare[round + 1]),
    );
    const intervals = pages.flatMap((page) => page.intervals);
    const waits = pages.flatMap((page) => page.waits);
    const speeds = [median(pages.map(({ epochsPerSecond }) => epochsPerSecond)), median(bare)].map(figure);
    const share = `${figure(median(shares))} % (${figure(Math.min(...shares))} – ${figure(Math.max(...shares))})`;
    const frames = [median(intervals), quantile(intervals, 0.95), Math.max(...intervals)].map(figure);
    rows.push([name, ...speeds, share, ...frames, figure(quantile(waits, 0.95))]);
  }
  const judged = [];
  for (const seconds of MOMENTS) {
    const page = await browser.newPage(visitor);
    await page.goto(address + linkOf({}));
    const box = page.getByRole('textbox', { name: 'Training text' });
    let text = '';
    while (text === '') text = await box.inputValue();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await sleep(1000 * seconds);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const steps = await page.getByRole('status', { name: 'Step', exact: true }).textContent();
    await page.getByRole('button', { name: 'Write on', exact: true }).click();
    const written = page.getByRole('region', { name: 'Written text' });
    let writing = '';
    while (writing.length < JUDGED_CHARACTERS) {
      await sleep(200);
      writing = (await written.innerText()).replaceAll(/\s/g, '');
    }
    await page.close();
    judged.push([`${seconds} s`, steps ?? '–', `${figure(100 * judge(text, writing))} %`]);
  }
  await browser.close();
  printTable(
    'Word machine: training flat out, everything drawn',
    ['model', 'steps/s', 'bare engine', 'share', 'frames ms', '95 %', 'longest', 'picture 95 % ms'],
    rows,
    [
      'The bare engine trains in a worker of a blank page of the same browser, before and after each round;',
      'the share is the median of all rounds, with the least and the most.',
    ],
  );
  printTable(
    `Word machine: of ${JUDGED_CHARACTERS} characters written, idioms that are real and rightly chained`,
    ['after Play', 'steps', 'right'],
    judged,
  );
}
