/** What page.mjs runs inside the browser: each function stands alone. */

/** Runs on the page before its own scripts: times every snapshot from its request to its arrival. */
export function watchWorkers() {
  /** @type {number[]} */
  const waits = [];
  const { postMessage } = Worker.prototype;
  /** @type {WeakSet<Worker>} */
  const watched = new WeakSet();
  let askedAt = 0;
  Worker.prototype.postMessage = function (/** @type {[any, any]} */ ...message) {
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'snapshot') waits.push(performance.now() - askedAt);
      });
    }
    if (message[0].type === 'requestSnapshot') askedAt = performance.now();
    return postMessage.apply(this, message);
  };
  Object.assign(window, { waits });
}

/**
 * Runs on the page while it trains.
 * @param {{ durationMs: number, count?: string }} options what the run counts in, as its figure is labelled
 */
export async function watchFrames({ durationMs, count = 'Epoch' }) {
  const { waits } = /** @type {typeof window & { waits: number[] }} */ (window);
  const epoch = /** @type {HTMLElement} */ (document.querySelector(`output[aria-label="${count}"]`));
  waits.length = 0;
  const frame = () => new Promise(requestAnimationFrame);
  const intervals = [];
  const start = await frame();
  /** @type {{ epoch: number, time: number }[]} */
  const shown = [];
  for (let last = start; last - start < durationMs;) {
    const now = await frame();
    intervals.push(now - last);
    last = now;
    const number = Number(epoch.textContent);
    if (number !== shown.at(-1)?.epoch) shown.push({ epoch: number, time: now });
  }
  const [first, final] = [shown[0], shown[shown.length - 1]];
  const epochsPerMs = (final.epoch - first.epoch) / (final.time - first.time);
  return { intervals, waits: [...waits], pictures: shown.length, epochsPerSecond: epochsPerMs * 1000 };
}

/** Runs on the page while it trains: from a click on Pause to the last change of the epoch, and plays on. */
export async function watchPause() {
  const epoch = /** @type {HTMLElement} */ (document.querySelector('output[aria-label="Epoch"]'));
  const click = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (document.querySelector(`button[aria-label="${name}"]`)).click();
  const clickedAt = performance.now();
  let changedAt = clickedAt;
  const observer = new MutationObserver(() => (changedAt = performance.now()));
  observer.observe(epoch, { characterData: true, childList: true, subtree: true });
  click('Pause');
  await new Promise((resolve) => setTimeout(resolve, 400));
  observer.disconnect();
  click('Play');
  return changedAt - clickedAt;
}

/** Runs on any page: what its one worker, started at the first question, answers. */
export function askWorker(/** @type {{ url: string, question: any }} */ { url, question }) {
  const page = /** @type {typeof window & { asked?: Worker }} */ (window);
  const worker = (page.asked ??= new Worker(url, { type: 'module' }));
  return new Promise((/** @type {(answer: any) => void} */ resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'The worker did not start.'));
    worker.postMessage(question);
  });
}

/** Runs in a worker of a blank page: epochs per second of the bare engine. */
async function trainBare(/** @type {any} */ { url, kernels, fields, durationMs }) {
  /** @type {import('./measure.mjs').Sources} */
  const { defaultExperiment, loadKernels, Trainer } = await import(url);
  const createKernels = await loadKernels((build) => Uint8Array.from(kernels[build]));
  const trainer = new Trainer(createKernels, { ...defaultExperiment, ...fields });
  const start = performance.now();
  let epochs = 0;
  for (; performance.now() - start < durationMs; epochs += 100) {
    trainer.trainBatches(100 * trainer.batchesPerEpoch);
  }
  return (epochs * 1000) / (performance.now() - start);
}

const bareSource = `onmessage = ({ data }) => void (${trainBare})(data).then(postMessage, reportError);`;

/** The address of a worker that trains the bare engine. */
export const bareWorkerUrl = `data:text/javascript,${encodeURIComponent(bareSource)}`;

/** Runs on a tab: presses Play, and waits until it trains at speed. */
export async function startTraining() {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
  const epoch = () => Number(document.querySelector('output[aria-label="Epoch"]')?.textContent);
  const play = () => /** @type {HTMLElement | null} */ (document.querySelector('button[aria-label="Play"]'));
  while (!play()) await pause();
  play()?.click();
  while (!(epoch() > 1000)) await pause();
}

/** Runs on a tab that trains, until it has been hidden and shown again: epochs per second meanwhile. */
export async function watchHidden() {
  const epoch = /** @type {HTMLElement} */ (document.querySelector('output[aria-label="Epoch"]'));
  const read = () => ({ epoch: Number(epoch.textContent), time: performance.now() });
  let shown = read();
  const observer = new MutationObserver(() => (shown = read()));
  observer.observe(epoch, { characterData: true, childList: true, subtree: true });
  for (const state of ['hidden', 'visible']) {
    while (document.visibilityState !== state) {
      await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
    }
  }
  // The last snapshot asked for in front may have come behind.
  const last = shown;
  while (shown === last) await new Promise(requestAnimationFrame);
  observer.disconnect();
  return ((shown.epoch - last.epoch) * 1000) / (shown.time - last.time);
}
