/** `npm run -s train -- '<link>'`: runs the experiments of links and prints their numbers, line by line. */
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: some of it needs a newer Node to load, some the packages.
const { createInterface } = await import('node:readline');
const { reportAndExit } = await import('./run.mjs');
const { ArgumentError, readArguments, usage } = await import('./train-arguments.mjs');

/**
 * Prints a line and waits until it is taken.
 * @param {string} line
 * @returns {Promise<void>}
 */
const print = (line) =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
// A reader that has gone also rejects the line that was meant for it.
process.stdout.on('error', () => {});

/** Links of standard input with their line numbers. */
async function* linksOfInput() {
  let lineNumber = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    lineNumber++;
    if (line.trim() !== '') yield { link: line.trim(), lineNumber };
  }
}

/** @param {NonNullable<ReturnType<typeof readArguments>>} request */
async function train({ link, options }) {
  const { installPackages } = await import('./install.mjs');
  await installPackages();
  const { loadHeadless } = await import('./headless.mjs');
  const { headless, createKernels } = await loadHeadless();
  const { runLink, DivergedError } = headless;

  /** @param {string} link @param {object} naming @param {string} prefix */
  async function runOne(link, naming, prefix) {
    const notify = (/** @type {string} */ notice) => console.error(prefix + notice);
    try {
      for (const line of runLink(createKernels, link, options, notify)) {
        await print(JSON.stringify({ ...naming, ...line }));
      }
    } catch (error) {
      if (!(error instanceof DivergedError)) throw error;
      notify(error.message);
      process.exitCode = 1;
    }
  }

  if (link !== '-') return runOne(link, {}, '');
  for await (const { link, lineNumber } of linksOfInput()) {
    await runOne(link, { link }, `line ${lineNumber}: `);
  }
}

try {
  const request = readArguments(process.argv.slice(2));
  if (request) await train(request);
  else await print(usage);
} catch (error) {
  if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') process.exit(0);
  if (error instanceof ArgumentError) {
    console.error(error.message);
    process.exit(2);
  }
  reportAndExit(error);
}
