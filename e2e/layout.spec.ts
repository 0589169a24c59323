import { expect, type Locator } from 'playwright/test';
import { overflowing, smallButtons } from './layout-rules';
import { deepLink, planeLink, test } from './playground';

const screens = {
  movie: '',
  circle: planeLink,
  'a deep network': deepLink,
  'the landscape': `${planeLink}&tool=landscape`,
};

for (const [name, hash] of Object.entries(screens)) {
  test(`${name} needs no sideways scrolling on any screen`, async ({ playground }) => {
    await playground.open(hash);
    for (const width of [360, 390, 768, 1024, 1280, 1920]) {
      await playground.page.setViewportSize({ width, height: 800 });
      await playground.frames(3);
      expect.soft(await overflowing(playground), `${width} px`).toEqual([]);
    }
  });

  test(`${name} has buttons of 24 × 24 px at least`, async ({ playground }) => {
    await playground.open(hash);
    for (const width of [1280, 360]) {
      await playground.page.setViewportSize({ width, height: 800 });
      await playground.frames(3);
      const mayBeSmall = hash === deepLink && width === 360 ? /^(Input|Layer) / : undefined;
      expect.soft(await smallButtons(playground, mayBeSmall), `${width} px`).toEqual([]);
    }
  });

  test(`${name} fits a screen of 1280 × 800 px`, async ({ playground }) => {
    await playground.page.setViewportSize({ width: 1280, height: 800 });
    await playground.open(hash);
    await playground.frames(3);
    const height = await playground.page.evaluate(() => document.documentElement.scrollHeight);
    expect(height).toBeLessThanOrEqual(800);
    const essentials: Locator[] = [
      playground.button('Play'),
      playground.network,
      playground.figure('Epoch'),
      playground.figure('Training loss'),
      playground.figure('Test loss'),
      playground.page.getByRole('img', { name: /^Training loss/ }),
    ];
    for (const essential of essentials) await expect(essential).toBeInViewport({ ratio: 1 });
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

test('nothing lies over a control that should be pressed', async ({ playground }) => {
  for (const [name, hash] of Object.entries(screens)) {
    await playground.open(hash);
    for (const [width, height] of [
      [1280, 800],
      [1280, 720],
      [360, 800],
    ]) {
      await playground.page.setViewportSize({ width, height });
      await playground.frames(3);
      const covered = await playground.page.evaluate(() =>
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
      expect.soft(covered, `${name} at ${width} × ${height}`).toEqual([]);
    }
  }
});
