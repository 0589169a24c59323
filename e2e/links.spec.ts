import { readFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import { planeLink, Playground, test } from './playground';

interface RecordedLink {
  link: string;
  firstParameters?: { w: number[]; b: number }[][];
  losses: { epoch: number; train: number; test: number }[];
}
const recorded = JSON.parse(
  readFileSync(new URL('../tests/recorded/tfp-links.json', import.meta.url), 'utf8'),
) as RecordedLink[];

/** The page shows four decimals, and three digits of what is smaller. */
async function expectLoss(playground: Playground, name: string, value: number): Promise<void> {
  const tolerance = value < 0.001 ? value / 100 : 1e-4;
  const distance = async () => Math.abs(Number(await playground.figure(name).textContent()) - value);
  await expect.poll(distance, `${name} is about ${value}`).toBeLessThan(tolerance);
}

test('links of TensorFlow Playground give its weights and its losses', async ({ playground }) => {
  test.slow();
  await playground.open(recorded[0].link);
  for (const [index, { link, firstParameters, losses }] of recorded.entries()) {
    const title = /dataset=\w+.*networkShape=[\d,]*/.exec(link)?.[0];
    await test.step(title ?? link, async () => {
      if (index > 0) await playground.follow(link);
      const numbers = firstParameters?.flat().flatMap(({ w, b }) => [...w, b]);
      if (numbers) {
        await expect
          .poll(async () => Object.values(await playground.parameters()).map((value) => value.toFixed(4)))
          .toEqual(numbers.map((value) => value.toFixed(4)));
      }
      for (const { epoch, train, test: testLoss } of losses.filter(({ epoch }) => epoch <= 2)) {
        while ((await playground.epoch()) < epoch) await playground.step();
        await expectLoss(playground, 'Training loss', train);
        await expectLoss(playground, 'Test loss', testLoss);
      }
    });
  }
});

test('the address follows every change, and opens as what was left', async ({ playground, context }) => {
  await playground.open();
  expect(new URL(playground.page.url()).hash).toBe('');
  await playground.press(playground.dataset('Spiral'));
  await playground.type(playground.number('Learning rate'), '0.2');
  await playground.button('Add layer').click();
  await playground.checkbox('Discretize output').check();
  await expect
    .poll(() => Object.fromEntries(playground.address))
    .toMatchObject({ dataset: 'spiral', learningRate: '0.2', networkShape: '4,2,2', discretize: 'true' });
  await playground.step();
  await playground.step();
  const losses = await playground.losses();

  // Another tab begins, where this one would go on.
  const other = new Playground(await context.newPage());
  await other.open('', playground.page.url());
  await expect(other.dataset('Spiral')).toBeChecked();
  await expect(other.number('Learning rate')).toHaveValue('0.2');
  await expect(other.checkbox('Discretize output')).toBeChecked();
  await other.step();
  await other.step();
  expect(await other.losses()).toEqual(losses);

  await playground.checkbox('Discretize output').uncheck();
  await playground.page.reload();
  await expect(playground.checkbox('Discretize output'), 'changed just before').not.toBeChecked();
});

test('Back and Forward go from link to link', async ({ playground }) => {
  await playground.open(`${planeLink}&learningRate=0.1`);
  const first = await playground.losses();
  await playground.step();
  await playground.follow('#dataset=spiral&seed=0.7&learningRate=0.3&networkShape=3');
  await expect(playground.dataset('Spiral')).toBeChecked();
  await expect(playground.figure('Epoch')).toHaveText('0');
  await playground.page.goBack();
  await expect(playground.dataset('Circle')).toBeChecked();
  await expect(playground.number('Learning rate')).toHaveValue('0.1');
  expect(await playground.losses()).toEqual(first);
  await playground.page.goForward();
  await expect(playground.number('Learning rate')).toHaveValue('0.3');
});

test('a change made in one link stays out of the one that Back opens', async ({ playground }) => {
  await playground.open(`${planeLink}&learningRate=0.1`);
  await playground.follow('#dataset=spiral&seed=0.7');
  await playground.type(playground.number('Learning rate'), '0.5');
  await playground.addressSays('learningRate', '0.5');
  await playground.page.goBack();
  await expect(playground.number('Learning rate')).toHaveValue('0.1');
  await expect(playground.dataset('Circle')).toBeChecked();
});

test('hideText leaves the laboratory without its heading', async ({ playground }) => {
  const heading = playground.page.getByRole('heading', { level: 1 });
  await playground.open(planeLink);
  await expect(heading).toBeVisible();
  await playground.follow(`${planeLink}&hideText=true`);
  await expect(heading).toBeHidden();
  await playground.step();
});

test('NAME_hide in a link hides one control and leaves the others', async ({ playground }) => {
  const controls = {
    playButton: playground.button('Play'),
    stepButton: playground.button('Step'),
    stepBackButton: playground.button('Step back'),
    resetButton: playground.button('Reset'),
    seed: playground.button('New seed'),
    speed: playground.choice('Speed'),
    learningRate: playground.number('Learning rate'),
    activation: playground.choice('Activation'),
    regularization: playground.choice('Regularization'),
    regularizationRate: playground.number('Regularization rate'),
    problem: playground.choice('Problem'),
    loss: playground.choice('Loss'),
    optimizer: playground.choice('Optimizer'),
    dataset: playground.dataset('Circle'),
    percTrainData: playground.slider('Training share'),
    noise: playground.slider('Noise'),
    labelFlips: playground.slider('Label flips'),
    samples: playground.number('Samples'),
    batchSize: playground.number('Batch size'),
    numHiddenLayers: playground.button('Add layer'),
    features: playground.checkbox('X1'),
    showTestData: playground.checkbox('Show test data'),
    discretize: playground.checkbox('Discretize output'),
    parameters: playground.button('Numbers'),
    metrics: playground.button('Metrics'),
    weights: playground.button('Weights'),
    diagnosis: playground.figure('Diagnosis'),
  };
  const shown = async () => {
    const entries = Object.entries(controls);
    const counts = await Promise.all(entries.map(([, control]) => control.count()));
    return entries.filter((_, index) => counts[index] > 0).map(([name]) => name);
  };
  const names = Object.keys(controls);
  await playground.open(planeLink);
  await expect.poll(shown).toEqual(names);
  // Each name is hidden in links of its own choice among five, so that no two can be taken for each other.
  for (const bit of [1, 2, 4, 8, 16]) {
    const isHidden = (index: number) => ((index + 1) & bit) > 0;
    const options = names.map((name, index) => `&${name}_hide=${isHidden(index)}`);
    await playground.follow(planeLink + options.join(''));
    await expect.poll(shown).toEqual(names.filter((_, index) => !isHidden(index)));
  }
});
