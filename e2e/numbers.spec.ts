import { expect } from 'playwright/test';
import { planeLink, test } from './playground';

/** Layers of a network as its numbers name them: inputs, hidden layers, output. */
function namesOf(layers: string[][]): string[] {
  return layers
    .slice(1)
    .flatMap((targets, index) =>
      targets.flatMap((target) => [
        ...layers[index].map((source) => `Weight ${source} to ${target}`),
        `Bias of ${target}`,
      ]),
    );
}
const neurons = (layer: number, count: number) =>
  Array.from({ length: count }, (_, index) => `layer ${layer} neuron ${index + 1}`);

test('every weight and bias stands in the tables and can be set', async ({ playground }) => {
  await playground.open('#dataset=circle&seed=0.5&networkShape=3,2');
  const names = namesOf([['X1', 'X2'], neurons(1, 3), neurons(2, 2), ['output']]);
  expect(Object.keys(await playground.parameters())).toEqual(names);

  await playground.openNumbers();
  const first = await playground.losses();
  const wanted = Object.fromEntries(names.map((name, index) => [name, (index - 8) / 8]));
  for (const [name, value] of Object.entries(wanted)) {
    const field = playground.number(name);
    await field.fill(String(value));
    await field.press('Enter');
  }
  await expect.poll(() => playground.parameters()).toEqual(wanted);
  await expect.poll(() => playground.losses()).not.toEqual(first);
  const last = String(wanted['Bias of output']);
  await expect.poll(() => playground.address.get('start')?.split(',').at(-1)).toBe(last);
  expect(playground.address.get('start')?.split(',').length).toBe(names.length);

  const losses = await playground.losses();
  await playground.page.reload();
  await playground.hasNumbers();
  await expect.poll(() => playground.parameters()).toEqual(wanted);
  await expect.poll(() => playground.losses()).toEqual(losses);
});

test('a weight can be set while the network trains', async ({ playground }) => {
  await playground.open('#dataset=circle&seed=0.5&learningRate=0.00001&speed=10');
  await playground.openNumbers();
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  const bias = playground.number('Bias of layer 1 neuron 2');
  await playground.type(bias, '2.5');
  await bias.blur();
  const then = await playground.epoch();
  await expect.poll(() => playground.epoch(), 'it trains on').toBeGreaterThan(then + 5);
  await expect.poll(async () => Math.abs(Number(await bias.inputValue()) - 2.5)).toBeLessThan(0.01);
  await expect(playground.button('Pause')).toBeVisible();
});

test('a weight can be picked on the drawing', async ({ playground }) => {
  await playground.open('#dataset=circle&seed=0.5&networkShape=1&y=false');
  const centre = async (name: string) => {
    const box = await playground.button(name).boundingBox();
    return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
  };
  const [from, to] = [await centre('Input X1'), await centre('Layer 1 neuron 1')];
  await playground.page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2);
  await expect(playground.page.locator('input:focus')).toBeVisible();
  await playground.page.keyboard.type('3.25');
  await playground.page.keyboard.press('Enter');
  await expect(playground.number('Weight X1 to layer 1 neuron 1')).toHaveValue('3.25');
});

const misuses = [
  {
    name: 'Learning rate',
    typed: '50',
    expected: /Learning rate: .*0\.00001 to 10|1e-5 to 10/,
    stays: '0.03',
  },
  { name: 'Learning rate', typed: '-1', expected: 'Learning rate: ', stays: '0.03' },
  { name: 'Learning rate', typed: 'e', expected: 'Learning rate: ', stays: '0.03' },
  { name: 'Regularization rate', typed: '11', expected: 'Regularization rate: ', stays: '0' },
  { name: 'Batch size', typed: '0', expected: /Batch size: .*1 to 10000/, stays: '10' },
  { name: 'Batch size', typed: '2.5', expected: /Batch size: .*whole/, stays: '10' },
  { name: 'Bias of layer 1 neuron 1', typed: '9e9', expected: 'Bias of layer 1 neuron 1: ', stays: '0.1' },
  { name: 'Bias of layer 1 neuron 1', typed: '-', expected: 'Bias of layer 1 neuron 1: ', stays: '0.1' },
];

test('what is no number, or too large a one, is refused by name, and the old value stays', async ({
  playground,
}) => {
  await playground.open(`${planeLink}&regularization=L1`);
  await playground.openNumbers();
  const losses = await playground.losses();
  for (const { name, typed, expected, stays } of misuses) {
    await test.step(`${name}: ${typed}`, async () => {
      const field = playground.number(name);
      await playground.type(field, typed);
      await expect(playground.alert(expected)).toBeVisible();
      await expect(field).toHaveValue(stays);
      await playground.button('Dismiss').first().click();
      await expect(playground.alert(expected)).toBeHidden();
    });
  }
  expect(await playground.losses()).toEqual(losses);
  expect(Object.fromEntries(playground.address)).toMatchObject({ seed: '0.5', regularization: 'L1' });
  for (const key of ['learningRate', 'regularizationRate', 'batchSize', 'start']) {
    expect(playground.address.has(key), key).toBe(false);
  }
});
