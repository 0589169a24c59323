import { describe, expect, test } from 'vitest';
import type { CreateKernels } from '$lib/engine/backend/kernels';
import { classScores } from '$lib/engine/metrics';
import { Mlp } from '$lib/engine/models/mlp';
import type { NetworkEnd } from '$lib/engine/losses';
import { recorded } from '../recorded/pytorch';
import { backends } from './backends';
import { doubleRounding, expectClose } from './closeness';

const { classifications, regressions } = recorded.metrics;
const cases = classifications.map((recording) => ({ ...recording, classes: recording.scores.length }));

/** A network that puts out what it is given, with these samples as its test set. */
function evaluate(createKernels: CreateKernels, end: NetworkEnd, z: number[][], targets: number[][]) {
  const count = z.length;
  const samples = z[0].length;
  const capacity = { train: 1, test: samples, map: 1 };
  const model = new Mlp(createKernels, { sizes: [count, count], hidden: [], ...end, capacity });
  for (let o = 0; o < count; o++) model.parameters[o * count + o] = 1;
  model.load('test', z, targets);
  return model.evaluate('test');
}

describe.each(cases)('$classes classes', ({ z, actual, confusion, accuracy, scores, classes }) => {
  test('precision, recall and F1 follow from how many samples were put where', () => {
    const found = classScores(confusion);
    expect(found).toHaveLength(classes);
    scores.forEach(({ precision, recall, f1 }, k) => {
      const numbers = [found[k].precision, found[k].recall, found[k].f1];
      [precision, recall, f1].forEach((value, index) => {
        if (value === null) expect(numbers[index]).toBeNaN();
        else expectClose([numbers[index]], [value], doubleRounding);
      });
    });
  });

  const ends: NetworkEnd[] =
    classes > 2
      ? [{ output: 'softmax', loss: 'categoricalCrossEntropy' }]
      : [
          { output: 'tanh', loss: 'squared' },
          { output: 'sigmoid', loss: 'crossEntropy' },
          { output: 'linear', loss: 'hinge' },
          { output: 'step', loss: 'perceptron' },
        ];
  const evaluations = backends.flatMap((backend) => ends.map((end) => ({ ...backend, end })));

  test.each(evaluations)('$backend kernels, $end.output: samples are counted', ({ createKernels, end }) => {
    const rows = z.length === 1 ? [1] : z.map((_, k) => k);
    const targets = rows.map((k) => actual.map((label) => (label === k ? 1 : -1)));
    const evaluation = evaluate(createKernels, end, z, targets);
    expect(evaluation.confusion).toEqual(confusion);
    expectClose([evaluation.accuracy], [accuracy], doubleRounding);
    expect(evaluation.rSquared).toBeNaN();
  });
});

describe.each(backends)('$backend kernels', ({ createKernels }) => {
  test.each(regressions)('R² is $rSquared', ({ outputs, labels, rSquared }) => {
    for (const loss of ['squared', 'huber'] as const) {
      const evaluation = evaluate(createKernels, { output: 'linear', loss }, [outputs], [labels]);
      // Labels are exact in single precision; a fast kernel may square differences in it.
      expectClose([evaluation.rSquared], [rSquared], { relative: 1e-6, absolute: 1e-6 });
      expect(evaluation.confusion).toEqual([]);
      expect(evaluation.accuracy).toBeNaN();
    }
  });

  test('equal labels leave R² undefined', () => {
    for (const label of [0, 2, 0.1]) {
      const targets = [[label, label, label]];
      const { rSquared } = evaluate(
        createKernels,
        { output: 'linear', loss: 'squared' },
        [[1, 2, 3]],
        targets,
      );
      expect(rSquared).toBeNaN();
    }
  });
});
