/** The map of settings in the page: how long it takes to be complete and drawn, and how it follows a slider. */
import { figure, median, printTable, quantile } from './measure.mjs';
import { openSite, visitor } from './site.mjs';

/** What issue and page promise for 256 networks of 500 epochs on two cores. */
const GOAL_MS = 1000;
const link = '#dataset=circle&seed=1&noise=10&regularization=L2&regularizationRate=0.001&lang=en';
/** Between two changes while a slider is dragged: about what a hand does. */
const DRAG_MS = 50;

/**
 * Makes a change and waits until the map is complete after it and on the screen.
 * @param {{ noise?: number }} change of the noise; without it, the map is opened
 */
async function watchMap({ noise }) {
  const frame = () => new Promise(requestAnimationFrame);
  const share = () => document.querySelector('progress')?.value ?? 0;
  const byName = (/** @type {string} */ selector, /** @type {string} */ name) =>
    [...document.querySelectorAll(selector)].find(
      (element) => element.getAttribute('aria-label') === name || element.textContent?.trim() === name,
    );
  const start = performance.now();
  if (noise === undefined) {
    /** @type {HTMLElement} */ (byName('button', 'Map of settings')).click();
  } else {
    const slider = /** @type {HTMLInputElement} */ (byName('input', 'Noise'));
    slider.value = String(noise);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    while (share() === 1) await frame();
  }
  let firstMs = 0;
  while (share() < 1) {
    await frame();
    if (share() > 0) firstMs ||= performance.now() - start;
  }
  await frame();
  return { firstMs, completeMs: performance.now() - start };
}

/**
 * Drags the slider of the noise to and fro.
 * @param {{ durationMs: number, everyMs: number }} drag
 * @returns how many networks came in a second, and how long frames were
 */
async function dragSlider({ durationMs, everyMs }) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector('input[aria-label="Noise"]'));
  /** @type {number[]} */
  const intervals = [];
  const counter = /** @type {typeof window & { trainedNetworks: number }} */ (window);
  const start = performance.now();
  const before = counter.trainedNetworks;
  let [last, changed, noise] = [start, 0, 0];
  while (last - start < durationMs) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    intervals.push(now - last);
    last = now;
    if (now - changed < everyMs) continue;
    changed = now;
    noise = (noise + 1) % 50;
    slider.value = String(noise);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return { intervals, perSecond: (1000 * (counter.trainedNetworks - before)) / (last - start) };
}

/** Runs on the page before its own scripts: counts the networks that have been trained. */
function countNetworks() {
  const counter = Object.assign(window, { trainedNetworks: 0 });
  const { postMessage } = Worker.prototype;
  /** @type {WeakSet<Worker>} */
  const watched = new WeakSet();
  Worker.prototype.postMessage = function (/** @type {[any, any]} */ ...message) {
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'trained') counter.trainedNetworks += data.results.length;
      });
    }
    return postMessage.apply(this, message);
  };
}

/** @param {import('./measure.mjs').Options} options */
export async function measureSettings({ isQuick }) {
  const { address, browser } = await openSite();
  const rows = [];
  for (const { name, extra, rounds } of [
    { name: '16×16', extra: '', rounds: isQuick ? 3 : 9 },
    { name: '32×32', extra: '&settingsSide=32', rounds: isQuick ? 1 : 3 },
    { name: '16×16, 3 seeds', extra: '&settingsSeeds=3', rounds: isQuick ? 1 : 3 },
    {
      name: '16×16, neurons × label flips',
      extra: '&settingsX=neurons&settingsY=labelFlips',
      rounds: isQuick ? 1 : 3,
    },
  ]) {
    const opened = [];
    const changed = [];
    const first = [];
    for (let round = 0; round < rounds; round++) {
      const page = await browser.newPage(visitor);
      await page.goto(`${address}${link}${extra}`);
      await page.getByLabel('Training loss', { exact: true }).filter({ hasText: /\d/ }).waitFor();
      await page.waitForTimeout(1000);
      opened.push((await page.evaluate(watchMap, {})).completeMs);
      for (const labelled of [11, 12, 13]) {
        const times = await page.evaluate(watchMap, { noise: labelled + round });
        changed.push(times.completeMs);
        first.push(times.firstMs);
      }
      await page.close();
    }
    rows.push([name, ...[median(opened), median(first), median(changed), Math.max(...changed)].map(figure)]);
  }
  const page = await browser.newPage(visitor);
  await page.addInitScript(countNetworks);
  await page.goto(`${address}${link}`);
  await page.getByLabel('Training loss', { exact: true }).filter({ hasText: /\d/ }).waitFor();
  await page.evaluate(watchMap, {});
  const durationMs = isQuick ? 3000 : 10_000;
  const { intervals, perSecond } = await page.evaluate(dragSlider, { durationMs, everyMs: DRAG_MS });
  await browser.close();
  printTable(
    'Map of settings: until it is complete and drawn, ms',
    ['map', 'opening', 'change: first cells', 'complete', 'longest'],
    rows,
    [
      `Networks of the default circle, 500 epochs each; the goal for 16×16 is ${GOAL_MS}. Opening loads the pane's code and`,
      'starts its workers. A change is one of the noise, so that all data are drawn anew.',
    ],
  );
  printTable(
    `Map of settings: while the noise is dragged, a change every ${DRAG_MS} ms`,
    ['map', 'networks a second', 'a map in ms', 'frames: median, ms', '95 %'],
    [
      [
        '16×16',
        figure(perSecond),
        figure(256_000 / perSecond),
        ...[median(intervals), quantile(intervals, 0.95)].map(figure),
      ],
    ],
  );
}
