import { ArgumentError } from './arguments.mjs';
import { reportAndExit } from './run.mjs';

/**
 * Prints a line and waits until it is taken.
 * @param {string} line
 * @returns {Promise<void>}
 */
export const print = (line) =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
// A reader that has gone also rejects the line that was meant for it.
process.stdout.on('error', () => {});

/**
 * Does what the command line asks for; what is wrong with it is one line on standard error and code 2.
 * @template Request
 * @param {object} command
 * @param {(args: string[]) => Request | undefined} command.readArguments undefined when it asks for help
 * @param {string} command.usage
 * @param {(request: Request) => Promise<void>} command.perform
 */
export async function runCommand({ readArguments, usage, perform }) {
  try {
    const request = readArguments(process.argv.slice(2));
    if (request) await perform(request);
    else await print(usage);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') process.exit(0);
    if (error instanceof ArgumentError) {
      console.error(error.message);
      process.exit(2);
    }
    reportAndExit(error);
  }
}

/** The part of the sources that runs links without a page, with all that is missing for it made first. */
export async function prepareHeadless() {
  const { installPackages } = await import('./install.mjs');
  await installPackages();
  const { prepareBundle, loadHeadless } = await import('./headless.mjs');
  await prepareBundle();
  return loadHeadless();
}
