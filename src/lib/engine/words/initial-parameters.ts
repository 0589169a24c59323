import { uniform, type RandomStream } from '../random';
import { parameterCountOf, parameterTensors, type TransformerShape } from './shape';

/** Half the width of a uniform distribution whose standard deviation is 1. */
const UNIT_LIMIT = Math.sqrt(3);

/**
 * The parameters a transformer begins with, drawn tensor by tensor: vectors of tokens and positions with standard
 * deviation 1, weights of linear layers as torch.nn.Linear has them; biases are 0 and scales of norms 1, undrawn.
 */
export function initialTransformer(shape: TransformerShape, random: RandomStream): Float32Array {
  const parameters = new Float32Array(parameterCountOf(shape));
  for (const { name, shape: sizes, offset, length } of parameterTensors(shape)) {
    const isVector = name === 'embedding.weight' || name === 'positions.weight';
    if (sizes.length === 1) {
      parameters.fill(name.endsWith('.weight') ? 1 : 0, offset, offset + length);
      continue;
    }
    const limit = isVector ? UNIT_LIMIT : 1 / Math.sqrt(sizes[1]);
    for (let k = offset; k < offset + length; k++) parameters[k] = uniform(random, -limit, limit);
  }
  return parameters;
}
