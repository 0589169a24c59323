import { defineConfig } from 'playwright/test';
import { browserArguments, findBrowser } from './scripts/browser.mjs';

const PORT = Number(process.env.PORT ?? 4199);
const baseURL = `http://localhost:${PORT}/`;

// Tests see the built site. Without a graphics card the browser draws in software, which is slow.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'en-US',
    // A trace of every test would cost a fifth of the time: `npx playwright test FILE --trace retain-on-failure`.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser(), args: browserArguments },
  },
  webServer: { command: `node scripts/serve.mjs --port ${PORT}`, url: baseURL },
});
