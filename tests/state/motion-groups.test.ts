import { expect, test } from 'vitest';
import { defaultWordExperiment, parameterTensors, shapeOf, type WordExperiment } from '$lib/engine/words';
import { motionGroups } from '$lib/state/motion-groups';

const tensorsOf = (patch: Partial<WordExperiment>) =>
  parameterTensors(shapeOf({ ...defaultWordExperiment, blocks: 2, width: 16, ...patch }, 10));

test('every parameter belongs to one part of the model', () => {
  for (const positions of ['learned', 'none'] as const) {
    const tensors = tensorsOf({ positions });
    const motion = tensors.map(({ name }) => ({ name, size: 1, gradient: 1, step: 1 }));
    const groups = motionGroups(motion, tensors);
    expect(groups.map(({ name }) => name)).toEqual([
      'embedding',
      'attention',
      'feedForward',
      'norm',
      'output',
    ]);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(
      tensors.reduce((sum, { length }) => sum + length, 0),
    );
  }
});

test('parts that a model lacks are left out', () => {
  const tensors = tensorsOf({ feedForward: false, norm: 'none' });
  const motion = tensors.map(({ name }) => ({ name, size: 1, gradient: 1, step: 1 }));
  expect(motionGroups(motion, tensors).map(({ name }) => name)).toEqual(['embedding', 'attention', 'output']);
});

test('a part’s root mean square weighs its tensors by how many parameters they have', () => {
  const tensors = tensorsOf({}).filter(({ name }) => name.startsWith('output.'));
  // 160 weights and 10 biases.
  const motion = [
    { name: 'output.weight', size: 3, gradient: 0, step: 1 },
    { name: 'output.bias', size: 5, gradient: 2, step: 1 },
  ];
  const [output] = motionGroups(motion, tensors);
  expect(output.size).toBeCloseTo(Math.sqrt((160 * 9 + 10 * 25) / 170), 12);
  expect(output.gradient).toBeCloseTo(Math.sqrt((10 * 4) / 170), 12);
  expect(output.step).toBeCloseTo(1, 12);
});
