import { expect, type Locator, type Page } from 'playwright/test';
import { test, type Playground } from './playground';

const cube = ({ page }: Playground) => page.getByRole('group', { name: 'Cube of the eight weekends' });

/** Drags an element by its middle, so many pixels to the right. */
async function drag(page: Page, element: Locator, byX: number): Promise<void> {
  await element.hover();
  const { x, y, width, height } = (await element.boundingBox())!;
  const [startX, startY] = [x + width / 2, y + height / 2];
  await page.mouse.down();
  await page.mouse.move(startX + byX, startY, { steps: 5 });
  await page.mouse.up();
}

test('a dragged weight and threshold change sum, decision, cube and address', async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const price = playground.number('Price weight');
  const threshold = playground.number('Threshold');
  await expect(cube(playground)).toHaveAccessibleDescription(
    /^3 of 8 .+: sunny, affordable, girlfriend comes; /,
  );

  await drag(page, price, -24);
  await expect(price).toHaveValue('2');
  await expect(playground.figure('Sum')).toHaveText('10');
  await expect(page.getByText('1 × 8 + 1 × 2 + 0 × 4 = 10')).toBeVisible();
  await playground.addressSays('start', '8,2,4,-8');

  await drag(page, threshold, 600);
  await expect.poll(async () => Number(await threshold.inputValue())).toBeGreaterThan(14);
  await expect(playground.figure('Decision')).toHaveText('Stay home');
  await expect(cube(playground)).toHaveAccessibleDescription(/everyone stays home.+No weekend/);

  await price.click();
  await expect(price).toBeFocused();
  await price.press('ArrowUp');
  await expect(playground.figure('Sum')).toHaveText('10.5');
});

test('the cube turns by arrow keys and by dragging, and turns back', async ({ playground }) => {
  await playground.open();
  const drawing = cube(playground);
  const lines = () => drawing.locator('line').evaluateAll((all) => all.map((line) => line.outerHTML).join());
  const first = await lines();
  await drawing.focus();
  await drawing.press('ArrowRight');
  await drawing.press('ArrowUp');
  await expect.poll(lines).not.toBe(first);
  await drawing.press('Home');
  await expect.poll(lines).toBe(first);
  await drag(playground.page, drawing, 60);
  await expect.poll(lines).not.toBe(first);
  await drawing.dblclick();
  await expect.poll(lines).toBe(first);
  await playground.rests();
  await expect(playground.figure('Epoch'), 'the arrow keys have trained nothing').toHaveText('0');
});

test('while it trains the bar is as long as the sum', async ({ playground }) => {
  await playground.open();
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  await playground.frames(3);
  const strays = await playground.network.locator('.segment').evaluateAll((segments) =>
    segments.map((segment) => {
      const whole = segment.parentElement!.clientWidth;
      return Math.abs(segment.clientWidth - (whole * parseFloat((segment as HTMLElement).style.width)) / 100);
    }),
  );
  expect(strays).toHaveLength(2);
  for (const stray of strays) expect(stray).toBeLessThan(3);
});
