/** How the page runs while it trains two networks side by side, flat out: frames, pictures, speeds; alone beside it. */
import { figure, linkOf, median, networks, printTable, quantile, sleep } from './measure.mjs';
import { watchFrames, watchWorkers } from './page-probes.mjs';
import { drawingTime, mainThreadTime } from './processor-time.mjs';
import { openSite, visitor } from './site.mjs';

const [network] = networks;
const cases = [
  { name: 'alone', link: linkOf(network) },
  {
    name: 'two sides',
    link: `${linkOf(network)}&tool=compare&versus=regularization:L2,regularizationRate:0.003`,
  },
];

/** Epochs that the other side has trained; 0 where there is none. @param {import('playwright').Page} page */
async function otherEpoch(page) {
  const output = page.getByRole('status', { name: 'B: Epoch', exact: true });
  return (await output.count()) > 0 ? Number(await output.textContent()) : 0;
}

/** @param {import('./measure.mjs').Options} options */
export async function measureCompare({ isQuick }) {
  const durationMs = isQuick ? 5000 : 10_000;
  const { address, browser } = await openSite();
  const session = await browser.newBrowserCDPSession();
  const rows = [];
  for (const { name, link } of cases) {
    const page = await browser.newPage(visitor);
    await page.addInitScript(watchWorkers);
    await page.goto(address + link);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const epoch = page.getByLabel('Epoch', { exact: true });
    while (!(Number(await epoch.textContent()) > 0)) await sleep(50);
    // The page learns within the first seconds how many pictures it can show.
    await sleep(3000);
    const pageSession = await page.context().newCDPSession(page);
    await pageSession.send('Performance.enable', { timeDomain: 'threadTicks' });
    const [drawnBefore, busyBefore] = [await drawingTime(session), await mainThreadTime(pageSession)];
    const before = await otherEpoch(page);
    const { intervals, waits, epochsPerSecond } = await page.evaluate(watchFrames, { durationMs });
    const other = (1000 * ((await otherEpoch(page)) - before)) / durationMs;
    const mainThreadMs = (await mainThreadTime(pageSession)) - busyBefore;
    const drawingMs = (await drawingTime(session)) - drawnBefore;
    await page.close();
    rows.push([
      name,
      ...[median(intervals), quantile(intervals, 0.95), Math.max(...intervals)].map(figure),
      ...[waits.length, mainThreadMs, drawingMs].map((value) => figure((1000 * value) / durationMs)),
      figure(epochsPerSecond),
      other > 0 ? figure(other) : '–',
    ]);
  }
  await browser.close();
  printTable(
    `Compare: ${network.name} flat out, intervals of animation frames in ms`,
    ['what', 'median', '95 %', 'longest', 'pictures', 'main thread', 'drawing', 'A epochs/s', 'B epochs/s'],
    rows,
    [
      'Pictures of both sides, and milliseconds of processor time of the main thread and of the graphics process,',
      'each per second.',
    ],
  );
}
