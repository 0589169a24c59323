import { describe, expect, it } from 'vitest';
import { stagesOf, type TransformerShape } from '$lib/engine/words';
import type { Rect } from '$lib/scene/layout';
import { columnX, firstView, layoutWords, shownTokens, tokenAt } from '$lib/scene/word-layout';

const shape: TransformerShape = {
  vocabulary: 567,
  context: 128,
  width: 64,
  heads: 4,
  blocks: 1,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'relu',
  norm: 'before',
};

interface Case {
  readonly changes: Partial<TransformerShape>;
  readonly tokens: number;
  readonly width: number;
  readonly height: number;
}

const lay = ({ changes, tokens, width, height }: Case, zoom = 1) => {
  const stages = stagesOf({ ...shape, ...changes }, tokens);
  return { stages, layout: layoutWords({ stages, tokens, tokenPx: 14, width, height, zoom }) };
};

const changes: Partial<TransformerShape>[] = [
  {},
  { blocks: 4, heads: 8, width: 128 },
  { norm: 'after', blocks: 2 },
  { feedForward: false, norm: 'none', positions: 'none', heads: 8 },
];
const windows = [
  { width: 360, height: 620 },
  { width: 692, height: 612 },
  { width: 1180, height: 980 },
];
const cases: Case[] = changes.flatMap((changes) =>
  [1, 16, 128].flatMap((tokens) => windows.map((window) => ({ changes, tokens, ...window }))),
);

const isInside = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;
const overlap = (one: Rect, other: Rect) =>
  one.x < other.x + other.width - 1e-6 &&
  other.x < one.x + one.width - 1e-6 &&
  one.y < other.y + other.height - 1e-6 &&
  other.y < one.y + one.height - 1e-6;

describe.each(cases)('%o', (each) => {
  const { stages, layout } = lay(each);
  const { rows, blocks } = layout;

  it('stacks every stage once, from bottom to top in the order in which data flow', () => {
    const matrices = blocks.flatMap(({ scores, attention }) => [scores, attention]);
    const pictured = stages.filter((stage) => !matrices.includes(stage));
    expect(rows.map(({ stage }) => stage)).toEqual(pictured);
    expect(matrices).toEqual(stages.filter(({ name }) => name === 'scores' || name === 'attention'));
    rows.slice(1).forEach((row, k) => {
      expect(row.y + row.height / 2).toBeLessThanOrEqual(rows[k].y - rows[k].height / 2 + 1e-6);
    });
    expect(layout.idsY).toBeGreaterThan(rows[0].y);
    expect(layout.tokensY).toBeGreaterThan(layout.idsY);
    expect(layout.tokensY).toBeLessThan(layout.height);
  });

  it('gives every number a cell, and pictures room between their neighbours', () => {
    for (const { stage, height, picture } of rows) {
      expect(picture.columns * picture.rows).toBeGreaterThanOrEqual(stage.columns);
      expect(picture.columns * (picture.rows - 1)).toBeLessThan(stage.columns);
      expect(picture.width).toBeLessThan(layout.pitch);
      expect(picture.height).toBeLessThan(height);
    }
  });

  it.each([1, 0.5])('frames blocks around their own stages and attention, zoomed by %d', (zoom) => {
    const { rows, blocks } = lay(each, zoom).layout;
    blocks.forEach(({ block, top, bottom, arcs, matrix, heads }) => {
      const frame = { x: 0, y: top, width: each.width, height: bottom - top };
      for (const { stage, y } of rows) expect(y > top && y < bottom).toBe(stage.block === block);
      expect(arcs.top).toBeGreaterThan(top);
      expect(arcs.bottom).toBeLessThan(bottom);
      [matrix, ...heads].forEach((rect, k, all) => {
        expect(isInside(rect, frame)).toBe(true);
        expect(all.some((other, at) => at !== k && overlap(rect, other))).toBe(false);
      });
      if (block > 0) expect(bottom).toBeLessThan(blocks[block - 1].top);
    });
    expect(blocks.map(({ heads }) => heads.length)).toEqual(
      Array<number>(each.changes.blocks ?? 1).fill(each.changes.heads ?? 4),
    );
  });

  it('keeps attention and the next token clear of columns, rows and arcs', () => {
    const columns = { x: layout.left, width: layout.right - layout.left };
    const taken = [
      ...rows.map(({ y, height }) => ({ ...columns, y: y - height / 2, height })),
      ...blocks.map(({ arcs }) => ({ ...columns, y: arcs.top, height: arcs.bottom - arcs.top })),
    ];
    for (const rect of [layout.next, ...blocks.flatMap(({ matrix, heads }) => [matrix, ...heads])]) {
      expect(taken.some((row) => overlap(rect, row))).toBe(false);
    }
  });

  it('begins at the latest tokens, in columns wide enough to be read', () => {
    const view = firstView(layout);
    const { end } = shownTokens(layout, view);
    expect(end).toBe(each.tokens);
    const last = columnX(layout, each.tokens - 1) - view.x;
    expect(last + layout.pitch / 2).toBeLessThanOrEqual(layout.right);
    expect(last - layout.pitch / 2).toBeGreaterThanOrEqual(layout.left);
    expect(layout.pitch).toBeGreaterThanOrEqual(19);
  });
});

describe('a drawing of the first experiment', () => {
  it('fits a laptop with its whole context', () => {
    const { layout } = lay({ changes: {}, tokens: 16, width: 692, height: 612 });
    expect(layout.height).toBe(612);
    expect(layout.width).toBe(692);
  });
});

describe('columns', () => {
  const { layout } = lay({ changes: {}, tokens: 128, width: 692, height: 612 });

  it('are found where they stand', () => {
    for (const token of [0, 5, 127]) expect(tokenAt(layout, columnX(layout, token))).toBe(token);
    expect(tokenAt(layout, layout.left - 1)).toBeUndefined();
    expect(tokenAt(layout, columnX(layout, 128))).toBeUndefined();
  });

  it('are shown as the window moves', () => {
    const { first, end } = shownTokens(layout, { x: 10 * layout.pitch, y: 0 });
    expect(first).toBeGreaterThanOrEqual(9);
    expect(first).toBeLessThanOrEqual(10);
    expect((end - first) * layout.pitch).toBeGreaterThanOrEqual(layout.right - layout.left - 20);
    expect(end).toBeLessThan(128);
  });
});

describe('zoom', () => {
  const each = { changes: { blocks: 2 }, tokens: 16, width: 692, height: 612 };

  it('enlarges columns and rows alike, and leaves labels as wide as they are', () => {
    const [one, two] = [lay(each).layout, lay(each, 2).layout];
    expect(two.pitch).toBeCloseTo(2 * one.pitch);
    expect(two.rows[0].height).toBeCloseTo(2 * one.rows[0].height);
    expect(two.left).toBe(one.left);
    expect(two.right).toBe(one.right);
  });
});
