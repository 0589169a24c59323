import { describe, expect, it } from 'vitest';
import { createDataset, pointCountOf } from '$lib/engine/data';
import { createRandom } from '$lib/engine/random';
import { experimentFields } from '$lib/engine/spec';
import { drawn, experimentWith, rowsOf } from './point-rows';

const classifications = experimentFields.dataset.options;
/** What is drawn, rather than placed by hand. */
const regressions = experimentFields.regDataset.options.filter((name) => name !== 'own');
const sets = [...classifications, ...regressions];

describe.each(sets)('%s', (name) => {
  it.each([20, 21, 333, 10_000])('has %d points when asked to', (samples) => {
    const dataset = drawn(experimentWith(name, { samples, percTrainData: 30 }));
    expect(dataset.labels).toHaveLength(samples);
    for (const column of dataset.inputs) {
      expect(column).toHaveLength(samples);
      expect(column.every(Number.isFinite)).toBe(true);
    }
    expect(dataset.trainCount).toBe(Math.floor(0.3 * samples + 1e-9));
  });

  it('has as many points of its own as it says', () => {
    const experiment = experimentWith(name);
    expect(drawn(experiment).labels).toHaveLength(pointCountOf(experiment));
    expect(pointCountOf({ ...experiment, samples: 77 })).toBe(77);
  });

  it('is the same for the same seed and another for another', () => {
    const rows = (seed: string) => rowsOf(drawn(experimentWith(name, { seed, noise: 10, labelFlips: 10 })));
    expect(rows('a')).toEqual(rows('a'));
    expect(rows('a')).not.toEqual(rows('b'));
  });
});

describe('few points', () => {
  it.each(['circle', 'gauss', 'spiral', 'moons', 'rings'] as const)(
    '%s: the first class takes the odd one',
    (name) => {
      const { labels } = drawn(experimentWith(name, { samples: 21 }));
      expect(labels.filter((label) => label > 0)).toHaveLength(11);
    },
  );

  it('both arms of an odd spiral begin in the middle and reach equally far', () => {
    const rows = rowsOf(drawn(experimentWith('spiral', { samples: 21 })));
    const radii = (label: number) =>
      rows
        .filter((row) => row[2] === label)
        .map(([x, y]) => Math.hypot(x, y))
        .sort((a, b) => a - b);
    radii(1).forEach((radius, step) => expect(radius).toBeCloseTo((5 * step) / 11, 10));
    radii(-1).forEach((radius, step) => expect(radius).toBeCloseTo((5 * step) / 10, 10));
  });

  it.each([3, 4, 5, 6])('every one of %d classes has its share', (classes) => {
    const { labels, classCount } = drawn(experimentWith('blobs', { classes, samples: 20 }));
    const counts = Array.from({ length: classes }, (_, k) => labels.filter((label) => label === k).length);
    expect(classCount).toBe(classes);
    expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});

describe('label flips', () => {
  const flippedIn = (name: (typeof classifications)[number], labelFlips: number) => {
    const [calm, flipped] = [0, labelFlips].map((share) =>
      drawn(experimentWith(name, { labelFlips: share, samples: 10_000, classes: 4 })),
    );
    expect(flipped.inputs).toEqual(calm.inputs);
    return { calm: calm.labels, flipped: flipped.labels };
  };

  it.each(classifications)(
    'of %s exchange the share asked for, and leave every point where it is',
    (name) => {
      const { calm, flipped } = flippedIn(name, 20);
      const changed = flipped.filter((label, index) => label !== calm[index]).length;
      expect(Math.abs(changed - 2000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.2 * 0.8));
      expect(new Set(flipped)).toEqual(new Set(calm));
    },
  );

  it('give every other class the same chance', () => {
    const { calm, flipped } = flippedIn('blobs', 30);
    for (let from = 0; from < 4; from++) {
      for (let to = 0; to < 4; to++) {
        if (to === from) continue;
        const count = flipped.filter((label, index) => calm[index] === from && label === to).length;
        expect(Math.abs(count - 250)).toBeLessThan(4 * Math.sqrt(2500 * 0.1 * 0.9));
      }
    }
  });

  it.each(['circle', 'blobs'] as const)('of %s keep the exchanged labels when more are exchanged', (name) => {
    const [few, many] = [10, 40].map((share) => flippedIn(name, share));
    few.flipped.forEach((label, index) => {
      if (label !== few.calm[index]) expect(many.flipped[index]).toBe(label);
    });
  });

  it('leave the stream of the first weights alone', () => {
    const nextAfter = (labelFlips: number) => {
      const random = createRandom('matinee');
      createDataset(experimentWith('blobs', { labelFlips }), random);
      return random();
    };
    expect(nextAfter(50)).toBe(nextAfter(0));
  });

  it('do nothing to a regression', () => {
    for (const name of regressions) {
      expect(drawn(experimentWith(name, { labelFlips: 50 }))).toEqual(drawn(experimentWith(name)));
    }
  });
});
