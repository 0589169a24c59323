/**
 * How the page runs while it trains flat out: epochs, frames, and how long commands wait. The bare engine
 * is measured in the same browser, on a blank page.
 */
import {
  asNumbers,
  bundleSources,
  fieldsOf,
  figure,
  linkOf,
  median,
  networks,
  printTable,
  PEER_EPOCHS_PER_SECOND,
  quantile,
  ratio,
  sleep,
} from './measure.mjs';
import {
  askWorker,
  bareWorkerUrl,
  startTraining,
  watchFrames,
  watchHidden,
  watchPause,
  watchWorkers,
} from './page-probes.mjs';
import { drawingTime, mainThreadTime } from './processor-time.mjs';
import { openSite, visitor } from './site.mjs';
import { openTab } from './targets.mjs';

/**
 * Epochs per second while another tab is in front.
 * @param {import('playwright').CDPSession} session
 * @param {string} url
 * @param {number} durationMs
 */
async function hiddenSpeed(session, url, durationMs) {
  const tab = await openTab(session, url);
  await tab.evaluate(startTraining);
  const other = await openTab(session, 'about:blank');
  await tab.bringToFront();
  const watched = tab.evaluate(watchHidden);
  await other.bringToFront();
  await sleep(durationMs);
  await tab.bringToFront();
  const speed = await watched;
  await Promise.all([tab.close(), other.close()]);
  return speed;
}

/** @param {import('./measure.mjs').Options} options */
export async function measurePage({ isQuick }) {
  const durationMs = isQuick ? 5000 : 10_000;
  const pauses = isQuick ? 5 : 10;
  const { url, kernels } = await bundleSources();
  const { address, browser } = await openSite();
  const session = await browser.newBrowserCDPSession();
  const speeds = [];
  const frames = [];
  const waiting = [];
  for (const network of networks) {
    const page = await browser.newPage(visitor);
    const question = { url, kernels: asNumbers(kernels), fields: fieldsOf(network), durationMs: 1000 };
    const bare = () => page.evaluate(askWorker, { url: bareWorkerUrl, question });
    const before = [await bare(), await bare()];
    await page.addInitScript(watchWorkers);
    await page.goto(address + linkOf(network));
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const epoch = page.getByLabel('Epoch', { exact: true });
    while (!(Number(await epoch.textContent()) > 0)) await sleep(50);
    await sleep(500);
    const pageSession = await page.context().newCDPSession(page);
    await pageSession.send('Performance.enable', { timeDomain: 'threadTicks' });
    const drawnBefore = await drawingTime(session);
    const busyBefore = await mainThreadTime(pageSession);
    const { intervals, waits, pictures, epochsPerSecond } = await page.evaluate(watchFrames, { durationMs });
    const mainThreadMs = ((await mainThreadTime(pageSession)) - busyBefore) / pictures;
    const drawingMs = ((await drawingTime(session)) - drawnBefore) / pictures;
    const stops = [];
    for (let i = 0; i < pauses; i++) {
      stops.push(await page.evaluate(watchPause));
      await sleep(200 + 37 * i);
    }
    await page.goto('about:blank');
    const between = [await bare(), await bare()];
    const hidden = await hiddenSpeed(session, `${address}${linkOf(network)}&lang=en`, durationMs);
    const bareSpeed = median([...before, ...between, await bare(), await bare()]);
    await page.close();
    speeds.push([
      network.name,
      figure(epochsPerSecond),
      figure(hidden),
      figure(bareSpeed),
      ...[epochsPerSecond, hidden].map((speed) => `${figure((100 * speed) / bareSpeed)} %`),
      ratio(epochsPerSecond / PEER_EPOCHS_PER_SECOND),
    ]);
    const [middle, late] = [median(intervals), quantile(intervals, 0.95)];
    const longest = Math.max(...intervals);
    const ofFrames = [middle, late, longest, intervals.length, pictures, mainThreadMs, drawingMs];
    frames.push([network.name, ...ofFrames.map(figure)]);
    for (const [name, values] of /** @type {const} */ ([
      ['request to snapshot', waits],
      ['Pause to standstill', stops],
    ])) {
      const times = [median(values), quantile(values, 0.95), Math.max(...values)];
      waiting.push([`${network.name}: ${name}`, ...[values.length, ...times].map(figure)]);
    }
  }
  await browser.close();
  const seconds = durationMs / 1000;
  printTable(
    'Page: training flat out, epochs per second',
    [
      'network',
      'page',
      'hidden',
      'bare engine',
      'page share',
      'hidden share',
      `to ${PEER_EPOCHS_PER_SECOND}/s`,
    ],
    speeds,
    [
      'The bare engine trains in a worker of a blank page of the same browser, before, between and after; the page',
      'is hidden by another tab in front of it.',
      `TensorFlow Playground's page trains at most ${PEER_EPOCHS_PER_SECOND} epochs a second, one with each frame.`,
    ],
  );
  printTable(
    `Page: animation frames of ${seconds} s, intervals in ms`,
    ['network', 'median', '95 %', 'longest', 'frames', 'pictures', 'main thread', 'drawing'],
    frames,
    [
      'A picture is a frame in which the epoch shown has changed. It costs so much processor time of the',
      "page's main thread, and for drawing of the browser's graphics process, by all its threads.",
    ],
  );
  printTable('Page: waiting, ms', ['what', 'times', 'median', '95 %', 'longest'], waiting);
}
