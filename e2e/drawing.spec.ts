import { expect } from 'playwright/test';
import { planeLink, removeWebGL, test, type Playground } from './playground';

/** The colours of a picture, or of its rows from `top` to `bottom`, each with its number of pixels. */
function pixelsOf(
  { page }: Playground,
  picture: Buffer,
  { top = 0, bottom = Infinity } = {},
): Promise<{ color: number[]; count: number }[]> {
  const asked = { base64: picture.toString('base64'), top, bottom };
  return page.evaluate(async ({ base64, top, bottom }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const height = Math.min(bottom, image.height) - top;
    const { data } = context.getImageData(0, top, image.width, height);
    const counts = new Map<number, number>();
    for (const color of new Uint32Array(data.buffer)) counts.set(color, (counts.get(color) ?? 0) + 1);
    return Array.from(counts, ([word, count]) => {
      return { color: [word & 255, (word >> 8) & 255, (word >> 16) & 255], count };
    });
  }, asked);
}

/** The colours of the drawing. */
const pixels = async (playground: Playground) =>
  pixelsOf(playground, await playground.look(playground.drawing));
const colors = async (playground: Playground) => (await pixels(playground)).length;

/** Far more than lines and points have by themselves. */
const MANY_COLORS = 500;

const isWebGL = ({ drawing }: Playground) =>
  drawing.evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('webgl2') !== null);

for (const name of ['WebGL', 'a plain canvas']) {
  test(`the network is drawn with ${name} and follows the training`, async ({ playground }) => {
    const complaints: string[] = [];
    playground.page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    if (name !== 'WebGL') await removeWebGL(playground.page);
    await playground.open(planeLink);
    await expect.poll(() => colors(playground)).toBeGreaterThan(MANY_COLORS);
    expect(await isWebGL(playground)).toBe(name === 'WebGL');
    const first = await playground.picture(playground.drawing);
    for (let epoch = 0; epoch < 5; epoch++) await playground.step();
    expect((await playground.picture(playground.drawing)).equals(first)).toBe(false);
    await playground.reset();
    await playground.expectPicture(playground.drawing, first, true);
    await playground.button('Add layer').click();
    await playground.expectPicture(playground.drawing, first, false);
    expect(complaints).toEqual([]);
  });
}

test('what of the drawing is scrolled into sight on a phone is there', async ({ playground, page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await playground.open(planeLink);
  const { drawing } = playground;
  await drawing.waitFor();
  // It takes its size with the next frame.
  await playground.frames(2);
  await drawing.evaluate((canvas) => scrollBy(0, canvas.getBoundingClientRect().bottom - 500));
  const { y, height } = (await drawing.boundingBox())!;
  expect(y, 'the drawing begins above the window').toBeLessThan(0);
  // A picture of this part alone would have it drawn anew.
  const part = { top: Math.round(y + height) - 200, bottom: Math.round(y + height) - 50 };
  await expect
    .poll(async () => (await pixelsOf(playground, await page.screenshot(), part)).length)
    .toBeGreaterThan(MANY_COLORS);
});

test('without WebGL the numbers can be set as well', async ({ playground }) => {
  await removeWebGL(playground.page);
  await playground.open(planeLink);
  await playground.openNumbers();
  await playground.type(playground.number('Weight X1 to layer 1 neuron 2'), '0.75');
  await expect(playground.number('Weight X1 to layer 1 neuron 2')).toHaveValue('0.75');
  await expect.poll(() => playground.address.has('start')).toBe(true);
});

test('a lost graphics context is announced, and the drawing returns with it', async ({ playground }) => {
  await playground.open(planeLink);
  await expect.poll(() => colors(playground)).toBeGreaterThan(MANY_COLORS);
  const before = await playground.picture(playground.drawing);
  const extension = await playground.drawing.evaluateHandle((canvas) =>
    (canvas as HTMLCanvasElement).getContext('webgl2')!.getExtension('WEBGL_lose_context')!,
  );
  await extension.evaluate((lose) => lose.loseContext());
  await expect(playground.alert('graphics context was lost')).toBeVisible();
  await playground.step();
  await extension.evaluate((lose) => lose.restoreContext());
  await expect(playground.alert('graphics context was lost')).toBeHidden();
  await playground.button('Step back').click();
  await expect(playground.figure('Epoch')).toHaveText('0');
  await expect.poll(() => colors(playground)).toBeGreaterThan(MANY_COLORS);
  await playground.expectPicture(playground.drawing, before, true);
});

test('several classes share the map in colours of their own, and the pointer names them', async ({
  playground,
}) => {
  await playground.open(
    '#dataset=blobs&classes=3&loss=crossEntropy&learningRate=0.1&discretize=true&seed=0.5',
  );
  for (let epoch = 0; epoch < 8; epoch++) await playground.step();
  const near = (one: number[], other: number[]) => one.every((byte, k) => Math.abs(byte - other[k]) < 8);
  // A third of the paper's tint, two thirds of green, purple, yellow.
  const tints = [
    [83, 186, 156],
    [217, 161, 192],
    [241, 232, 124],
  ];
  const shares = async () => {
    const found = await pixels(playground);
    const shareOf = (tint: number[]) =>
      found.filter(({ color }) => near(color, tint)).reduce((sum, { count }) => sum + count, 0);
    return Math.min(...tints.map(shareOf));
  };
  await expect.poll(shares).toBeGreaterThan(500);

  await playground.network.locator('.plot').hover({ position: { x: 20, y: 20 } });
  await expect(playground.network.getByText(/^at \(.*\): Class [123], 0\.\d{3}$/)).toBeVisible();
  await expect(playground.network.getByRole('list', { name: 'Classes' }).getByRole('listitem')).toHaveCount(
    3,
  );
});

test('a network of eight times 32 neurons opens, and its numbers can be set', async ({ playground }) => {
  await playground.open(`#dataset=circle&seed=0.5&networkShape=${Array(8).fill(32).join()}`);
  await playground.openNumbers();
  await expect(playground.number('Bias of layer 1 neuron 32')).toBeVisible();
  await playground.network.getByText(/^Layer 8/).click();
  const weight = playground.number('Weight layer 7 neuron 32 to layer 8 neuron 32');
  await playground.type(weight, '0.75');
  await expect(weight).toHaveValue('0.75');
});
