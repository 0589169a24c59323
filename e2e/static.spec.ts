import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from 'playwright/test';
import { planeLink, test } from './playground';

const script = fileURLToPath(new URL('../scripts/serve.mjs', import.meta.url));
let server: ChildProcess;
let address: string;

test.beforeAll(async () => {
  server = spawn(process.execPath, [script, '--port', '0', '--base', '/some/where/'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  address = line.toString().trim();
});

test.afterAll(() => server.kill());

/** Addresses asked for over the network from now on. */
function requestsOf(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) requests.push(request.url());
  });
  return requests;
}

test('the site works under any path and asks nobody else for anything', async ({ playground }) => {
  expect(address).toMatch(/\/some\/where\/$/);
  const { page } = playground;
  const requests = requestsOf(page);
  const failures: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failures.push(response.url());
  });
  await playground.open('', address);
  // The last part of the page that is loaded by itself; on a busy machine the network may be idle before.
  await expect(playground.drawing).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
  expect(failures).toEqual([]);

  requests.length = 0;
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  for (const name of ['Circle', 'Multi-Gaussian', 'Movie', 'Spiral']) {
    await playground.press(playground.dataset(name));
    await expect(playground.dataset(name)).toBeChecked();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  }
  await playground.button('切换到中文').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await playground.button('Switch to English').click();
  await playground.button('Dark theme').click();
  await playground.openNumbers();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(requests, 'requests after the page has loaded').toEqual([]);
});

test('a strict content security policy holds', async ({ playground }) => {
  const { page } = playground;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  await playground.open(planeLink);
  await playground.step();
  const policy = await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute('content');
  const directives = Object.fromEntries(
    policy!.split(';').map((directive) => {
      const [name, ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
  const scripts = directives['script-src'];
  expect(scripts).toContain("'self'");
  expect(scripts).not.toContain("'unsafe-eval'");
  expect(scripts).not.toContain("'unsafe-inline'");
  expect(scripts.filter((source) => /^(\*|https?:|data:)/.test(source))).toEqual([]);
  expect(directives['default-src']).toEqual(["'self'"]);
  expect(complaints).toEqual([]);

  await page.evaluate(() => {
    const inline = document.createElement('script');
    inline.textContent = 'window.intruded = true';
    document.head.append(inline);
  });
  await expect.poll(() => complaints.length, 'an inline script is refused').toBeGreaterThan(0);
  expect(await page.evaluate(() => 'intruded' in window)).toBe(false);
});

test('title, description and icons are there', async ({ page }) => {
  await page.goto(address);
  await expect(page).toHaveTitle('Matinée: watch a neural network learn');
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /neural network/);
  const hrefOf = (selector: string) =>
    page.locator(selector).evaluate((link) => (link as HTMLLinkElement).href);
  expect(await hrefOf('link[rel=icon]')).toMatch(/^data:image\//);
  const manifestAddress = await hrefOf('link[rel=manifest]');
  const manifest = (await (await page.request.get(manifestAddress)).json()) as {
    name: string;
    start_url: string;
    icons: { src: string }[];
  };
  expect(manifest.name).toContain('Matinée');
  expect(new URL(manifest.start_url, manifestAddress).href).toBe(address);
  expect(manifest.icons.length).toBeGreaterThan(0);
  for (const { src } of manifest.icons) {
    expect((await page.request.get(new URL(src, manifestAddress).href)).ok(), src).toBe(true);
  }
});
