import { expect, type Locator } from 'playwright/test';
import { overflowing, smallButtons } from './layout-rules';
import { deepLink, planeLink, test, type Playground } from './playground';

const screens = {
  movie: '',
  circle: planeLink,
  'a deep network': deepLink,
  'the landscape': `${planeLink}&tool=landscape`,
};

/** The page may still be laying itself out: what is to be true becomes so. */
const soft = expect.configure({ soft: true });

/** Controls over which something else lies. */
function covered({ page }: Playground): Promise<(string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, label')]
      .filter((control) => {
        control.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = control.getBoundingClientRect();
        if (width < 8 || height < 8 || control.closest('.drawer:not(.open), [inert]')) return false;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return !hit || !(control.contains(hit) || hit.closest('label')?.contains(control));
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent),
  );
}

for (const [name, hash] of Object.entries(screens)) {
  test(`${name} fits screens of all sizes, with room for fingertips`, async ({ playground }) => {
    const { page } = playground;
    await page.setViewportSize({ width: 1280, height: 800 });
    await playground.open(hash);
    await playground.rests();
    if (hash.includes('landscape')) await expect(playground.figure('Loss on the map')).toHaveText(/\d/);
    await test.step('a screen of 1280 × 800 px shows what is essential', async () => {
      const height = () => page.evaluate(() => document.documentElement.scrollHeight);
      await soft.poll(height).toBeLessThanOrEqual(800);
      const essentials: Locator[] = [
        playground.button('Play'),
        playground.network,
        playground.figure('Epoch'),
        playground.figure('Training loss'),
        playground.figure('Test loss'),
        page.getByRole('img', { name: /^Training loss/ }),
      ];
      for (const essential of essentials) await soft(essential).toBeInViewport({ ratio: 1 });
    });
    for (const width of [1920, 1280, 1024, 768, 390, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await playground.frames(3);
      await soft.poll(() => overflowing(playground), `too wide at ${width} px`).toEqual([]);
      if (width !== 1280 && width !== 360) continue;
      const mayBeSmall = hash === deepLink && width === 360 ? /^(Input|Layer) / : undefined;
      const small = () => smallButtons(playground, mayBeSmall);
      await soft.poll(small, `too small at ${width} px`).toEqual([]);
      await soft.poll(() => covered(playground), `covered at ${width} px`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await playground.frames(3);
    await soft.poll(() => covered(playground), 'covered at 1280 × 720 px').toEqual([]);
  });
}

test('on a phone the network comes before the data', async ({ playground }) => {
  await playground.page.setViewportSize({ width: 360, height: 800 });
  await playground.open(planeLink);
  const top = async (part: Locator) => (await part.boundingBox())!.y;
  const data = playground.page.getByRole('region', { name: 'Data', exact: true });
  expect(await top(playground.network)).toBeLessThan(await top(data));
  await expect(playground.button('Play')).toBeInViewport({ ratio: 1 });
  await expect(playground.network).toBeInViewport();
});
