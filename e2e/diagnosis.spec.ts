import { expect, type Page } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const overfitting =
  '#dataset=xor&loss=crossEntropy&noise=50&percTrainData=10&networkShape=8,8&learningRate=0.1&seed=2&speed=flat-out&stopEpoch=700';

const diagnosis = (playground: Playground) => playground.figure('Diagnosis');
const evidence = (page: Page) => page.locator('.diagnosis .evidence');
const cure = (page: Page) => page.locator('.diagnosis').getByRole('button');

async function trainTo(playground: Playground, epoch: number): Promise<void> {
  await playground.button('Play').click();
  await expect(playground.figure('Epoch')).toHaveText(String(epoch));
  await playground.rests();
}

test('a run that overfits is said to since its best epoch, and the button cures it', async ({
  playground,
  page,
}) => {
  await playground.open(overfitting);
  await expect(diagnosis(playground)).toHaveText('Not trained yet');
  await trainTo(playground, 700);
  const best = /^best at (\d+)$/;
  await expect(diagnosis(playground)).toHaveText(/^Overfitting since epoch \d+$/);
  const since = Number(/\d+$/.exec((await diagnosis(playground).textContent())!)![0]);
  await expect(page.getByRole('button', { name: best })).toHaveText(`best at ${since}`);
  const [train, sick] = await playground.losses();
  const rounded = (loss: string) => String(Number(Number(loss).toPrecision(3)));
  await expect(evidence(page)).toContainText(`now it is ${rounded(sick)}`);
  await expect(evidence(page)).toContainText(`the training loss ${rounded(train)}`);

  await page.getByRole('button', { name: best }).click();
  await expect(diagnosis(playground)).toHaveText('Still learning');
  await playground.button('end at 700').click();
  await expect(diagnosis(playground)).toHaveText(`Overfitting since epoch ${since}`);

  await expect(cure(page)).toHaveText('Try L2 0.01');
  await cure(page).click();
  await expect(playground.choice('Regularization')).toHaveValue('L2');
  await expect(playground.number('Regularization rate')).toHaveValue('0.01');
  const [epoch, cured] = await playground.figures('Epoch', 'Test loss');
  expect(epoch).toBe('700');
  expect(Number(cured)).toBeLessThan(0.8 * Number(sick));

  await playground.button('Undo').click();
  await expect(playground.choice('Regularization')).toHaveValue('none');
});

test('a network that is too small is told, in its language, and gets more neurons', async ({
  playground,
  page,
}) => {
  await page.goto(
    '#dataset=circle&loss=crossEntropy&networkShape=1&seed=1&speed=flat-out&stopEpoch=300&lang=zh-Hans',
  );
  await page.getByRole('button', { name: '播放', exact: true }).click();
  await playground.rests();
  await expect(page.getByRole('status', { name: '诊断', exact: true })).toHaveText('欠拟合');
  await expect(evidence(page)).toHaveText(/^训练数据判对 6\d\.\d %，本可达到 100\.0 %/);
  await cure(page).focus();
  await expect(page.locator('.hint')).toContainText('撤销');
  await cure(page).press('Enter');
  await playground.addressSays('networkShape', '8');
});

test('a run that had to be stopped is said to have diverged, and the notice alone repairs it', async ({
  playground,
  page,
}) => {
  await playground.open(
    '#problem=regression&regDataset=reg-gauss&networkShape=3&activation=linear&learningRate=10&seed=1',
  );
  await playground.button('Play').click();
  await expect(playground.page.getByRole('alert').getByRole('button').first()).toBeVisible();
  await expect(diagnosis(playground)).toHaveText('Diverged');
  await expect(page.getByText('The numbers grew beyond all bounds; what is shown was before.')).toBeVisible();
  await expect(cure(page)).toHaveCount(0);
});

test('L1 makes weights exactly 0, which the panel counts and the drawing leaves out', async ({
  playground,
  page,
}) => {
  const link = '#dataset=circle&loss=crossEntropy&networkShape=6,4&seed=2&speed=flat-out&stopEpoch=300';
  await playground.open(`${link}&regularization=L1&regularizationRate=0.01`);
  await playground.button('Weights').click();
  const panel = page.getByRole('region', { name: 'Weights', exact: true });
  const histograms = panel.getByRole('img');
  await expect(histograms).toHaveCount(3);
  await expect(histograms.first()).toHaveAccessibleName(/^Weights of Layer 1: 12, .* and 0 exactly 0$/);
  await trainTo(playground, 300);
  await expect(panel).toContainText(/\d+ of 12 are exactly 0/);
  const zeros = Object.entries(await playground.parameters()).filter(
    ([name, value]) => /^Weight X\d /.test(name) && value === 0,
  );
  await expect(panel).toContainText(`${zeros.length} of 12 are exactly 0`);

  const figures = await playground.figures('Training loss', 'Penalty', 'Sum with penalty');
  const [train, penalty, sum] = figures.map(Number);
  expect(penalty).toBeGreaterThan(0);
  expect(sum).toBeCloseTo(train + penalty, 3);

  await playground.button('Metrics').click();
  await expect(panel).toBeHidden();
  await expect(playground.button('Weights')).toHaveAttribute('aria-expanded', 'false');
  await playground.button('Metrics').click();
  await expect(playground.curves).toBeVisible();
});

/** How many colours there are between two neurons, left and right. */
async function coloursBetween(page: Page, left: string, right: string): Promise<number> {
  const boxOf = async (name: string) => (await page.getByRole('button', { name }).boundingBox())!;
  const [from, to] = [await boxOf(left), await boxOf(right)];
  const x = from.x + from.width + 30;
  const clip = { x, y: from.y - 40, width: to.x - 30 - x, height: 160 };
  const picture = await page.screenshot({ clip });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, picture.toString('base64'));
}

test('no line is drawn for weights of exactly 0, but for the neuron that is looked at', async ({
  playground,
  page,
}) => {
  const zeros = '#dataset=circle&seed=1&networkShape=2&start=0,0,0,0,0,0';
  const colours = () => coloursBetween(page, 'Input X1', 'Layer 1 neuron 1');
  await playground.open(`${zeros},0,0,0`);
  await expect.poll(colours).toBe(1);
  await playground.button('Layer 1 neuron 1').focus();
  await expect.poll(colours).toBeGreaterThan(1);
  await playground.follow('#dataset=circle&seed=1&networkShape=2&start=0.01,0,0,0,0,0,0,0,0');
  await expect.poll(colours).toBeGreaterThan(1);
});

test('the panel of weights is there for the crowd and for a deep network too', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.button('Weights').click();
  const panel = page.getByRole('region', { name: 'Weights', exact: true });
  await expect(panel.getByRole('img')).toHaveAccessibleName(
    'Weights of Output: 3, of which 0 are negative, 3 positive and 0 exactly 0',
  );
  await expect(panel).toContainText('norm 9.8');
  await playground.follow(`${planeLink}&networkShape=4,4,4,4,4,4,4,4`);
  await expect(panel.getByRole('img')).toHaveCount(9);
  await page.setViewportSize({ width: 360, height: 760 });
  await expect(panel.getByRole('img').last()).toBeAttached();
});
