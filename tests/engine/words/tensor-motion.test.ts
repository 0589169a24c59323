import { describe, expect, it } from 'vitest';
import { parameterTensors, referenceTransformer, WordTrainer } from '$lib/engine/words';
import { MotionWatch } from '$lib/engine/words/tensor-motion';
import { expectClose } from '../closeness';
import { tinyWords } from './tiny-words';

const rootMeanSquare = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/** Root mean squares of all tensors. */
const sizesOf = ({ shape }: WordTrainer, values: Float32Array) =>
  parameterTensors(shape).map(({ offset, length }) =>
    rootMeanSquare(values.subarray(offset, offset + length)),
  );

describe('MotionWatch', () => {
  it('tells how far tensors go per step, and the gradient of the latest step', () => {
    const trainer = new WordTrainer(referenceTransformer, tinyWords);
    const watch = new MotionWatch(trainer);
    const before = trainer.model.readParameters();
    trainer.trainBatches(2);
    const motion = watch.look(true);
    const way = trainer.model.readParameters().map((value, k) => (value - before[k]) / 2);
    const tolerance = { relative: 1e-5, absolute: 1e-9 };
    expectClose(
      motion.map(({ step }) => step),
      sizesOf(trainer, way),
      tolerance,
      'steps',
    );
    const gradients = sizesOf(trainer, trainer.model.readGradients());
    expectClose(
      motion.map(({ gradient }) => gradient),
      gradients,
      tolerance,
      'gradients',
    );
  });

  it('speaks of the moment at which a run rests, not of where it was', () => {
    const trainer = new WordTrainer(referenceTransformer, tinyWords);
    const watch = new MotionWatch(trainer);
    const first = watch.look(false);
    expect(first.every(({ step }) => step === 0)).toBe(true);
    trainer.trainBatches(3);
    const rested = watch.look(false);
    expect(rested.every(({ step }) => step > 0)).toBe(true);
    expect(watch.look(false)).toBe(rested);
    trainer.reset();
    expect(watch.look(false)).toEqual(first);
  });
});
