import { describe, expect, it } from 'vitest';
import type { RandomStream } from '$lib/engine/random';
import type { Experiment } from '$lib/engine/spec';
import { restatedNormal } from '../recorded/restated-data';
import { drawn, expectRestated, experimentWith, rowsOf, type Row } from './point-rows';

type Draw = (rand: RandomStream, noise: number, count: number) => Row[];

/** The sets written down once more, point by point, with their figures as a drawing would have them. */
const restated: Record<string, Draw> = {
  moons(rand, noise, count) {
    const radius = 10 / 3;
    const rows: Row[] = [];
    for (let i = 0; i < count; i++) {
      const isUpper = i * 2 < count;
      const angle = Math.PI * rand();
      // The upper moon around (−5/3, −5/6), the lower one around (5/3, 5/6).
      const x = isUpper ? -5 / 3 + radius * Math.cos(angle) : 5 / 3 - radius * Math.cos(angle);
      const y = isUpper ? -5 / 6 + radius * Math.sin(angle) : 5 / 6 - radius * Math.sin(angle);
      const deviation = radius * noise;
      rows.push([restatedNormal(rand, x, deviation), restatedNormal(rand, y, deviation), isUpper ? 1 : -1]);
    }
    return rows;
  },
  rings(rand, noise, count) {
    const rows: Row[] = [];
    for (let i = 0; i < count; i++) {
      const isMiddle = i * 2 >= count;
      const inner = isMiddle ? 2.25 : i % 5 === 0 ? 0.5 : 4;
      const radius = inner + rand();
      const angle = 2 * Math.PI * rand();
      const x = restatedNormal(rand, radius * Math.cos(angle), 1.5 * noise);
      const y = restatedNormal(rand, radius * Math.sin(angle), 1.5 * noise);
      rows.push([x, y, isMiddle ? -1 : 1]);
    }
    return rows;
  },
  checkerboard(rand, noise, count) {
    const rows: Row[] = [];
    for (let i = 0; i < count; i++) {
      const x = -6 + 3 * (i % 4) + 0.2 + 2.6 * rand();
      const y = -6 + 3 * (Math.floor(i / 4) % 4) + 0.2 + 2.6 * rand();
      const judgedX = x + (6 * rand() - 3) * noise;
      const judgedY = y + (6 * rand() - 3) * noise;
      // Each line at a multiple of 3 that lies between the point and (0.1, 0.1) changes the class.
      const lines = (place: number) => Math.abs(Math.floor(place / 3) - Math.floor(0.1 / 3));
      rows.push([x, y, (lines(judgedX) + lines(judgedY)) % 2 ? -1 : 1]);
    }
    return rows;
  },
};

describe('order of draws', () => {
  for (const [name, draw] of Object.entries(restated)) {
    it.each([
      [0, 0],
      [20, 0],
      [50, 0],
      [30, 21],
      [30, 101],
    ])(`${name} with noise %d and %d samples`, (noise, samples) => {
      expectRestated(experimentWith(name as Experiment['dataset'], { noise, samples }), draw);
    });
  }

  it.each([3, 4, 5, 6])('%d blobs', (classes) => {
    const draw: Draw = (rand, noise, count) =>
      Array.from({ length: count }, (_, i) => {
        const turn = (i % classes) / classes;
        const [x, y] = [3.5 * Math.sin(2 * Math.PI * turn), 3.5 * Math.cos(2 * Math.PI * turn)];
        const deviation = Math.sqrt(0.3 + 4 * noise);
        return [restatedNormal(rand, x, deviation), restatedNormal(rand, y, deviation), i % classes];
      });
    for (const noise of [0, 35]) expectRestated(experimentWith('blobs', { classes, noise }), draw);
  });
});

describe('shapes without noise', () => {
  const calm = (name: Experiment['dataset'], fields: Partial<Experiment> = {}) =>
    rowsOf(drawn(experimentWith(name, fields)));

  it('moons are half circles, each with an end in the hollow of the other', () => {
    for (const [x, y, label] of calm('moons')) {
      expect(Math.hypot(x + (label * 5) / 3, y + (label * 5) / 6)).toBeCloseTo(10 / 3, 10);
      expect(label * y).toBeGreaterThan(-5 / 6 - 1e-9);
      expect(Math.abs(x)).toBeLessThanOrEqual(5 + 1e-9);
    }
  });

  it('rings change their class twice on the way out', () => {
    const found = new Map<number, number>();
    for (const [x, y, label] of calm('rings')) {
      const radius = Math.hypot(x, y);
      const ring = [0.5, 2.25, 4].findIndex((inner) => radius >= inner && radius <= inner + 1);
      expect(label).toBe([1, -1, 1][ring]);
      found.set(ring, (found.get(ring) ?? 0) + 1);
    }
    expect([found.get(0), found.get(1), found.get(2)]).toEqual([50, 250, 200]);
  });

  it('squares of the checkerboard differ from those beside them and hold equally many', () => {
    const squares = new Map<string, number[]>();
    for (const [x, y, label] of calm('checkerboard')) {
      const name = [x, y].map((value) => Math.floor(value / 3)).join();
      squares.set(name, [...(squares.get(name) ?? []), label]);
    }
    expect(squares.size).toBe(16);
    for (const [name, labels] of squares) {
      const [column, row] = name.split(',').map(Number);
      expect(labels).toEqual(Array.from({ length: 50 }, () => ((column + row) % 2 === 0 ? 1 : -1)));
    }
  });

  it.each([3, 6])('%d blobs are told apart by the nearest centre', (classes) => {
    const rows = calm('blobs', { classes, samples: 3000 });
    const nearest = ([x, y]: Row) => {
      const turn = Math.atan2(x, y) / (2 * Math.PI);
      return Math.round((turn + 1) * classes) % classes;
    };
    const strays = rows.filter((row) => nearest(row) !== row[2]).length;
    expect(strays).toBeLessThan(0.01 * rows.length);
  });
});

describe('noise', () => {
  it.each(['moons', 'rings', 'blobs'] as const)('shakes %s and leaves their classes', (name) => {
    const shift = (noise: number) => {
      const [calm, noisy] = [0, noise].map((value) => rowsOf(drawn(experimentWith(name, { noise: value }))));
      expect(noisy.map(([, , label]) => label)).toEqual(calm.map(([, , label]) => label));
      const distances = noisy.map(([x, y], index) => Math.hypot(x - calm[index][0], y - calm[index][1]));
      return distances.reduce((sum, distance) => sum + distance) / distances.length;
    };
    expect(shift(10)).toBeGreaterThan(0);
    expect(shift(40)).toBeGreaterThan(1.4 * shift(10));
  });

  it('moves labels of the checkerboard and no points', () => {
    const [calm, noisy] = [0, 20].map((noise) => drawn(experimentWith('checkerboard', { noise })));
    expect(noisy.inputs).toEqual(calm.inputs);
    const moved = noisy.labels.filter((label, index) => label !== calm.labels[index]).length;
    expect(moved).toBeGreaterThan(40);
    expect(moved).toBeLessThan(200);
  });
});
