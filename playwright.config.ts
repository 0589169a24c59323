import { defineConfig } from 'playwright/test';
import { browserArguments, findBrowser } from './scripts/browser.mjs';

const PORT = 4199;
const baseURL = `http://localhost:${PORT}/`;

// Tests see the built site, one at a time: without a graphics card, drawing in software takes all cores.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser(), args: browserArguments },
  },
  webServer: { command: `node scripts/serve.mjs --port ${PORT}`, url: baseURL },
});
