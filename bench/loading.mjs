/** How soon the page is there, and how much of it has to come over the wire. Nothing is cached. */
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure, median, printTable } from './measure.mjs';
import { openSite, visitor } from './site.mjs';

/** @typedef {{ path: string, bytes: number, gzipBytes: number, finishedAt: number }} Transfer */

const LARGEST_SHOWN = 8;
const kilobytes = (/** @type {number} */ bytes) => figure(bytes / 1000);
const sum = (/** @type {Transfer[]} */ transfers) =>
  transfers.reduce((total, { gzipBytes }) => total + gzipBytes, 0);

/** Runs on the page before its own scripts: clicks Play until it turns to Pause, and notes when that is. */
function clickPlay() {
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (document.querySelector(`button[aria-label="${name}"]`));
  const page = /** @type {typeof window & { playShownAt?: number, playedAt?: number }} */ (window);
  const attempt = () => {
    if (find('Pause')) {
      page.playedAt = performance.now();
      return;
    }
    const play = find('Play');
    if (play) page.playShownAt ??= performance.now();
    play?.click();
    setTimeout(attempt, 4);
  };
  attempt();
}

/** What the page noted, in milliseconds since navigation. */
function readTimes() {
  const { playShownAt = NaN, playedAt = NaN } =
    /** @type {typeof window & { playShownAt?: number, playedAt?: number }} */ (window);
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { origin: performance.timeOrigin, paintedAt: paint?.startTime ?? NaN, playShownAt, playedAt };
}

/**
 * One visit with an empty cache.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function visit(browser, address) {
  const context = await browser.newContext(visitor);
  const page = await context.newPage();
  /** @type {Promise<Transfer>[]} */
  const arriving = [];
  context.on('requestfinished', (request) => {
    const { startTime, responseEnd } = request.timing();
    const read = async () => {
      const body = await (await request.response())?.body();
      const content = body ?? Buffer.alloc(0);
      return {
        path: new URL(request.url()).pathname,
        bytes: content.length,
        gzipBytes: gzipSync(content, { level: 9 }).length,
        finishedAt: startTime + responseEnd,
      };
    };
    arriving.push(read());
  });
  await page.addInitScript(clickPlay);
  await page.goto(address);
  await page.waitForFunction(() => 'playedAt' in window);
  await page.waitForLoadState('networkidle');
  const times = await page.evaluate(readTimes);
  const transfers = await Promise.all(arriving);
  await context.close();
  return { ...times, transfers };
}

/** Pages of the site. */
const pages = [
  { name: 'playground', path: '' },
  { name: 'word machine', path: 'words/' },
];

/** @param {import('./measure.mjs').Options} options */
export async function measureLoading({ isQuick }) {
  const { address, browser } = await openSite();
  for (const { name, path } of pages) {
    await visit(browser, address + path);
    /** @type {Awaited<ReturnType<typeof visit>>[]} */
    const visits = [];
    for (let i = 0; i < (isQuick ? 3 : 5); i++) visits.push(await visit(browser, address + path));
    printVisits(name, visits);
  }
  await browser.close();
}

/**
 * @param {string} page
 * @param {Awaited<ReturnType<typeof visit>>[]} visits
 */
function printVisits(page, visits) {
  const times = /** @type {const} */ ([
    ['first contentful paint', 'paintedAt'],
    ['Play is there', 'playShownAt'],
    ['Play has become Pause', 'playedAt'],
  ]).map(([name, key]) => [name, visits.map((visit) => visit[key])]);
  printTable(
    `Loading the ${page}: ${visits.length} visits with nothing cached, ms from the start of navigation`,
    ['until', 'median', 'fastest', 'slowest'],
    times.map(([name, values]) => {
      const list = /** @type {number[]} */ (values);
      return [String(name), ...[median(list), Math.min(...list), Math.max(...list)].map(figure)];
    }),
  );

  const [{ origin, playedAt, transfers }] = visits;
  const early = transfers.filter(({ finishedAt }) => finishedAt <= origin + playedAt);
  const ofKind = (/** @type {Transfer[]} */ list, /** @type {string[]} */ ...kinds) =>
    list.filter(({ path }) => kinds.includes(extname(path)));
  const row = (/** @type {string} */ name, /** @type {Transfer[]} */ list) => [
    name,
    String(list.length),
    kilobytes(list.reduce((total, { bytes }) => total + bytes, 0)),
    kilobytes(sum(list)),
  ];
  printTable(
    `Loading the ${page}: what is transferred, in kB, compressed by gzip -9`,
    ['what', 'files', 'plain', 'gzip'],
    [
      row('script before Play reacts', ofKind(early, '.js')),
      row('style before Play reacts', ofKind(early, '.css')),
      row('script and style before Play reacts', ofKind(early, '.js', '.css')),
      row('everything before Play reacts', early),
      row('everything once the network is idle', transfers),
    ],
  );
  const largest = [...transfers].sort((a, b) => b.gzipBytes - a.gzipBytes).slice(0, LARGEST_SHOWN);
  printTable(
    `Loading the ${page}: the largest files, in kB`,
    ['file', 'plain', 'gzip', 'when'],
    largest.map((transfer) => {
      const when = early.includes(transfer) ? 'before Play' : 'after';
      return [transfer.path, kilobytes(transfer.bytes), kilobytes(transfer.gzipBytes), when];
    }),
  );
}
