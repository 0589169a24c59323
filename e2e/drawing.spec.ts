import { expect, type Page } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const removeWebGL = (page: Page) =>
  page.addInitScript(() => {
    for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
      type GetContext = (this: object, id: string, options?: object) => unknown;
      const original = Reflect.get(prototype, 'getContext') as GetContext;
      const replacement: GetContext = function (id, options) {
        return id.startsWith('webgl') ? null : original.call(this, id, options);
      };
      Reflect.set(prototype, 'getContext', replacement);
    }
  });

/** How many different colours there are in the picture of the drawing. */
async function colors({ page, drawing, look }: Playground): Promise<number> {
  const picture = (await look(drawing)).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, picture);
}

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
