import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const startsAnew = 'The network starts anew';

/** Trains one epoch, changes something, and expects a fresh network and a word about it. */
async function expectNewStart(playground: Playground, change: () => Promise<unknown>): Promise<void> {
  await playground.step();
  await change();
  await expect(playground.figure('Epoch')).toHaveText('0');
  await expect(playground.notice(startsAnew)).toBeVisible();
  await playground.button('Dismiss').first().click();
  await expect(playground.notice(startsAnew)).toBeHidden();
}

test('hyperparameters change a run without starting it anew', async ({ playground }) => {
  await playground.open(`${planeLink}&speed=10`);
  const changes: [key: string, value: string, change: () => Promise<unknown>][] = [
    ['learningRate', '0.3', () => playground.type(playground.number('Learning rate'), '0.3')],
    ['regularization', 'L2', () => playground.choice('Regularization').selectOption('L2')],
    ['regularizationRate', '0.1', () => playground.type(playground.number('Regularization rate'), '0.1')],
    ['batchSize', '1', () => playground.type(playground.number('Batch size'), '1')],
  ];
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  for (const [key, value, change] of changes) {
    const before = await playground.epoch();
    await change();
    await expect.poll(() => playground.address.get(key), key).toBe(value);
    await expect.poll(() => playground.epoch(), key).toBeGreaterThan(before);
    await expect(playground.button('Pause')).toBeVisible();
  }
  await expect(playground.notice(startsAnew)).toBeHidden();
});

test('each hyperparameter makes the first epoch end elsewhere', async ({ playground }) => {
  await playground.open(`${planeLink}&regularizationRate=0.001`);
  await playground.step();
  const seen = new Set([String(await playground.losses())]);
  const changes: [name: string, change: () => Promise<unknown>][] = [
    ['Learning rate', () => playground.type(playground.number('Learning rate'), '0.2')],
    ['Regularization', () => playground.choice('Regularization').selectOption('L1')],
    ['Regularization rate', () => playground.type(playground.number('Regularization rate'), '0.02')],
    ['Batch size', () => playground.type(playground.number('Batch size'), '25')],
  ];
  for (const [name, change] of changes) {
    await change();
    await playground.reset();
    await playground.step();
    const losses = String(await playground.losses());
    expect(seen.has(losses), `${name} changes what an epoch does`).toBe(false);
    seen.add(losses);
  }
});

test('what changes the network or its data starts anew, and says so', async ({ playground }) => {
  test.slow();
  await playground.open(planeLink);
  const changes: [key: string, value: string, change: () => Promise<unknown>][] = [
    ['activation', 'relu', () => playground.choice('Activation').selectOption('ReLU')],
    ['loss', 'crossEntropy', () => playground.choice('Loss').selectOption('cross-entropy')],
    ['noise', '30', () => playground.slider('Noise').fill('30')],
    ['percTrainData', '80', () => playground.slider('Training share').fill('80')],
    ['xSquared', 'true', () => playground.press(playground.checkbox('X1 squared'))],
    ['networkShape', '4,2,2', () => playground.button('Add layer').click()],
    ['networkShape', '5,2,2', () => playground.button('Add neuron to layer 1').click()],
    ['networkShape', '5,1,2', () => playground.button('Remove neuron from layer 2').click()],
    ['networkShape', '5,1', () => playground.button('Remove layer').click()],
    ['dataset', 'xor', () => playground.press(playground.dataset('Exclusive or'))],
    ['problem', 'regression', () => playground.choice('Problem').selectOption('regression')],
  ];
  for (const [key, value, change] of changes) {
    await test.step(`${key}=${value}`, () => expectNewStart(playground, change));
    await expect.poll(() => playground.address.get(key), key).toBe(value);
  }
  await expect(playground.dataset('Plane')).toBeChecked();
  await expect(playground.figure('Accuracy')).toBeHidden();
});

test('every data set can be chosen', async ({ playground }) => {
  await playground.open(planeLink);
  const classification = ['Exclusive or', 'Gaussian', 'Spiral', 'Circle'];
  const seen = new Set<string>();
  for (const name of [...classification, 'Plane', 'Multi-Gaussian']) {
    await playground.press(playground.dataset(name));
    await expect(playground.dataset(name)).toBeChecked();
    const problem = classification.includes(name) ? 'classification' : 'regression';
    await expect(playground.choice('Problem').locator('option:checked')).toHaveText(problem);
    await expect.poll(async () => seen.has(String(await playground.losses())), name).toBe(false);
    seen.add(String(await playground.losses()));
  }
  await playground.press(playground.dataset('Movie'));
  await expect(playground.figure('Decision')).toBeVisible();
  await expect(playground.number('Threshold')).toHaveValue('8');
  const habit = playground.choice('They decide by');
  await habit.selectOption('weather decides');
  await expect.poll(() => playground.address.get('dataset')).toBe('movie');
  await expect(habit.locator('option:checked')).toHaveText('weather decides');
});

test('every feature becomes an input, and the last one stays on', async ({ playground }) => {
  await playground.open(planeLink);
  const names = ['X1', 'X2', 'X1 squared', 'X2 squared', 'X1 times X2', 'sin X1', 'sin X2'];
  const weight = (name: string) => playground.number(`Weight ${name} to layer 1 neuron 1`);
  for (const name of names.slice(2)) {
    await playground.press(playground.checkbox(name));
    await expect(weight(name)).toBeAttached();
  }
  for (const name of names.slice(0, -1)) {
    await playground.press(playground.checkbox(name));
    await expect(weight(name)).not.toBeAttached();
  }
  await expect(playground.checkbox('sin X2')).toBeChecked();
  await expect(playground.checkbox('sin X2')).toBeDisabled();
  await expect(weight('sin X2')).toBeAttached();
});

test('layers and neurons come and go within their limits', async ({ playground }) => {
  await playground.open('#networkShape=31&seed=0.5');
  const { network } = playground;
  await expect(network.getByRole('heading', { name: '1 hidden layer' })).toBeVisible();
  await playground.button('Add neuron to layer 1').click();
  await expect(playground.number('Bias of layer 1 neuron 32')).toBeAttached();
  await expect(playground.button('Add neuron to layer 1')).toBeDisabled();
  await playground.follow('#networkShape=1,1,1,1,1,1,1&seed=0.5');
  await playground.button('Add layer').click();
  await expect(network.getByRole('heading', { name: '8 hidden layers' })).toBeVisible();
  await expect(playground.button('Add layer')).toBeDisabled();
  await expect(playground.button('Remove neuron from layer 7')).toBeDisabled();
  await playground.button('Remove neuron from layer 8').click();
  await expect(playground.number('Bias of layer 8 neuron 2')).not.toBeAttached();
  await playground.follow('#networkShape=1&seed=0.5');
  await playground.button('Remove layer').click();
  await expect(network.getByRole('heading', { name: 'No hidden layer' })).toBeVisible();
  await expect(playground.button('Remove layer')).toBeDisabled();
  await expect(playground.number('Weight X1 to output')).toBeAttached();
});

test('Speed paces a run while it plays', async ({ playground }) => {
  await playground.open(planeLink);
  const speed = playground.choice('Speed');
  await speed.selectOption('0.1 / s');
  await playground.button('Play').click();
  await playground.frames(20);
  expect(await playground.epoch()).toBeLessThan(3);
  await speed.selectOption('flat out');
  await expect.poll(() => playground.epoch()).toBeGreaterThan(100);
  await speed.selectOption('0.1 / s');
  await playground.frames(20);
  const epoch = await playground.epoch();
  await playground.frames(20);
  expect(await playground.epoch()).toBeLessThan(epoch + 3);
  await expect(playground.button('Pause')).toBeVisible();
  await expect.poll(() => playground.address.get('speed')).toBe('0.1');
});

test('Show test data, Discretize output and Log scale change their pictures', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.step();
  await playground.step();
  const views = [
    { name: 'Show test data', part: playground.drawing },
    { name: 'Discretize output', part: playground.drawing },
    { name: 'Log scale', part: playground.curves },
  ];
  for (const { name, part } of views) {
    const before = await playground.picture(part);
    await playground.checkbox(name).check();
    await playground.expectPicture(part, before, false, name);
    await playground.checkbox(name).uncheck();
    await playground.expectPicture(part, before, true, `${name}, off`);
  }
});
