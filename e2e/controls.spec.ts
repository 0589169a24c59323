import { expect } from 'playwright/test';
import { planeLink, Playground, test } from './playground';

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
    ['activation', 'relu', () => playground.choice('Activation').selectOption('ReLU')],
    ['loss', 'crossEntropy', () => playground.choice('Loss').selectOption('cross-entropy')],
    ['optimizer', 'adam', () => playground.choice('Optimizer').selectOption('Adam')],
  ];
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  for (const [key, value, change] of changes) {
    const before = await playground.epoch();
    await change();
    await playground.addressSays(key, value);
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
    ['Optimizer', () => playground.choice('Optimizer').selectOption('Nesterov')],
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
    await playground.addressSays(key, value);
  }
  await expect(playground.dataset('Plane')).toBeChecked();
  await expect(playground.figure('Accuracy')).toBeHidden();
});

test('every data set can be chosen', async ({ playground }) => {
  await playground.open(planeLink);
  const classification = [
    'Exclusive or',
    'Gaussian',
    'Spiral',
    'Circle',
    'Moons',
    'Rings',
    'Checkerboard',
    'Blobs',
  ];
  const seen = new Set<string>();
  for (const name of [...classification, 'Plane', 'Multi-Gaussian', 'Wave', 'Step']) {
    await playground.press(playground.dataset(name));
    await expect(playground.dataset(name)).toBeChecked();
    const problem = classification.includes(name) ? 'classification' : 'regression';
    await expect(playground.choice('Problem').locator('option:checked')).toHaveText(problem);
    const losses = String(await playground.losses());
    expect(seen.has(losses), name).toBe(false);
    seen.add(losses);
  }
  await playground.press(playground.dataset('Movie'));
  await expect(playground.figure('Decision')).toBeVisible();
  await expect(playground.number('Threshold')).toHaveValue('8');
  const habit = playground.choice('They decide by');
  await habit.selectOption('weather decides');
  await playground.addressSays('dataset', 'movie');
  await expect(habit.locator('option:checked')).toHaveText('weather decides');
});

test('what stands behind More takes effect, goes into the link and comes back from it', async ({
  playground,
  context,
}) => {
  test.slow();
  await playground.open(`${planeLink}&dataset=blobs`);
  await playground.step();
  const seen = new Set([String(await playground.losses())]);
  const more = playground.button('More');
  await more.click();
  const changes: [key: string, value: string, change: () => Promise<unknown>][] = [
    ['classes', '4', () => playground.slider('Classes').fill('4')],
    ['labelFlips', '10', () => playground.slider('Label flips').fill('10')],
    ['samples', '300', () => playground.type(playground.number('Samples'), '300')],
    ['init', 'he', () => playground.choice('First weights').selectOption('He')],
    ['layerActivations', 'tanh,relu', () => playground.choice('Activation of layer 2').selectOption('ReLU')],
    ['optimizer', 'momentum', () => playground.choice('Optimizer').selectOption('momentum')],
    ['momentum', '0.5', () => playground.slider('Momentum').fill('0.5')],
    ['warmUp', '3', () => playground.type(playground.number('Warm-up'), '3')],
    ['clipNorm', '0.2', () => playground.type(playground.number('Clip norm'), '0.2')],
    ['dropout', '0.25', () => playground.slider('Dropout').fill('0.25')],
    ['shuffle', 'true', () => playground.checkbox('Shuffle').check()],
  ];
  for (const [key, value, change] of changes) {
    await change();
    await playground.addressSays(key, value);
    await playground.reset();
    await playground.step();
    const losses = String(await playground.losses());
    expect(seen.has(losses), `${key} changes what an epoch does`).toBe(false);
    seen.add(losses);
  }
  await playground.choice('Schedule').selectOption('steps');
  await playground.type(playground.number('Schedule period'), '1');
  await playground.slider('Schedule factor').fill('0.1');
  await playground.addressSays('scheduleFactor', '0.1');
  for (let epoch = 2; epoch <= 5; epoch++) await playground.step();
  await expect(playground.figure('Learning rate now')).toHaveText('0.0003');

  await more.press('Escape');
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await expect(playground.choice('Schedule')).toBeHidden();
  await expect(more).toHaveAccessibleDescription('10 set');
  const losses = await playground.losses();
  // Another tab begins, where this one would go on.
  const other = new Playground(await context.newPage());
  await other.open('', playground.page.url());
  for (let epoch = 1; epoch <= 5; epoch++) await other.step();
  expect(await other.losses()).toEqual(losses);
});

test('the loss offers what makes sense', async ({ playground }) => {
  await playground.open(planeLink);
  const loss = playground.choice('Loss');
  await expect(loss.locator('option')).toHaveText(['squared error', 'cross-entropy', 'Huber', 'hinge']);
  await playground.choice('Optimizer').selectOption('perceptron rule');
  await expect(loss).toBeDisabled();
  await playground.press(playground.dataset('Wave'));
  await expect(playground.choice('Optimizer').locator('option:checked')).toHaveText('SGD');
  await expect(loss.locator('option')).toHaveText(['squared error', 'Huber']);
  await expect(playground.checkbox('sin X1')).toBeVisible();
  await expect(playground.checkbox('X2')).toBeHidden();
  await playground.step();
  await expect(playground.figure('R squared')).toHaveText(/^-?\d/);
  await expect(playground.page.getByRole('alert')).toHaveText('');
});

test('the confusion matrix, its scores and the accuracy agree', async ({ playground }) => {
  await playground.open('#dataset=gauss&noise=50&seed=0.5&regularization=L2&regularizationRate=0.01');
  await playground.step();
  await expect(playground.figure('Penalty')).toHaveText(/^0\.0\d*[1-9]/);
  const [accuracy] = await playground.figures('Accuracy');
  await playground.button('Metrics').click();
  const cell = (row: string, place: number) =>
    playground.page.getByRole('row', { name: row }).getByRole('cell').nth(place);
  const numberIn = async (row: string, place: number) => Number(await cell(row, place).innerText());
  await expect(cell('orange', 0)).toHaveText(/^\d+$/);
  for (const [set, isTest] of [
    ['test', true],
    ['training', false],
  ] as const) {
    await playground.page.getByRole('radio', { name: set }).check();
    const rows = await Promise.all(
      ['orange', 'blue'].map((row) => Promise.all([0, 1, 2, 3].map((place) => numberIn(row, place)))),
    );
    const [[oo, ob, recall, f1], [bo, bb]] = rows;
    const precision = await numberIn('Precision', 0);
    expect(oo + ob + bo + bb).toBe(250);
    if (isTest) expect(accuracy).toBe(((oo + bb) / 2.5).toFixed(1));
    expect(recall).toBeCloseTo(oo / (oo + ob), 3);
    expect(precision).toBeCloseTo(oo / (oo + bo), 3);
    expect(f1).toBeCloseTo((2 * oo) / (2 * oo + ob + bo), 3);
  }
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
  // What was trained flat out may still be on its way.
  const epochsInFrames = async () => {
    const before = await playground.epoch();
    await playground.frames(20);
    return (await playground.epoch()) - before;
  };
  await expect.poll(epochsInFrames).toBeLessThan(3);
  await expect(playground.button('Pause')).toBeVisible();
  await playground.addressSays('speed', '0.1');
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
