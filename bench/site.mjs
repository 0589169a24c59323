/** The built site and a browser to look at it. */
import { chromium } from 'playwright';
import { browserAdvice, browserArguments, findBrowser } from '../scripts/browser.mjs';
import { buildSiteIfChanged } from '../scripts/build.mjs';
import { StepError } from '../scripts/run.mjs';
import { serve } from '../scripts/serve.mjs';

const PORT_ANY = 0;

/** Starts a browser; without a graphics card it draws in software. */
export async function openBrowser() {
  const executablePath = findBrowser();
  if (!executablePath) throw new StepError(browserAdvice());
  return chromium.launch({ executablePath, args: browserArguments });
}

/** Builds the site if need be, serves it, and starts a browser. */
export async function openSite() {
  const browser = await openBrowser();
  await buildSiteIfChanged();
  const address = await serve(PORT_ANY);
  if (!address) throw new StepError('No port is free.');
  return { address, browser };
}

/** @type {import('playwright').BrowserContextOptions} */
export const visitor = { locale: 'en-US', viewport: { width: 1280, height: 800 } };
