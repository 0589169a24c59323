import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

/** How bright the page is behind everything, 0 to 1. */
const brightness = ({ page }: Playground) =>
  page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body)
      .backgroundColor.match(/[\d.]+/g)!
      .map(Number);
    return (red + green + blue) / 3 / 255;
  });

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`on a ${scheme} system`, () => {
    test.use({ colorScheme: scheme });
    const [own, other] = scheme === 'light' ? ['light', 'Dark'] : ['dark', 'Light'];

    test(`the page is ${own}, and its theme can be switched for good`, async ({ playground }) => {
      const isOwn = async () => (await brightness(playground)) > 0.5 === (own === 'light');
      await playground.open(planeLink);
      expect(await isOwn()).toBe(true);
      const drawing = await playground.picture(playground.drawing);
      await playground.button(`${other} theme`).click();
      await expect.poll(isOwn).toBe(false);
      await playground.expectPicture(playground.drawing, drawing, false);
      await playground.page.reload();
      await playground.hasNumbers();
      expect(await isOwn()).toBe(false);
    });
  });
}

test('the theme follows the system while nobody has chosen one', async ({ playground }) => {
  await playground.page.emulateMedia({ colorScheme: 'light' });
  await playground.open(planeLink);
  expect(await brightness(playground)).toBeGreaterThan(0.5);
  await playground.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => brightness(playground)).toBeLessThan(0.5);
});
