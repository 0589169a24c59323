import { expect } from 'playwright/test';
import { test, type Playground } from './playground';

const ownLink = '#problem=regression&regDataset=own&networkShape=4&seed=0.5&ownPoints=-3,-1,0,0,3,1';
const points = ({ address }: Playground) => {
  const numbers = (address.get('ownPoints') ?? '').split(',').map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, k) => numbers.slice(2 * k, 2 * k + 2));
};
/** Where a point of the curve's picture stands on the page. */
async function placeOf({ page }: Playground, x: number, y: number): Promise<[number, number]> {
  const plot = page.locator('.own-points');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  return [box.x + (0.5 + x / 12) * box.width, box.y + (0.5 - y / 4) * box.height];
}

test('points are placed, dragged and removed on the output', async ({ playground }) => {
  await playground.open(ownLink);
  const { mouse } = playground.page;
  await mouse.click(...(await placeOf(playground, -5, 1.5)));
  await expect.poll(() => points(playground)).toHaveLength(4);
  const [x, y] = points(playground)[3];
  expect(Math.hypot(x + 5, 3 * (y - 1.5))).toBeLessThan(0.2);

  await mouse.move(...(await placeOf(playground, 3, 1)));
  await mouse.down();
  await mouse.move(...(await placeOf(playground, 4, 0)));
  await mouse.move(...(await placeOf(playground, 5, -1.5)));
  await mouse.up();
  const dragged = () => Math.hypot(points(playground)[2][0] - 5, 3 * (points(playground)[2][1] + 1.5));
  await expect.poll(dragged).toBeLessThan(0.2);
  expect(points(playground)).toHaveLength(4);

  await mouse.click(...(await placeOf(playground, 0, 0)));
  await expect.poll(() => points(playground)).toHaveLength(3);
  await mouse.move(...(await placeOf(playground, -3, -1)));
  await mouse.down();
  await mouse.move(...(await placeOf(playground, -3, -1.6)));
  await mouse.up();
  await playground.page.keyboard.press('Delete');
  await expect.poll(() => points(playground)).toHaveLength(2);
  await mouse.click(...(await placeOf(playground, -5, 1.5)));
  await expect(playground.alert(/2 points at least/)).toBeVisible();
  expect(points(playground)).toHaveLength(2);
});

test('points are set by keyboard as numbers, and the network follows', async ({ playground }) => {
  await playground.open(ownLink);
  const before = await playground.losses();
  await playground.button('Points as numbers').focus();
  await playground.page.keyboard.press('Enter');
  await playground.type(playground.number('y of point 2'), '-1.75');
  await expect.poll(() => points(playground)[1]).toEqual([0, -1.75]);
  await expect.poll(() => playground.losses()).not.toEqual(before);
  await playground.button('Add a point').focus();
  await playground.page.keyboard.press('Enter');
  await expect(playground.number('X1 of point 4')).toBeFocused();
  await playground.type(playground.number('X1 of point 4'), '7');
  await expect(playground.alert(/X1 of point 4/)).toBeVisible();
  await playground.type(playground.number('X1 of point 4'), '5.5');
  await expect.poll(() => points(playground)[3]).toEqual([5.5, 0]);
  await playground.button('Remove point 1').press('Enter');
  await expect.poll(() => points(playground)).toHaveLength(3);
  await playground.button('Undo').press('Enter');
  await expect.poll(() => points(playground)).toHaveLength(4);
});

test('a finger places a point while the network trains, which goes on', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    hasTouch: true,
    viewport: { width: 360, height: 760 },
    baseURL,
  });
  const page = await context.newPage();
  await page.goto(`./${ownLink}&speed=60`);
  await page.getByRole('button', { name: 'Play', exact: true }).tap();
  const epoch = page.getByRole('status', { name: 'Epoch', exact: true });
  await expect(epoch).not.toHaveText('0');
  const plot = page.locator('.own-points');
  await plot.tap({ position: { x: 40, y: 40 } });
  await expect
    .poll(() => new URL(page.url()).hash.split('ownPoints=')[1].split('&')[0].split(',').length)
    .toBe(8);
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await context.close();
});

test('what is drawn at random is not offered where points are placed by hand', async ({ playground }) => {
  await playground.open('#problem=regression&regDataset=wave&seed=0.5');
  await playground.press(playground.dataset('Own points'));
  await expect(playground.button('Points as numbers')).toBeVisible();
  await expect(playground.slider('Noise')).toHaveCount(0);
  await expect(playground.number('Samples')).toHaveCount(0);
  await expect(playground.checkbox('True curve')).toHaveCount(0);
  await expect(playground.checkbox('Show test data')).toHaveCount(0);
  await expect(
    playground.page.getByRole('list', { name: 'Shapes of the points' }).getByRole('listitem'),
  ).toHaveText(['training', 'test']);
});
