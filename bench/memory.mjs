/** What the page keeps in memory while it trains flat out, minute by minute, each time after a collection. */
import { figure, linkOf, networks, printTable, sleep } from './measure.mjs';
import { openSite, visitor } from './site.mjs';
import { attachWorkers } from './targets.mjs';

/** @typedef {import('./targets.mjs').Send} Send */

const columns = /** @type {const} */ ([
  'page heap',
  'page buffers',
  'worker heap',
  'worker buffers',
  'worker WASM',
]);
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(2);

/** Bytes of the living WebAssembly memories. */
async function wasmBytes(/** @type {Send} */ send) {
  const objectGroup = 'memories';
  const expression = 'WebAssembly.Memory.prototype';
  const { result: prototype } = await send('Runtime.evaluate', { expression, objectGroup });
  const found = await send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId, objectGroup });
  const { result: sum } = await send('Runtime.callFunctionOn', {
    objectId: found.objects.objectId,
    functionDeclaration: `function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }`,
    returnByValue: true,
  });
  await send('Runtime.releaseObjectGroup', { objectGroup });
  return sum.value;
}

/** @returns {Promise<{ usedSize: number, backingStorageSize: number }>} */
async function heapUsage(/** @type {Send} */ send) {
  await send('HeapProfiler.collectGarbage');
  return send('Runtime.getHeapUsage');
}

/** @param {import('./measure.mjs').Options} options */
export async function measureMemory({ isQuick, minutes }) {
  const samples = isQuick ? 6 : minutes;
  const intervalMs = isQuick ? 10_000 : 60_000;
  const [network] = networks;
  const { address, browser } = await openSite();
  const page = await browser.newPage(visitor);
  const session = await page.context().newCDPSession(page);
  const ofPage = /** @type {Send} */ (session.send.bind(session));
  const workers = await attachWorkers(session);
  await page.goto(address + linkOf(network));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const [ofWorker] = workers;
  if (!ofWorker) throw new Error('The page has no worker.');

  /** @type {number[][]} */
  const sizes = [];
  const start = performance.now();
  for (let i = 1; i <= samples; i++) {
    await sleep(start + i * intervalMs - performance.now());
    const [inPage, inWorker] = [await heapUsage(ofPage), await heapUsage(ofWorker)];
    sizes.push([
      inPage.usedSize,
      inPage.backingStorageSize,
      inWorker.usedSize,
      inWorker.backingStorageSize,
      await wasmBytes(ofWorker),
    ]);
  }
  const epochs = Number(await page.getByLabel('Epoch', { exact: true }).textContent());
  await browser.close();
  const [first, last] = [sizes[0], sizes[sizes.length - 1]];
  const growth = first.map((size, c) => `${figure(100 * (last[c] / size - 1))} %`);
  printTable(
    `Memory: ${network.name}, flat out for ${figure(epochs)} epochs, in MB after a collection`,
    ['after', ...columns],
    [
      ...sizes.map((row, i) => [`${((i + 1) * intervalMs) / 1000} s`, ...row.map(megabytes)]),
      ['first to last', ...growth],
    ],
  );
}
