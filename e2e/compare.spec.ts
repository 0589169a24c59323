import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const link = (versus: string) => `${planeLink}&tool=compare&versus=${versus}`;

const comparison = ({ page }: Playground) => page.getByRole('region', { name: 'Compare', exact: true });
const drawingB = ({ page }: Playground) =>
  page.getByRole('region', { name: 'B: Network', exact: true }).locator('canvas');

/** Losses of A, then of B, when both rest. */
async function losses(playground: Playground): Promise<[a: string[], b: string[]]> {
  return [await playground.losses(), await playground.figures('B: Training loss', 'B: Test loss')];
}

/** Both rest at this epoch. */
async function areAt(playground: Playground, epoch: number): Promise<void> {
  expect(await playground.figures('Epoch', 'B: Epoch')).toEqual([String(epoch), String(epoch)]);
}

test.describe('two runs side by side', () => {
  test('open by a button with a difference in words, which the link keeps', async ({ playground }) => {
    await playground.open(planeLink);
    await playground.button('Compare').click();
    await expect(comparison(playground)).toContainText('Same, but L2 0.003');
    await expect(playground.choice('B: Regularization')).toHaveValue('L2');
    await playground.addressSays('versus', 'regularization:L2,regularizationRate:0.003');
    await playground.type(playground.number('B: Regularization rate'), '0.01');
    await expect(comparison(playground)).toContainText('Same, but L2 0.01');
    await expect.poll(() => playground.address.get('versus')).toMatch(/0\.01$/);
    await playground.page.reload();
    await expect(comparison(playground)).toContainText('Same, but L2 0.01');
    await comparison(playground).getByRole('button', { name: 'Close' }).click();
    await expect(comparison(playground)).toBeHidden();
    await expect(playground.button('Compare')).toBeVisible();
  });

  test('begin with the same numbers, and part where they differ', async ({ playground }) => {
    await playground.open(link('learningRate:0.3'));
    await areAt(playground, 0);
    const [a, b] = await losses(playground);
    expect(b).toEqual(a);
    await playground.step();
    await areAt(playground, 1);
    const [laterA, laterB] = await losses(playground);
    expect(laterA).not.toEqual(a);
    expect(laterB).not.toEqual(laterA);
  });

  test('a B that is chosen later catches up with A', async ({ playground }) => {
    await playground.open(planeLink);
    for (let epoch = 0; epoch < 3; epoch++) await playground.step();
    await playground.button('Compare').click();
    await areAt(playground, 3);
    await playground.choice('B differs in').selectOption('Noise');
    await expect(comparison(playground)).toContainText('Same, but noise 30');
    await areAt(playground, 3);
    const [a, b] = await losses(playground);
    await playground.follow(link('noise:30'));
    await areAt(playground, 0);
    for (let epoch = 0; epoch < 3; epoch++) await playground.step();
    await areAt(playground, 3);
    expect(await losses(playground)).toEqual([a, b]);
  });

  test('play, rest at the same epoch, step back and reset together', async ({ playground }) => {
    await playground.open(`${link('networkShape:8,8')}&speed=flat-out`);
    const first = await losses(playground);
    await playground.button('Play').click();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(20);
    await playground.button('Pause').click();
    const areTogether = async () => {
      const [a, b] = await playground.figures('Epoch', 'B: Epoch');
      expect(b).toBe(a);
    };
    await areTogether();
    await playground.button('Step back').click();
    await areTogether();
    await playground.reset();
    await areAt(playground, 0);
    expect(await losses(playground)).toEqual(first);
  });

  test('are both there again after a reload', async ({ playground }) => {
    await playground.open(link('learningRate:0.3'));
    for (let epoch = 0; epoch < 3; epoch++) await playground.step();
    await areAt(playground, 3);
    const before = await losses(playground);
    await playground.isKept();
    await playground.page.reload();
    await expect(playground.notice('Your run is here again')).toBeVisible();
    await areAt(playground, 3);
    expect(await losses(playground)).toEqual(before);
  });

  test('go to a moment of the timeline together', async ({ playground }) => {
    await playground.open(link('learningRate:0.3'));
    const seen = [await losses(playground)];
    for (const epoch of [1, 2, 3]) {
      await playground.step();
      await areAt(playground, epoch);
      seen.push(await losses(playground));
    }
    await playground.slider('Timeline').focus();
    await playground.page.keyboard.press('ArrowLeft');
    await areAt(playground, 2);
    expect(await losses(playground)).toEqual(seen[2]);
    await playground.page.keyboard.press('Home');
    await areAt(playground, 0);
    expect(await losses(playground)).toEqual(seen[0]);
  });

  test('B follows what is set for A, except in what it differs', async ({ playground }) => {
    await playground.open(link('learningRate:0.3'));
    await playground.choice('Activation').selectOption('ReLU');
    await playground.type(playground.number('Learning rate'), '0.1');
    await expect(playground.number('B: Learning rate')).toHaveValue('0.3');
    await playground.choice('B differs in').selectOption('Activation');
    await expect(playground.choice('B: Activation')).not.toHaveValue('relu');
    await playground.choice('B: Activation').selectOption('ReLU');
    // Nothing is left that tells them apart.
    await playground.step();
    await areAt(playground, 1);
    const [a, b] = await losses(playground);
    expect(b).toEqual(a);
  });

  test('what is set on B’s drawing becomes a difference', async ({ playground }) => {
    await playground.open(link('learningRate:0.3'));
    const before = await playground.picture(drawingB(playground));
    await playground.button('B: Remove layer').click();
    await expect(comparison(playground)).toContainText('Same, but learning rate 0.3 and hidden layers 4');
    await playground.expectPicture(drawingB(playground), before, false);
    await playground.page.getByRole('checkbox', { name: 'B: X1 squared' }).press('Space');
    await expect(comparison(playground)).toContainText('with X1 squared');
    await expect(playground.checkbox('X1 squared')).not.toBeChecked();
    await playground.button('Remove difference: Hidden layers').click();
    await expect(comparison(playground)).toContainText('Same, but learning rate 0.3 and with X1 squared');
  });

  test('Keep B makes B the experiment, as far as it has come', async ({ playground }) => {
    await playground.open(link('learningRate:0.3,networkShape:3'));
    await playground.step();
    await playground.step();
    await areAt(playground, 2);
    const [, b] = await losses(playground);
    await playground.button('Keep B').click();
    await expect(comparison(playground)).toBeHidden();
    await expect(playground.number('Learning rate')).toHaveValue('0.3');
    await expect(playground.figure('Epoch')).toHaveText('2');
    expect(await playground.losses()).toEqual(b);
    await playground.addressSays('networkShape', '3');
    expect(playground.address.get('versus')).toBeNull();
    await playground.step();
    expect(await playground.losses()).not.toEqual(b);
  });

  test('are set by the keyboard alone', async ({ playground }) => {
    await playground.open(link('dropout:0.2'));
    const { keyboard } = playground.page;
    await playground.choice('B differs in').focus();
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    await expect(comparison(playground)).toContainText('Same, but dropout 0.25');
    await playground.button('Another difference').press('Enter');
    await expect(comparison(playground)).toContainText('dropout 0.25 and learning rate 0.3');
    await playground.button('Remove difference: Dropout').press('Enter');
    await expect(comparison(playground)).toContainText('Same, but learning rate 0.3');
    await keyboard.press('Escape');
    await expect(comparison(playground)).toBeHidden();
  });

  test('one that diverges is named, and the other goes on', async ({ playground }) => {
    await playground.open(
      `${planeLink}&tool=compare&problem=regression&activation=relu&versus=learningRate:10&speed=flat-out`,
    );
    await playground.button('Play').click();
    await expect(playground.alert(/^B: The numbers grew/)).toBeVisible();
    const epoch = await playground.epoch();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(epoch);
    await playground.button('Pause').click();
    await expect(playground.button('Play')).toBeVisible();
  });

  test('compare movie-goers too', async ({ playground }) => {
    await playground.open(
      '#dataset=movie&habit=notBoth&seed=1&networkShape=&tool=compare&versus=networkShape:3',
    );
    await expect(playground.figure('Decision')).toHaveText(/Go|Stay home/);
    await expect(playground.figure('B: Decision')).toHaveText(/Go|Stay home/);
    await playground.press(playground.factor('B: Sunny'));
    await expect(playground.factor('Sunny')).not.toBeChecked();
    await playground.step();
    await areAt(playground, 1);
  });

  test('a link that cannot be taken says what is wrong with it', async ({ playground }) => {
    await playground.open(link('learningRate:fast,seed:3,noise:20'));
    await expect(playground.alert('versus.learningRate: got “fast”')).toBeVisible();
    await expect(playground.alert('versus.seed: not known here')).toBeVisible();
    await expect(comparison(playground)).toContainText('Same, but noise 20');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 760 } });

  test('difference, curves and both networks stand one below the other', async ({ playground }) => {
    await playground.open(link('noise:20'));
    const tops = await Promise.all(
      [
        comparison(playground).getByText('Same, but noise 20'),
        comparison(playground).getByRole('img'),
        playground.network,
        playground.page.getByRole('region', { name: 'B: Network', exact: true }),
      ].map(async (part) => (await part.boundingBox())?.y),
    );
    expect(tops).toEqual([...tops].sort((one, other) => (one ?? 0) - (other ?? 0)));
    const width = await playground.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
  });
});
