import { describe, expect, it } from 'vitest';
import { stagesOf, traceLength, type TransformerShape } from '$lib/engine/words';
import { arcsOf } from '$lib/scene/word-arcs';
import { cellColors, placeInWindow, shownOf, WordCells } from '$lib/scene/word-cells';
import { columnX, firstView, layoutWords } from '$lib/scene/word-layout';
import { lightTheme } from './themes';

const shape: TransformerShape = {
  vocabulary: 40,
  context: 64,
  width: 16,
  heads: 2,
  blocks: 2,
  positions: 'learned',
  mask: true,
  feedForward: true,
  activation: 'gelu',
  norm: 'before',
};
const tokens = 40;
const stages = stagesOf(shape, tokens);
const values = new Float32Array(traceLength(stagesOf(shape, tokens)));
const layout = layoutWords({ stages, tokens, tokenPx: 14, width: 692, height: 612, zoom: 1 });
const view = firstView(layout);
const colors = cellColors(lightTheme);
const stageOf = (name: string, block?: number) =>
  stages.find((stage) => stage.name === name && stage.block === block)!;

/** The words of one picture's cells, row by row. */
function colorsOf(cells: WordCells, of: { x: number; y: number; width: number; height: number }): number[] {
  const words = new Uint32Array(cells.pixels.buffer);
  return Array.from({ length: of.height }, (_, row) => [
    ...words.subarray((of.y + row) * cells.width + of.x).subarray(0, of.width),
  ]).flat();
}

describe('pictures in the window', () => {
  const place = { x: 150.3, y: 80.6, width: 40, height: 12 };
  const cells = { x: 0, y: 0, width: 8, height: 2 };
  const picture = { place, cells, isColumn: true, isFramed: true };
  const seen = { x: 20.1, y: 10.2 };

  it('begin on whole device pixels, so that no edge is blurred', () => {
    expect(placeInWindow(picture, seen, 1)).toEqual({ x: 130, y: 70, width: 40, height: 12 });
    expect(placeInWindow(picture, seen, 2)).toEqual({ x: 130, y: 70.5, width: 40, height: 12 });
  });

  it('move sideways only with the columns', () => {
    expect(placeInWindow({ ...picture, isColumn: false }, seen, 1).x).toBe(150);
  });
});

describe('cells of the drawing', () => {
  const shown = shownOf(layout, view);
  const row = shown.rows.find(({ stage }) => stage.name === 'embedding')!;
  const pictureOf = (cells: WordCells, token: number) =>
    cells.pictures.find(
      ({ place, isFramed }) =>
        isFramed &&
        Math.abs(place.x + place.width / 2 - columnX(layout, token)) < 1e-6 &&
        Math.abs(place.y + place.height / 2 - row.y) < 1e-6,
    )!;

  it('have the colours of their own token’s numbers, as strong as the stage’s largest', () => {
    values.fill(0);
    const token = tokens - 2;
    values.set([2, -2, 0, 1, Number.NaN], row.stage.offset + token * row.stage.columns);
    const cells = new WordCells(layout, shown, true, 0);
    cells.paint(values, colors);
    const painted = colorsOf(cells, pictureOf(cells, token).cells);
    const { signed } = colors;
    expect(painted.slice(0, 6)).toEqual([255, 0, 128, 191, 128, 128].map((entry) => signed[entry]));
    expect(colorsOf(cells, pictureOf(cells, token + 1).cells)).toEqual(Array(16).fill(signed[128]));
  });

  it('hide what the mask hides, in every head’s matrix', () => {
    values.fill(0);
    const attention = stageOf('attention', 0);
    values.fill(1, attention.offset, attention.offset + attention.matrices * tokens * tokens);
    for (const mask of [true, false]) {
      const cells = new WordCells(layout, shown, mask, 1);
      cells.paint(values, colors);
      const matrices = cells.pictures.filter(({ isColumn }) => !isColumn);
      expect(matrices).toHaveLength(shown.blocks.length * (shape.heads + 1));
      const painted = colorsOf(cells, matrices[0].cells);
      expect(painted[0]).toBe(colors.shares[255]);
      expect(painted[1]).toBe(mask ? colors.masked : colors.shares[255]);
      expect(painted[tokens]).toBe(colors.shares[255]);
    }
  });

  it('are there for no more than the window shows', () => {
    const { first, end, rows } = shown;
    expect(end - first).toBeLessThan(tokens);
    expect(rows.length).toBeLessThan(layout.rows.length);
    const cells = new WordCells(layout, shown, true, 0);
    const columns = cells.pictures.filter(({ isColumn, isFramed }) => isColumn && isFramed);
    expect(columns).toHaveLength(rows.length * (end - first));
  });
});

describe('arcs', () => {
  it('go from a token down to what it looks at, the wider the more; other tokens’ stand back', () => {
    values.fill(0);
    const attention = stageOf('attention', 0);
    const looks = (head: number, row: number, column: number, share: number) =>
      (values[attention.offset + (head * tokens + row) * tokens + column] = share);
    const [last, before] = [tokens - 1, tokens - 2];
    looks(1, last, before, 0.75);
    looks(1, last, last, 0.25);
    looks(1, before, before, 1);
    looks(1, 1, 0, 1); // outside the window
    looks(0, last, 3, 1); // another head
    looks(1, last, 4, 0.001);
    const arcs = arcsOf(layout, shownOf(layout, view), values, 1, last);
    const { top, bottom } = layout.blocks[0].arcs;
    expect(arcs.map(({ x0, x1 }) => [x0, x1])).toEqual(
      [
        [before, before],
        [last, before],
        [last, last],
      ].map((pair) => pair.map((token) => columnX(layout, token))),
    );
    expect(arcs.every(({ y0, y1 }) => y0 === top && y1 === bottom)).toBe(true);
    const [beside, strong, weak] = arcs;
    expect(strong.widthPx).toBeGreaterThan(weak.widthPx);
    expect(strong.alpha).toBeGreaterThan(weak.alpha);
    expect(beside.alpha).toBeLessThan(weak.alpha);
  });
});
