/** `npm start`: installs and builds what is missing, serves the site, prints its address. */
import { spawn } from 'node:child_process';
import { requireNode } from './node-version.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

// Imported only now: some of it needs a newer Node to load, some the packages.
const { reportAndExit, StepError } = await import('./run.mjs');
const { installPackages } = await import('./install.mjs');
const { buildSiteIfChanged } = await import('./build.mjs');

const FIRST_PORT = 4173;
const PORTS_TRIED = 100;

/** Serves on PORT and no other when it is set, else on the first free port. */
async function serveSomewhere() {
  const { checkedPort, serve } = await import('./serve.mjs');
  const { PORT } = process.env;
  const first = PORT ? checkedPort(PORT) : FIRST_PORT;
  const last = PORT ? first : FIRST_PORT + PORTS_TRIED - 1;
  for (let port = first; port <= last; port++) {
    const address = await serve(port);
    if (address) return address;
  }
  throw new StepError(PORT ? `Port ${PORT} is taken.` : `Ports ${first} to ${last} are all taken.`);
}

/**
 * Shows an address in the default browser; without one the printed line has to do.
 * @param {string} address
 */
function open(address) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const commands = { darwin: 'open', win32: 'explorer' };
  const command = commands[process.platform] ?? 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

try {
  await installPackages();
  await buildSiteIfChanged();
  const address = await serveSomewhere();
  console.log(`Matinée is at ${address}`);
  if (process.argv.includes('--open')) open(address);
} catch (error) {
  reportAndExit(error);
}
