import { readFile } from 'node:fs/promises';
import { expect, type Locator } from 'playwright/test';
import { test, type Playground } from './playground';

const EPOCHS = 20;
/** Rates that learn, that overshoot, and that are too small. */
const mapLink =
  '#dataset=circle&noise=10&seed=1&networkShape=3&regularization=L2&speed=flat-out&tool=settings' +
  `&settingsSide=8&settingsEpochs=${EPOCHS}`;

const grid = (playground: Playground) =>
  playground.page.getByRole('grid', {
    name: 'Learning rate across, Regularization rate upwards',
    exact: true,
  });
const cell = (playground: Playground, name: string | RegExp) =>
  grid(playground).getByRole('gridcell', { name });
const names = (playground: Playground): Promise<(string | null)[]> =>
  grid(playground)
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((each) => each.getAttribute('aria-label')));

async function isComplete(playground: Playground, networks = 64): Promise<void> {
  await expect(playground.page.getByText(`${networks} networks of ${EPOCHS} epochs in`)).toBeVisible({
    timeout: 30_000,
  });
  // The sentence may still be that of the map before.
  const others = playground.page.getByRole('gridcell', { name: /before the change|not trained yet/ });
  await expect(others).toHaveCount(0);
}

/** The test loss that a cell tells. */
async function lossOf(which: Locator): Promise<string> {
  return /test loss ([\d.e-]+)/.exec((await which.getAttribute('aria-label')) ?? '')?.[1] ?? '';
}

/** The page has trained as far as the cells of the map. */
async function hasTrained(playground: Playground): Promise<void> {
  await expect(playground.figure('Epoch')).toHaveText(String(EPOCHS));
  await expect(playground.button('Play')).toBeVisible();
}

async function open(playground: Playground, more = ''): Promise<void> {
  await playground.open(mapLink + more);
  await isComplete(playground);
}

test('opens by its button, fills, and ends with a test loss in every cell', async ({ playground }) => {
  await playground.open(mapLink.replace('&tool=settings', ''));
  await playground.button('Map of settings').click();
  await isComplete(playground);
  for (const name of await names(playground)) {
    expect(name).toMatch(/^Learning rate [\d.]+, Regularization rate [\d.]+: (test loss [\d.e-]+|diverged)/);
  }
  expect((await names(playground)).filter((name) => name?.endsWith('; the best'))).toHaveLength(1);
});

test('tells the numbers of the cell under the pointer, and each is real: the page comes to the same by itself', async ({
  playground,
}) => {
  await open(playground);
  const pointed = cell(playground, /^Learning rate 0\.14, Regularization rate 0\.00072:/);
  await pointed.hover();
  await expect(playground.figure('Cell')).toHaveText((await pointed.getAttribute('aria-label')) ?? '');
  for (const place of [
    'Learning rate 1, Regularization rate 0.0001:',
    'Learning rate 0.14, Regularization rate 0.0019:',
    'Learning rate 0.001, Regularization rate 0.1:',
  ]) {
    await test.step(place, async () => {
      const chosen = cell(playground, place);
      const loss = await lossOf(chosen);
      expect(loss).not.toBe('');
      await chosen.click();
      await expect(chosen).toHaveAccessibleName(/nearest to the present settings$/);
      await hasTrained(playground);
      await expect(playground.figure('Test loss')).toHaveText(loss);
      await isComplete(playground);
    });
  }
});

test('of several seeds opens the run that it shows', async ({ playground }) => {
  await playground.open(`${mapLink}&settingsSeeds=3&settingsX=noise&settingsY=learningRate`);
  await isComplete(playground, 192);
  const cells = playground.page.getByRole('gridcell', { name: 'Noise 7.1, Learning rate 0.14: test loss' });
  const loss = await lossOf(cells);
  await expect(cells).toHaveAccessibleName(/the median of 3 seeds/);
  await cells.click();
  await hasTrained(playground);
  await expect(playground.figure('Test loss')).toHaveText(loss);
  await isComplete(playground, 192);
  expect(await lossOf(cells)).toBe(loss);
});

test('follows a slider: the map is trained anew', async ({ playground }) => {
  await open(playground);
  const before = await names(playground);
  await playground.slider('Noise').fill('40');
  await expect.poll(async () => (await names(playground))[10]).not.toBe(before[10]);
  await isComplete(playground);
  const after = await names(playground);
  expect(after.filter((name, index) => name === before[index]).length).toBeLessThan(8);
  expect(after.join()).not.toContain('before the change');
});

test('is one stop of the keyboard, from which arrows go everywhere and Enter opens', async ({
  playground,
}) => {
  await open(playground);
  const { page } = playground;
  const start = cell(playground, 'Learning rate 0.14, Regularization rate 0.0019:');
  await start.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  const there = cell(playground, 'Learning rate 0.37, Regularization rate 0.0052:');
  await expect(there).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(there).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await expect(cell(playground, 'Learning rate 0.001, Regularization rate 0.0001:')).toBeFocused();
  await page.keyboard.press('Enter');
  await hasTrained(playground);
  await playground.addressSays('learningRate', '0.001');
});

test('takes two other hyperparameters and other ends', async ({ playground }) => {
  await open(playground);
  const { page } = playground;
  await playground.choice('Across').selectOption({ label: 'Neurons per layer' });
  await playground.choice('Upwards').selectOption({ label: 'Noise' });
  await playground.type(playground.number('Across: to'), '3');
  await playground.type(playground.number('Upwards: from'), '20');
  await isComplete(playground, 24);
  const corner = page.getByRole('gridcell', { name: 'Neurons per layer 3, Noise 20: test loss' });
  await corner.click();
  await expect(playground.slider('Noise')).toHaveValue('20');
  await playground.addressSays('networkShape', '3');
});

test('says that a rate without regularization changes nothing, and offers to switch it on', async ({
  playground,
}) => {
  await playground.open(`${mapLink.replace('regularization=L2', '')}&settingsY=regularizationRate`);
  await playground.button('Use L2').click();
  await expect(playground.choice('Regularization')).toHaveValue('L2');
  await expect(playground.button('Use L2')).toBeHidden();
});

const results = [
  '{"sweep":"a","trial":1,"noise":0,"dropout":0,"seed":"1","trainLoss":0.1,"testLoss":0.21}',
  '{"sweep":"a","trial":2,"noise":0,"dropout":0.5,"seed":"1","trainLoss":0.1,"testLoss":0.22}',
  '{"sweep":"a","trial":3,"noise":30,"dropout":0,"seed":"1","trainLoss":null,"testLoss":null,"diverged":3}',
  '{"sweep":"a","trial":4,"noise":300,"dropout":0.5,"seed":"1","trainLoss":0.1,"testLoss":0.24}',
  '{"sweep":"a","trial":5,"noi',
];

test('writes the sweep file of its networks, shows a results file, names the lines that are none, and goes back', async ({
  playground,
}) => {
  await open(playground);
  const { page } = playground;
  const download = page.waitForEvent('download');
  await playground.button('Download as sweep file').click();
  const file: unknown = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(file).toMatchObject({ seeds: 1, epochs: EPOCHS });
  expect(file).toHaveProperty('vary.learningRate', expect.arrayContaining([0.001, 0.0027, 1]));
  expect(file).toHaveProperty('link', expect.stringContaining('networkShape=3'));

  const chooser = page.waitForEvent('filechooser');
  await playground.button('Open results file').click();
  const buffer = Buffer.from(results.join('\n'));
  await (await chooser).setFiles({ name: 'results.jsonl', mimeType: 'application/jsonl', buffer });
  await expect(page.getByText('Runs in results.jsonl: 3')).toBeVisible();
  await expect(playground.alert('Line 4: noise: got 300, expected')).toBeVisible();
  await expect(playground.alert('Line 5: column ')).toBeVisible();
  const ofFile = page.getByRole('grid', { name: 'Noise across, Dropout upwards' });
  await expect(ofFile.getByRole('gridcell', { name: 'Noise 30, Dropout 0: diverged' })).toBeVisible();
  await expect(
    ofFile.getByRole('gridcell', { name: 'Noise 30, Dropout 0.5: not trained yet' }),
  ).toBeVisible();
  await ofFile.getByRole('gridcell', { name: 'Noise 0, Dropout 0.5: test loss 0.2200' }).click();
  await playground.addressSays('dropout', '0.5');
  await playground.button('Back to the live map').click();
  await isComplete(playground);

  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.jsonl'));
    return transfer;
  }, results[0]);
  await grid(playground).dispatchEvent('drop', { dataTransfer: data });
  await expect(page.getByText('Runs in dropped.jsonl: 1')).toBeVisible();
});

test('says so when its workers cannot start, and tries again', async ({ playground }) => {
  const { page } = playground;
  await page.route(/settings\.worker.*\.js/, (route) => route.abort());
  await playground.open(mapLink);
  await expect(playground.alert(/workers ended without a result/)).toBeVisible();
  await page.unroute(/settings\.worker.*\.js/);
  await playground.slider('Noise').fill('20');
  await isComplete(playground);
  await expect(playground.alert(/workers ended without a result/)).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 760 }, hasTouch: true });

  test('fits the width; a first tap chooses a cell, a second opens it', async ({ playground }) => {
    await open(playground);
    const { page } = playground;
    const box = await grid(playground).boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    const chosen = cell(playground, 'Learning rate 0.14, Regularization rate 0.0019:');
    await chosen.tap();
    await expect(playground.figure('Cell')).toContainText('Learning rate 0.14, Regularization rate 0.0019:');
    expect(await playground.epoch()).toBe(0);
    await chosen.tap();
    await hasTrained(playground);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
