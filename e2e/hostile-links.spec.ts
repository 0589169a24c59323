import { expect } from 'playwright/test';
import { test, type Playground } from './playground';

const keys = [
  'problem dataset regDataset habit noise percTrainData seed x y xSquared ySquared xTimesY sinX sinY',
  'networkShape activation loss initZero start learningRate regularization regularizationRate batchSize',
  'layerActivations init optimizer momentum weightDecay schedule schedulePeriod scheduleFactor warmUp shuffle',
  'clipNorm dropout classes samples labelFlips habitWeights sunnyShare affordableShare girlfriendShare weekend',
  'validationShare stopEpoch stopLoss patience ownPoints',
  'showTestData showTrueCurve discretize hideText speed lang cosX tutorial x_hide playButton_hide nothing_hide',
].flatMap((line) => line.split(' '));
const strangers = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'Seed',
  'dataSet',
  '名',
  '<b>',
  'a b',
];
const values = [
  ...['', 'true', 'false', '0', '-0', '1', '-1', '3', '0.5', '1e999', '-1e999', '1e-300', '9007199254740993'],
  ...['NaN', 'Infinity', 'null', 'undefined', '[object Object]', '__proto__', '%', '%E0%A4%A', '%00', '💥'],
  ...[
    'movie',
    'circle',
    'spiral',
    'reg-gauss',
    'regression',
    'classification',
    'girlfriend',
    'relu',
    'linear',
    'blobs',
    'wave',
    'adam',
    'perceptron',
    'cosine',
    'relu,step',
  ],
  ...[
    'crossEntropy',
    'L1',
    'L2',
    'flat-out',
    'zh-Hans',
    'en',
    '<img src=x onerror=alert(1)>',
    "'; drop",
    '=',
    '==',
  ],
  ...['9,9', '4,,2', ',', '0,0', '-3', '1.5,2.5', '33,1', '9000', '8,8,8,8,8,8,8,8,8', '1,2,3,4', 'a,b'],
  ...['x'.repeat(300), '9'.repeat(300), '1,'.repeat(3000)],
];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface HostileLink {
  hash: string;
  unknown: string;
}

function hostileLinks(count: number): HostileLink[] {
  const random = chance(2024);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  return Array.from({ length: count }, (_, index) => {
    const unknown = `${pick(strangers)}${index}`;
    const pairs = Array.from({ length: Math.floor(random() * 8) }, () =>
      random() < 0.9
        ? `${pick(keys)}=${pick(values)}`
        : pick(['&&', '=', '#', pick(values), pick(strangers)]),
    );
    return { hash: `#${[`${unknown}=${pick(values)}`, ...pairs].join('&')}`, unknown };
  });
}

/** Opens a link inside the page, reads what the page says of it, and takes that away again. */
function follow({ page }: Playground, hash: string): Promise<{ alerts: string[]; epoch?: string }> {
  return page.evaluate(async (next) => {
    const changed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = next;
    await changed;
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const notices = [...document.querySelectorAll('[role=alert] p')];
    const alerts = notices.map((notice) => notice.textContent ?? '');
    const epoch = document.querySelector('output')?.textContent ?? undefined;
    document.querySelectorAll<HTMLButtonElement>('[role=alert] .dismiss').forEach((button) => button.click());
    return { alerts, epoch };
  }, hash);
}

/** One epoch was trained, or the page says why it could not be. */
async function hasStepped({ page }: Playground): Promise<boolean> {
  const alerts = await page.getByRole('alert').innerText();
  return (await page.locator('output').first().textContent()) === '1' || /epoch 0|第 0 轮/.test(alerts);
}

test('no link stops the page, and each unknown key is named', async ({ playground }) => {
  test.slow();
  await playground.open('#seed=1');
  // Of a thousand more `tests/state/share-link.test.ts` knows what is read.
  for (const [index, { hash, unknown }] of hostileLinks(60).entries()) {
    const { alerts, epoch } = await follow(playground, hash);
    expect(alerts.join('\n'), hash).toContain(unknown);
    expect(alerts.join('\n'), hash).not.toContain('stopped with an error');
    expect(epoch, hash).toBeDefined();
    if (index % 10 !== 0) continue;
    await playground.page.keyboard.press('ArrowRight');
    await expect.poll(() => hasStepped(playground), hash).toBe(true);
  }
  await playground.follow('#dataset=circle&seed=0.12345');
  await expect(playground.figure('Epoch')).toHaveText('0');
  await expect(playground.figure('Training loss')).toHaveText('0.5016');
  await playground.step();
  await expect(playground.figure('Training loss')).toHaveText('0.4964');
});

test('a link with nonsense says what came and what is used instead', async ({ playground }) => {
  await playground.open(
    '#dataset=circle&seed=0.5&learningRate=fast&noise=99&networkShape=4,900&activation=swish&wings=2',
  );
  for (const words of [
    /learningRate: got “fast”.*0\.03 is used/,
    /noise: got 99.*50 is used/,
    /networkShape: got 4,900.*4,32 is used/,
    /activation: got “swish”.*tanh is used/,
    /wings: not known here/,
  ]) {
    await expect(playground.alert(words)).toBeVisible();
  }
  await expect(playground.number('Learning rate')).toHaveValue('0.03');
  await expect(playground.slider('Noise')).toHaveValue('50');
  await expect(playground.choice('Activation').locator('option:checked')).toHaveText('tanh');
  await expect(playground.number('Bias of layer 2 neuron 32')).toBeAttached();
  await playground.step();
});

test('what one link got wrong is no longer said of the next', async ({ playground }) => {
  await playground.open('#dataset=circle&seed=0.5&wings=2');
  await expect(playground.alert('wings')).toBeVisible();
  await playground.follow('#dataset=circle&seed=0.5&horns=2');
  await expect(playground.alert('horns')).toBeVisible();
  await expect(playground.alert('wings')).toBeHidden();
});
