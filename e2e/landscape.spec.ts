import { expect, type Locator } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const openLink = `${planeLink}&tool=landscape`;

const pane = ({ page }: Playground): Locator => page.getByRole('region', { name: 'Landscape', exact: true });
const map = ({ page }: Playground): Locator =>
  page.getByRole('group', { name: 'Loss landscape', exact: true });
const loss = (playground: Playground): Locator => playground.figure('Loss on the map');

/** Waits until the map stands at the numbers of the side column. */
async function expectLossHere(playground: Playground, name: 'Training loss' | 'Test loss'): Promise<void> {
  await expect
    .poll(
      async () =>
        (await loss(playground).innerText()) === `here: ${await playground.figure(name).innerText()}`,
    )
    .toBe(true);
}

test('opens and closes by its button, and by a link', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.button('Landscape').click();
  await expect(map(playground)).toBeVisible();
  await playground.addressSays('tool', 'landscape');
  await pane(playground).getByRole('button', { name: 'Close' }).click();
  await expect(pane(playground)).toBeHidden();
  await playground.open(openLink);
  await expect(map(playground)).toBeVisible();
  await expectLossHere(playground, 'Training loss');
});

test('follows the training, and stands at its loss when it is paused', async ({ playground }) => {
  await playground.open(openLink);
  await expectLossHere(playground, 'Training loss');
  const seen = new Set<string>();
  await playground.button('Play').click();
  await expect
    .poll(
      async () =>
        seen.add(`${await loss(playground).innerText()} ${await playground.figure('Sharpness').innerText()}`)
          .size,
    )
    .toBeGreaterThan(5);
  await playground.button('Pause').click();
  await expectLossHere(playground, 'Training loss');
  await expect(map(playground)).toHaveAccessibleDescription(/training loss.*recorded moments/);
  const still = await playground.picture(map(playground).locator('canvas'));
  await playground.frames(10);
  expect((await playground.look(map(playground).locator('canvas'))).equals(still)).toBe(true);
});

test('shows both kinds of planes, other directions, another extent and the test loss', async ({
  playground,
}) => {
  await playground.open(openLink);
  await playground.step();
  await playground.step();
  await expectLossHere(playground, 'Training loss');
  const canvas = map(playground).locator('canvas');
  let last = await playground.picture(canvas);
  const expectOther = async (what: string, change: () => Promise<unknown>) => {
    await change();
    await playground.expectPicture(canvas, last, false, what);
    last = await playground.picture(canvas);
  };
  await expectOther('other directions', () => playground.button('Other directions').click());
  await expectOther('extent', () => playground.slider('Extent').fill('0.3'));
  await expectOther('test loss', () => playground.choice('Height').selectOption('test'));
  await expectLossHere(playground, 'Test loss');
  await expectOther('path of the run', () => playground.choice('Plane').selectOption('path of the run'));
  await expect(pane(playground)).toContainText(/across lies \d+\.\d\s% of the run's movement/);
  await expect(playground.button('Other directions')).toBeHidden();
  await expectLossHere(playground, 'Test loss');
});

test('tells the loss of any place, by keyboard and by pointer', async ({ playground }) => {
  await playground.open(openLink);
  await expectLossHere(playground, 'Training loss');
  await map(playground).focus();
  const { keyboard, mouse } = playground.page;
  await keyboard.press('ArrowRight');
  await expect(loss(playground)).toHaveText(/^at \(0\.03, 0\): \d/);
  await keyboard.press('Shift+ArrowDown');
  await expect(loss(playground)).toHaveText(/^at \(0\.03, −0\.17\): \d/);
  expect(await playground.figures('Epoch'), 'arrow keys do not train here').toEqual(['0']);
  await keyboard.press('Home');
  await expectLossHere(playground, 'Training loss');
  const box = (await map(playground).boundingBox())!;
  await mouse.move(box.x + 60, box.y + 20);
  await expect(loss(playground)).toHaveText(/^at \(−0\.\d+, [01]\.?\d*\): \d/);
  await keyboard.press('Escape');
  await expect(pane(playground)).toBeHidden();
});

test('says of how many points a landscape of a crowd is, and what other networks and data look like', async ({
  playground,
}) => {
  await playground.open('#dataset=movie&seed=0.5&tool=landscape');
  await expect(pane(playground)).toContainText('Computed on 1000 of 5000 points');
  for (const link of [
    '#dataset=blobs&seed=0.5',
    '#problem=regression&regDataset=wave&seed=0.5&validationShare=40',
  ]) {
    await playground.follow(`${link}&tool=landscape`);
    await expectLossHere(playground, 'Training loss');
  }
  await playground.choice('Height').selectOption('validation');
  await expect(map(playground)).toHaveAccessibleDescription(/validation loss/);
  await playground.follow(openLink);
  await expectLossHere(playground, 'Training loss');
});

test('says so when its part of the page cannot be loaded', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.page.route('**/*.js', (route) => route.abort());
  await playground.button('Landscape').click();
  await expect(playground.alert('could not be loaded')).toBeVisible();
  await pane(playground).getByRole('button', { name: 'Close' }).click();
  await expect(pane(playground)).toBeHidden();
  await playground.step();
});
