import { describe, expect, it } from 'vitest';
import { lightTheme as theme } from './themes';
import { denseLayers } from '$lib/engine/topology';
import { layoutNetwork, type NetworkLayout } from '$lib/scene/layout';
import { classColors, divergingColor, parseColor } from '$lib/scene/palette';
import { biasMark, drawnThumbnails, pointMarks } from '$lib/scene/placing';
import { mapLabels } from '$lib/scene/plot';
import {
  biasRadiusPx,
  labelStrength,
  linkAlpha,
  linkWidthPx,
  weightScale,
  widestLinkPx,
} from '$lib/scene/style';

const stage = { x: 0, y: 0, width: 700, height: 500 };
const beside = { x: 720, y: 0, width: 300, height: 400 };
const below = { x: 0, y: 520, width: 328, height: 330 };

function layoutOf(sizes: number[], output = beside, kind: NetworkLayout['kind'] = 'plane') {
  return layoutNetwork({ kind, inputs: sizes[0], layers: denseLayers(sizes), stage, output });
}

describe('links', () => {
  it('are as wide as their weight, from 1 to 10 px, and a hairline at 0', () => {
    expect(linkWidthPx(4, 4, 10)).toBe(10);
    expect(linkWidthPx(-2, 4, 10)).toBeCloseTo(5.5);
    expect(linkWidthPx(1e-9, 4, 10)).toBeCloseTo(1);
    expect(linkWidthPx(0, 4, 10)).toBe(0.5);
    expect(linkWidthPx(NaN, 4, 10)).toBe(0.5);
    expect(linkWidthPx(9, 4, 10)).toBe(10);
  });

  it('are fainter when weak, and almost gone at 0', () => {
    const alphas = [0, 0.01, 0.5, 2, 4].map((weight) => linkAlpha(-weight, 4, 10));
    expect(alphas).toEqual(alphas.toSorted((a, b) => a - b));
    expect(alphas[0]).toBeLessThan(0.2);
    expect(alphas[4]).toBeGreaterThan(0.9);
    expect(linkAlpha(0.5, 4, 4)).toBeLessThan(linkAlpha(0.5, 4, 10));
  });

  it('are measured by the largest finite weight, but at least by 4; biases do not count', () => {
    const { links } = layoutOf([2, 1]);
    expect(weightScale(new Float32Array([1, -2, 100]), links)).toBe(4);
    expect(weightScale(new Float32Array([1, -8, 100]), links)).toBe(8);
    expect(weightScale(new Float32Array([Infinity, NaN, 0]), links)).toBe(4);
  });

  it('are finer among many small neurons', () => {
    expect(widestLinkPx(layoutOf([2, 4, 1]))).toBe(10);
    expect(widestLinkPx(layoutOf([7, 32, 32, 1]))).toBeLessThan(7);
  });
});

describe('marks', () => {
  it('show a bias by size within its place', () => {
    expect(biasRadiusPx(0, 6)).toBeCloseTo(3.6);
    expect(biasRadiusPx(-0.5, 6)).toBeCloseTo(4.8);
    expect(biasRadiusPx(30, 6)).toBe(6);
    expect(biasRadiusPx(NaN, 6)).toBeCloseTo(3.6);
  });

  it('clamp a label to −1 … 1', () => {
    expect([-3, -0.25, 0.5, 2, NaN].map(labelStrength)).toEqual([-1, -0.25, 0.5, 1, 0]);
  });

  const layout = layoutOf([2, 1]);
  const points = {
    x1: new Float32Array([0, 7, 6]),
    x2: new Float32Array([0, 0, -6]),
    label: new Float32Array([1, 1, -0.5]),
    classCount: 2,
    trainCount: 2,
    validationCount: 0,
    showTest: true,
  };

  it('are discs for training, squares for test, and leave out what lies outside', () => {
    const plot = layout.plot!;
    const marks = pointMarks(layout, points, theme);
    expect(marks.map((mark) => mark.shape)).toEqual(['disc', 'square']);
    expect(marks[0]).toMatchObject({ x: plot.x + plot.width / 2, y: plot.y + plot.height / 2 });
    expect(marks[1]).toMatchObject({ x: plot.x + plot.width, y: plot.y + plot.height });
    expect(marks.map((mark) => mark.color)).toEqual([1, -0.5].map((label) => divergingColor(theme, label)));
    expect(pointMarks(layout, { ...points, showTest: false }, theme).length).toBe(1);
  });

  it('are diamonds for validation', () => {
    const split = { ...points, x1: new Float32Array(3), trainCount: 1, validationCount: 1 };
    expect(pointMarks(layout, split, theme).map((mark) => mark.shape)).toEqual(['disc', 'diamond', 'square']);
  });

  it('have the colour of their class where there are several', () => {
    const several = { ...points, x1: new Float32Array(3), label: new Float32Array([0, 5, 2]), classCount: 6 };
    const colors = pointMarks(layout, several, theme).map((mark) => mark.color);
    expect(colors).toEqual([0, 5, 2].map((index) => parseColor(classColors[index])));
  });

  it('of a curve have one colour each for training and test', () => {
    const curve = { ...points, x1: new Float32Array(3), classCount: 0 };
    const colors = pointMarks(layoutOf([1, 1], beside, 'curve'), curve, theme).map((mark) => mark.color);
    expect(colors).toEqual([theme.ink, theme.ink, theme.paper].map(parseColor));
  });

  it('of a bias have the colour of its sign', () => {
    const colors = [-3, 0, 0.2, NaN].map((bias) => biasMark(layout.biases[0], bias, theme).color);
    expect(colors).toEqual([-1, 0, 1, 0].map((sign) => divergingColor(theme, sign)));
  });
});

describe('thumbnails', () => {
  it('are all nodes of the plane, cell by cell, but only the hidden ones of the movie', () => {
    expect(drawnThumbnails(layoutOf([2, 3, 1])).map((place) => place.cell)).toEqual([0, 1, 2, 3, 4]);
    expect(drawnThumbnails(layoutOf([3, 2, 1], beside, 'movie')).map((place) => place.cell)).toEqual([3, 4]);
    expect(drawnThumbnails(layoutOf([3, 1], beside, 'movie'))).toEqual([]);
  });
});

describe('the numbers at the map', () => {
  const textsOf = (output: typeof beside, sizes = [2, 1]) =>
    mapLabels(layoutOf(sizes, output)).map((label) => label.text);
  const axis = ['−6', '−4', '−2', '0', '2', '4', '6'];

  it('stand on both axes and the legend, except where the links enter', () => {
    const upright = axis.filter((text) => text !== '0');
    expect(textsOf(beside)).toEqual([...axis, ...upright, '+1', '0', '−1']);
    expect(textsOf(below)).toEqual([...axis, ...axis, '+1', '0', '−1']);
    expect(mapLabels(layoutOf([3, 1], beside, 'movie'))).toEqual([]);
  });

  it('of several classes are those of the axes alone', () => {
    expect(textsOf(beside, [2, 3])).toEqual([...axis, ...axis]);
  });

  it('of a curve reach from −6 to 6 across and from −2 to 2 upright', () => {
    const layout = layoutOf([1, 4, 1], beside, 'curve');
    const [plot, labels] = [layout.plot!, mapLabels(layout)];
    expect(labels.map((label) => label.text)).toEqual([...axis, '−2', '−1', '1', '2']);
    const upright = labels.filter(({ tick }) => tick && !tick.isUpright);
    expect(upright.map(({ y }) => 1 - (y - plot.y) / plot.height)).toEqual([0, 0.25, 0.75, 1]);
    expect(layout.legend).toBeUndefined();
  });
});
