/** `npm run -s train -- '<link>'`: runs the experiments of links and prints their numbers, line by line. */
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: some of it needs a newer Node to load, some the packages.
const { createInterface } = await import('node:readline');
const { prepareHeadless, print, runCommand } = await import('./command.mjs');
const { readArguments, usage } = await import('./train-arguments.mjs');

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
  const { headless, createKernels } = await prepareHeadless();
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

await runCommand({ readArguments, usage, perform: train });
