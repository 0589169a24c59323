/** The landscape in the page while it trains flat out: how often it is drawn anew, and what that costs the training. */
import { figure, linkOf, median, networks, printTable, quantile, sleep } from './measure.mjs';
import { watchFrames, watchWorkers } from './page-probes.mjs';
import { openSite, visitor } from './site.mjs';

/** What issue and page promise for the default network. */
const GOAL_PER_SECOND = 20;
const planes = /** @type {const} */ ([
  { name: 'random directions', option: 'random' },
  { name: 'path of the run', option: 'principal' },
]);

/** Runs on the page before its own scripts: when each landscape was asked for, came, and was followed by another. */
function watchLandscapes() {
  /** @type {number[]} */
  const waits = [];
  let askedAt = 0;
  const { postMessage } = Worker.prototype;
  /** @type {WeakSet<Worker>} */
  const watched = new WeakSet();
  Worker.prototype.postMessage = function (/** @type {[any, any]} */ ...message) {
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'landscape') waits.push(performance.now() - askedAt);
      });
    }
    if (message[0].type === 'requestLandscape') askedAt = performance.now();
    return postMessage.apply(this, message);
  };
  Object.assign(window, { landscapeWaits: waits });
}

/** @param {import('./measure.mjs').Options} options */
export async function measureLandscape({ isQuick }) {
  const durationMs = isQuick ? 3000 : 10_000;
  const { address, browser } = await openSite();
  const rows = [];
  for (const network of networks) {
    const page = await browser.newPage(visitor);
    await page.addInitScript(watchWorkers);
    await page.addInitScript(watchLandscapes);
    await page.goto(address + linkOf(network));
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const epoch = page.getByLabel('Epoch', { exact: true });
    while (!(Number(await epoch.textContent()) > 0)) await sleep(50);
    await sleep(500);
    const closed = await page.evaluate(watchFrames, { durationMs });
    await page.getByRole('button', { name: 'Landscape', exact: true }).click();
    for (const { name, option } of planes) {
      await page.getByRole('combobox', { name: 'Plane', exact: true }).selectOption(option);
      await sleep(1000);
      const waits = () => /** @type {typeof window & { landscapeWaits: number[] }} */ (window).landscapeWaits;
      await page.evaluate(`(${waits})().length = 0`);
      const open = await page.evaluate(watchFrames, { durationMs });
      /** @type {number[]} */
      const waited = await page.evaluate(`(${waits})()`);
      const perSecond = (1000 * waited.length) / durationMs;
      const share = (100 * open.epochsPerSecond) / closed.epochsPerSecond;
      rows.push([
        `${network.name}: ${name}`,
        figure(perSecond),
        ...[median(waited), quantile(waited, 0.95)].map(figure),
        figure(open.epochsPerSecond),
        `${figure(share)} %`,
        figure(quantile(open.intervals, 0.95)),
      ]);
    }
    await page.close();
  }
  await browser.close();
  printTable(
    'Landscape: drawn anew while the page trains flat out',
    ['network and plane', 'a second', 'wait, ms', '95 %', 'epochs/s', 'of closed', 'frames 95 %, ms'],
    rows,
    [
      `The goal is at least ${GOAL_PER_SECOND} a second for the default network. A wait is from request to arrival; the next`,
      'is asked for when the one before is on the screen. The share is of the speed with the pane closed.',
    ],
  );
}
