import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { initialTransformer } from '$lib/engine/words/initial-parameters';
import { ReferenceNetwork } from '$lib/engine/words/reference/network';
import { parameterTensors, type TransformerShape } from '$lib/engine/words/shape';

const base: TransformerShape = {
  vocabulary: 7,
  context: 6,
  width: 6,
  heads: 3,
  blocks: 2,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'gelu',
  norm: 'before',
};
/** One switch after another; of ReLU no pre-activation lies within a step of its kink. */
const shapes: readonly (readonly [string, Partial<TransformerShape>])[] = [
  ['as it is', {}],
  ['with learned positions', { positions: 'learned' }],
  ['without positions', { positions: 'none' }],
  ['without a mask', { mask: false }],
  ['with one head', { heads: 1 }],
  ['without feed-forward', { feedForward: false }],
  ['with ReLU', { activation: 'relu' }],
  ['with norm after', { norm: 'after' }],
  ['without norm', { norm: 'none' }],
  ['with norm after, without feed-forward', { norm: 'after', feedForward: false }],
];
const STEP = 1e-5;
const tokens = [1, 4, 0, 6, 3];
const targets = [4, 0, 6, 3, 3];

describe('gradients of the transformer', () => {
  it.each(shapes)('%s are those of finite differences', (_, change) => {
    const shape = { ...base, ...change };
    const network = new ReferenceNetwork(shape);
    network.parameters.set(initialTransformer(shape, createRandom('gradients')));
    const random = createRandom('shift');
    for (let k = 0; k < network.parameters.length; k++) network.parameters[k] += 0.2 * (random() - 0.5);
    const share = 1 / targets.length;
    network.backward(tokens, targets, share);
    const gradients = network.gradients.slice();
    const lossAt = (k: number, value: number) => {
      const before = network.parameters[k];
      network.parameters[k] = value;
      const loss = share * network.backward(tokens, targets, 0);
      network.parameters[k] = before;
      return loss;
    };
    for (const { name, offset, length } of parameterTensors(shape)) {
      for (let k = offset; k < offset + length; k += Math.max(1, Math.floor(length / 9))) {
        const value = network.parameters[k];
        const slope = (lossAt(k, value + STEP) - lossAt(k, value - STEP)) / (2 * STEP);
        expect(Math.abs(gradients[k] - slope), `${name}[${k - offset}]`).toBeLessThan(
          1e-8 + 1e-5 * Math.abs(slope),
        );
      }
    }
  });
});
