import { describe, expect, it } from 'vitest';
import { experimentOf, nameOf, recorded } from './links';
import type { Example } from './restated-data';
import { RestatedPlayground } from './restated-playground';

const expectClose = (actual: number[], expected: number[]) => {
  expect(actual).toHaveLength(expected.length);
  expect(Math.max(...actual.map((value, index) => Math.abs(value - expected[index])))).toBeLessThan(1e-12);
};

describe('the restated playground reproduces what that program recorded', () => {
  for (const expected of recorded) {
    const experiment = experimentOf(expected.link);

    it(nameOf(experiment), () => {
      const playground = new RestatedPlayground(experiment);
      const { train, test, layers } = playground;
      const asExample = ({ x, y, label }: { x: number; y: number; label: number }): Example => [x, y, label];
      expect([train.length, test.length]).toEqual([expected.trainCount, expected.testCount]);
      expectClose(train.slice(0, 5).flat(), expected.firstFiveTraining.flatMap(asExample));
      expectClose(test.slice(-3).flat(), expected.lastThreeTest.flatMap(asExample));
      const flat = (neurons: { w: number[]; b: number }[][]) =>
        neurons.flat().flatMap(({ w, b }) => [...w, b]);
      if (expected.firstParameters) expectClose(flat(layers), flat(expected.firstParameters));

      for (const losses of expected.losses) {
        while (playground.epoch < losses.epoch) playground.trainEpoch();
        const differences = [
          playground.loss(train) / losses.train - 1,
          playground.loss(test) / losses.test - 1,
        ].map(Math.abs);
        expect(Math.max(...differences), `epoch ${losses.epoch}`).toBeLessThan(1e-9);
      }
      expect(playground.epoch).toBe(100);
    });
  }
});
