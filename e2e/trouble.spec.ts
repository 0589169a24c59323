import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

/** The losses are finite, whether they change or not. */
async function areNumbers(playground: Playground): Promise<void> {
  for (const name of ['Training loss', 'Test loss']) {
    await expect(playground.figure(name)).toHaveText(/^\d/);
  }
}

const divergingLink = '#problem=regression&regDataset=reg-plane&learningRate=10&seed=0.5';

test('a run that diverges stops, names the learning rate, and goes on after the repair', async ({
  playground,
}) => {
  await playground.open(divergingLink);
  await playground.button('Play').click();
  const alert = playground.alert(/learning rate 10 is too high/);
  await expect(alert).toBeVisible();
  await expect(playground.button('Play')).toBeVisible();
  await areNumbers(playground);
  await alert.getByRole('button', { name: 'Lower it to 1 and start over' }).click();
  await expect(playground.number('Learning rate')).toHaveValue('1');
  await expect.poll(() => playground.epoch()).toBeGreaterThan(5);
  await expect(playground.button('Pause')).toBeVisible();
  await areNumbers(playground);
  await expect(playground.alert(/too high/)).toBeHidden();
});

test('a run that diverges can be mended by a limit of the gradient', async ({ playground }) => {
  await playground.open(`${divergingLink}&speed=flat-out`);
  await playground.button('Play').click();
  await playground.button('Limit the gradient to 0.01 and start over').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(50);
  await expect(playground.button('Pause')).toBeVisible();
  const loss = async () => Number(await playground.figure('Training loss').innerText());
  await expect.poll(loss).toBeLessThan(0.1);
  await playground.addressSays('clipNorm', '0.01');
});

test('weights that are too large for a step are told, and the numbers stay finite', async ({
  playground,
}) => {
  await playground.open(
    '#problem=regression&regDataset=reg-plane&activation=linear&seed=0.5&networkShape=8,8,8',
  );
  await playground.openNumbers();
  for (const layer of [1, 2, 3]) {
    await playground.type(playground.number(`Bias of layer ${layer} neuron 1`), '1000000');
  }
  await playground.button('Step').click();
  await expect(playground.alert(/too large|beyond all bounds/)).toBeVisible();
  await expect(playground.figure('Epoch')).toHaveText('0');
  await areNumbers(playground);
});

test('when the training worker dies, a new one goes on', async ({ playground }) => {
  await playground.open(planeLink);
  for (let epoch = 0; epoch < 3; epoch++) await playground.step();
  const losses = await playground.losses();
  await playground.page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('gone');
    });
  });
  await expect(playground.alert(/training worker stopped.*gone/)).toBeVisible();
  await expect(playground.figure('Epoch')).toHaveText('3');
  expect(await playground.losses()).toEqual(losses);
  await playground.step();
  await expect(playground.figure('Epoch')).toHaveText('4');
});

test('a worker that dies while it plays plays on', async ({ playground }) => {
  await playground.open(`${planeLink}&speed=10`);
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
  await playground.page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('gone');
    });
  });
  await expect(playground.alert(/training worker stopped/)).toBeVisible();
  const epoch = await playground.epoch();
  expect(epoch).toBeGreaterThan(3);
  await expect(playground.button('Pause')).toBeVisible();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(epoch + 3);
});

test('without the script of its worker the page says so and stays usable', async ({ playground }) => {
  const { page } = playground;
  await page.route(/worker.*\.js/, (route) => route.abort());
  await page.goto(planeLink);
  await expect(playground.alert(/training worker does not start/)).toBeVisible();
  await playground.press(playground.dataset('Spiral'));
  await expect(playground.dataset('Spiral')).toBeChecked();
  await playground.page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.unroute(/worker.*\.js/);
  await page.reload();
  await playground.hasNumbers();
});

test('without its kernels the network trains with plain code', async ({ playground }) => {
  await playground.page.route(/\.wasm$/, (route) => route.abort());
  await playground.open('#dataset=circle&seed=0.12345');
  await expect(playground.figure('Training loss')).toHaveText('0.5016');
  await playground.step();
  await expect(playground.figure('Training loss')).toHaveText('0.4964');
});
