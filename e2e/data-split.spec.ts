import { expect } from 'playwright/test';
import { planeLink, removeWebGL, test, type Playground } from './playground';

const waveLink = '#problem=regression&regDataset=wave&noise=30&networkShape=4&seed=0.5';
const shapes = ({ page }: Playground) => page.getByRole('list', { name: 'Shapes of the points' });
const hintLine = ({ page }: Playground) => page.locator('.hint');

test('validation data have a loss, a matrix and a shape of their own, and leave training alone', async ({
  playground,
}) => {
  await playground.open(`${planeLink}&networkShape=3`);
  await expect(playground.figure('Validation loss')).toHaveCount(0);
  await playground.step();
  const [training] = await playground.losses();
  await playground.slider('Validation share').fill('40');
  await expect(playground.figure('Validation loss')).toHaveText(/\d/);
  await expect(playground.figure('Epoch')).toHaveText('0');
  await playground.step();
  expect((await playground.losses())[0]).toBe(training);
  await playground.addressSays('validationShare', '40');

  const bare = await playground.picture(playground.drawing);
  await playground.checkbox('Show test data').check();
  await expect(shapes(playground).getByRole('listitem')).toHaveText(['training', 'validation', 'test']);
  await playground.expectPicture(playground.drawing, bare, false);

  await playground.button('Metrics').click();
  const cell = (row: string, place: number) =>
    playground.page.getByRole('row', { name: row }).getByRole('cell').nth(place);
  for (const [set, count] of [
    ['validation', 100],
    ['test', 150],
  ] as const) {
    await playground.page.getByRole('radio', { name: set }).check();
    await expect
      .poll(async () => {
        const cells = ['orange', 'blue'].flatMap((row) => [cell(row, 0), cell(row, 1)]);
        const counts = await Promise.all(cells.map((own) => own.innerText()));
        return counts.reduce((sum, text) => sum + Number(text), 0);
      })
      .toBe(count);
  }
});

test('the validation share of a crowd is told of each person', async ({ playground }) => {
  await playground.open('#dataset=movie&samples=20&validationShare=50&seed=1');
  await playground.button('As a table').click();
  const rows = playground.page.getByRole('dialog').locator('tbody tr');
  await expect(rows.locator('td:last-child')).toHaveText([
    ...Array.from({ length: 10 }, () => 'training'),
    ...Array.from({ length: 5 }, () => 'validation'),
    ...Array.from({ length: 5 }, () => 'test'),
  ]);
});

for (const name of ['WebGL', 'a plain canvas']) {
  test(`the true curve is drawn on demand, with ${name}`, async ({ playground }) => {
    if (name !== 'WebGL') await removeWebGL(playground.page);
    await playground.open(waveLink);
    const bare = await playground.picture(playground.drawing);
    await playground.press(playground.checkbox('True curve'));
    await playground.expectPicture(playground.drawing, bare, false);
    await playground.addressSays('showTrueCurve', 'true');
    await playground.press(playground.checkbox('True curve'));
    await playground.expectPicture(playground.drawing, bare, true);
    await playground.press(playground.dataset('Circle'));
    await expect(playground.checkbox('True curve')).toHaveCount(0);
  });
}

test('a rate says from where on nothing is learned', async ({ playground }) => {
  await playground.open(`${planeLink}&regularization=L1&regularizationRate=0.001`);
  const rate = playground.number('Regularization rate');
  await rate.focus();
  await expect(hintLine(playground)).toContainText('From 0.024 on');
  await playground.choice('Regularization').selectOption('none');
  await rate.focus();
  await expect(hintLine(playground)).not.toContainText('From');
  await playground.follow(waveLink);
  await playground.number('Learning rate').focus();
  await expect(hintLine(playground)).toContainText('From 2 on');
});

test('cures are changed while the network trains, which goes on', async ({ playground }) => {
  await playground.open(`${planeLink}&speed=60`);
  await playground.button('Play').click();
  const goesOn = async (change: () => Promise<unknown>) => {
    await expect.poll(() => playground.epoch()).toBeGreaterThan(5);
    await change();
    await expect(playground.button('Pause')).toBeVisible();
    const before = await playground.epoch();
    await expect.poll(() => playground.epoch()).not.toBe(before);
  };
  await goesOn(() => playground.slider('Noise').fill('10'));
  await goesOn(() => playground.type(playground.number('Samples'), '900'));
  await goesOn(() => playground.slider('Validation share').fill('50'));
  await goesOn(() => playground.button('Remove layer').click());
  await goesOn(() => playground.choice('Regularization').selectOption('L2'));
  await goesOn(() => playground.type(playground.number('Regularization rate'), '0.01'));
  await playground.button('More').click();
  await goesOn(() => playground.slider('Dropout').fill('0.2'));
  await playground.addressSays('samples', '900');
});

test('when a run is to stop is set behind More, and is never by itself', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.button('More').click();
  for (const [label, key, value] of [
    ['Stop at epoch', 'stopEpoch', '50'],
    ['Stop at training loss', 'stopLoss', '0.01'],
    ['Patience', 'patience', '30'],
  ] as const) {
    const field = playground.number(label);
    await expect(field).toHaveAttribute('placeholder', 'never');
    await playground.type(field, value);
    await playground.addressSays(key, value);
  }
  await expect(playground.button('More')).toHaveAccessibleDescription('3 set');
  await playground.type(playground.number('Patience'), '-1');
  await expect(playground.alert(/Patience/)).toBeVisible();
});
