/** `npm test`: installs what is missing, a browser included, then verifies everything. */
import { requireNode } from './node-version.mjs';

requireNode();

// Imported only now: some of it needs a newer Node to load, some the packages.
const { reportAndExit } = await import('./run.mjs');
const { installPackages } = await import('./install.mjs');
try {
  await installPackages();
  const { installBrowser } = await import('./browser.mjs');
  await installBrowser();
} catch (error) {
  reportAndExit(error);
}
await import('./verify.mjs');
