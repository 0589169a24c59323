/** `npm run -s sweep -- <file> --out <file>`: runs an experiment with many settings, on all cores. */
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: some of it needs a newer Node to load, some the packages.
const { createHash } = await import('node:crypto');
const { readFileSync } = await import('node:fs');
const { availableParallelism } = await import('node:os');
const { resolve } = await import('node:path');
const { Worker } = await import('node:worker_threads');
const { ArgumentError } = await import('./arguments.mjs');
const { prepareHeadless, print, runCommand } = await import('./command.mjs');
const { readArguments, usage } = await import('./sweep-arguments.mjs');
const { runInPool } = await import('./sweep-pool.mjs');
const { SweepProgress } = await import('./sweep-progress.mjs');
const { ResultFile } = await import('./sweep-results.mjs');

/** npm runs scripts in the project's folder, wherever it was called. */
const inCallersFolder = (/** @type {string} */ path) =>
  process.env.npm_lifecycle_event === 'sweep' ? resolve(process.env.INIT_CWD ?? '', path) : path;

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ArgumentError(`file: ${error instanceof Error ? error.message : error}`);
  }
}

/** Aborts, with the program's exit code as the reason, when the program is asked to end. */
function endOnRequest() {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort(130));
  process.once('SIGTERM', () => controller.abort(143));
  return controller.signal;
}

/** @param {NonNullable<ReturnType<typeof readArguments>>} request */
async function sweep({ file, out, every, jobs = availableParallelism(), shard, isQuiet, isDryRun }) {
  const { headless } = await prepareHeadless();
  const text = readText(inCallersFolder(file));
  const plan = planOf(headless, file, text, every);
  plan.notices.forEach((notice) => console.error(`${file}: link: ${notice}`));

  const own = [];
  for (let trial = shard.index; trial <= plan.trialCount; trial += shard.count) own.push(trial);
  if (isDryRun) return print(`${own.length} of ${plan.trialCount} trials`);

  const name = createHash('sha256').update(plan.identity).digest('hex').slice(0, 16);
  const results = new ResultFile(inCallersFolder(out), name, plan.trialCount);
  const trials = own.filter((trial) => !results.finished.has(trial));
  // Nobody has to read how far it is.
  process.stderr.on('error', () => {});
  const progress = new SweepProgress({
    stream: process.stderr,
    total: own.length,
    finished: own.length - trials.length,
    isQuiet,
  });
  /** @param {number} trial @param {object} result */
  const add = (trial, result) => {
    results.add({ ...headless.trialHead(plan.trialOf(trial)), ...result });
    progress.advance();
  };
  const signal = endOnRequest();
  await runInPool({
    trials,
    jobs,
    createWorker: () =>
      new Worker(new URL('sweep-worker.mjs', import.meta.url), { workerData: { text, every } }),
    onResult: add,
    onGivenUp: (trial, error) => add(trial, { error }),
    signal,
  });
  results.close();
  const failed = own.filter((trial) => results.failed.has(trial)).length;
  if (signal.aborted) {
    progress.end('; interrupted, the same command goes on from there');
    process.exit(signal.reason);
  }
  progress.end(failed > 0 ? `; ${failed} could not be run, see "error" in ${out}` : '');
  if (failed > 0) process.exitCode = 1;
}

/**
 * @param {typeof import('../src/lib/headless')} headless
 * @param {string} file
 * @param {string} text
 * @param {number} [every]
 */
function planOf({ planSweep, FieldError }, file, text, every) {
  try {
    return planSweep(text, every);
  } catch (error) {
    if (error instanceof FieldError) throw new ArgumentError(`${file}: ${error.message}`);
    throw error;
  }
}

await runCommand({ readArguments, usage, perform: sweep });
