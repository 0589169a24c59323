import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { programOf, run } from './run.mjs';

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const isRoot = process.getuid?.() === 0;

/** What to tell someone on whose machine there is no browser and none could be installed. */
export function browserAdvice() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return `CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not start.`;
  return 'No Chromium was found and none could be installed. Install one, or set CHROMIUM_PATH to it.';
}

/** Chromium as root starts only without its sandbox. */
export const browserArguments = isRoot ? ['--no-sandbox'] : [];

/**
 * Whether a program starts: distributions install stand-ins, downloads may miss libraries.
 * @param {string} path
 */
function starts(path) {
  if (!existsSync(path)) return false;
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === 'win32') return true;
  try {
    execFileSync(path, ['--version', ...browserArguments], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** The browser to test in: CHROMIUM_PATH, one that is installed, or the one Playwright downloaded. */
export function findBrowser() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return starts(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
  const folders = PATH.split(delimiter).filter(Boolean);
  const installed = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...installed, chromium.executablePath()].find(starts);
}

/** Finds a browser, or installs one: Playwright's own, else, as root, the distribution's. */
export async function installBrowser() {
  if (findBrowser() || process.env.CHROMIUM_PATH) return;
  console.error('Installing a browser …');
  const attempts = [
    () => run(process.execPath, [programOf('playwright'), 'install', 'chromium'], { timeoutMs: 300_000 }),
    () => run('apt-get update && apt-get install -y chromium', [], { timeoutMs: 300_000, shell: true }),
  ];
  for (const attempt of isRoot ? attempts : attempts.slice(0, 1)) {
    const { output } = await attempt();
    if (findBrowser()) return;
    console.error(output);
  }
}
