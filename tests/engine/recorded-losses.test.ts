import { describe, expect, it } from 'vitest';
import { referenceKernels } from '$lib/engine/backend/reference';
import { Trainer } from '$lib/engine/trainer';
import { experimentOf, nameOf, recorded } from '../recorded/links';
import { pageKernels, plainKernels, simdKernels } from './mlp-cases';

const backends = { reference: referenceKernels, loops: simdKernels, plain: plainKernels, page: pageKernels };

/**
 * Largest relative difference to losses computed in doubles. Single precision costs some 1e-7 (at most
 * 3.3e-7 seen); the circle's loss falls from 0.5 to 0.009, so steeply that a step's rounding shows most
 * (5e-6 seen).
 */
const tolerance = { circle: 5e-5, others: 2e-6 };

for (const [name, createKernels] of Object.entries(backends)) {
  describe(`recorded losses, ${name} kernels`, () => {
    for (const { link, trainCount, losses } of recorded) {
      const experiment = experimentOf(link);
      const isCircle = experiment.problem === 'classification' && experiment.dataset === 'circle';
      const allowed = isCircle ? tolerance.circle : tolerance.others;

      it(nameOf(experiment), () => {
        expect(trainCount % experiment.batchSize, 'a partial batch is treated otherwise there').toBe(0);
        const trainer = new Trainer(createKernels, experiment);
        for (const expected of losses) {
          while (trainer.epoch < expected.epoch) trainer.trainEpoch();
          const { train, test } = trainer.losses();
          const differences = [train.loss / expected.train - 1, test.loss / expected.test - 1].map(Math.abs);
          expect(Math.max(...differences), `epoch ${expected.epoch}`).toBeLessThan(allowed);
        }
        expect(trainer.epoch).toBe(100);
      });
    }
  });
}
