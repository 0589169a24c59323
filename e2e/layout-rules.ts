import type { SitePage } from './site-page';

/** What reaches out of the window to the right or left, unless something cuts it off. */
export function overflowing({ page }: SitePage): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > clientWidth + 0.5 || left < -0.5);
    });
    return [`${scrollWidth} px wide`, ...wide.map(({ tagName, className }) => `${tagName}.${className}`)];
  });
}

/** Visible buttons smaller than a fingertip needs; neurons of a deep network may be, where they stand apart. */
export async function smallButtons({ page }: SitePage, mayBeSmall?: RegExp): Promise<string[]> {
  const boxes = await page.getByRole('button').evaluateAll((buttons) =>
    buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      const isClipped = button.closest('.drawer:not(.open)') !== null;
      const name = button.getAttribute('aria-label') ?? button.textContent;
      return { name, width, height, isClipped };
    }),
  );
  return boxes
    .filter(({ width, height, isClipped }) => !isClipped && Math.min(width, height) < 24)
    .filter(({ name }) => !mayBeSmall?.test(name))
    .map(({ name, width, height }) => `${name}: ${width} × ${height}`);
}
