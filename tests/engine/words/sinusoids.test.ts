import { test } from 'vitest';
import { sinusoidOf, sinusoids } from '$lib/engine/words/sinusoids';
import { expectClose } from '../closeness';

test('sinusoids are sines and cosines of position / 10000^(2i / width)', () => {
  for (const width of [16, 96, 128]) {
    for (let column = 0; column < width; column++) {
      const divisor = 10_000 ** ((2 * Math.floor(column / 2)) / width);
      const sinusoid = sinusoidOf(column, width);
      expectClose([sinusoid.divisor], [divisor], { relative: 1e-14, absolute: 0 });
      const angles = Array.from({ length: 128 }, (_, position) => position / sinusoid.divisor);
      const expected = angles.map(column % 2 === 0 ? Math.sin : Math.cos);
      const values = angles.map((_, position) => sinusoid.at(position));
      expectClose(values, expected, { relative: 0, absolute: 5e-16 }, `column ${column} of ${width}`);
    }
  }
});

test('they stand in rows of positions', () => {
  const rows = sinusoids(3, 4);
  const expected = [0, 1, 2].flatMap((position) => [
    Math.sin(position),
    Math.cos(position),
    Math.sin(position / 100),
    Math.cos(position / 100),
  ]);
  expectClose(rows, expected, { relative: 1e-7, absolute: 1e-8 });
});
