import { activationCost } from './activation-code';
import { type GeneratedShape, layersOf, vectorsFor } from './shape';

/**
 * Vector instructions of one batch in the two layouts, counted roughly: products forward, backward and of
 * the gradient, activations, and what follows from the layout (sums over lanes; transposed copies). Sums
 * over four lanes are 9 instructions for 4 parameters, a transposed copy 8 for 16. A network without hidden
 * layers has samples across lanes.
 */
export function layoutCosts(shape: GeneratedShape): { samples: number; neurons: number } {
  const layers = layersOf(shape);
  const vectors = vectorsFor(shape.batchSize);
  let [samples, neurons] = [0, layers.length > 1 ? 0 : Infinity];
  layers.forEach(({ inputs, outputs, activation }, index) => {
    const isOutput = index === layers.length - 1;
    const backward = index > 0 ? 1 : 0;
    samples += vectors * (inputs * outputs * (2 + backward) + outputs * (activationCost[activation] + 3));
    samples += (9 / 4) * (inputs + 1) * outputs;
    const [rows, columns] = [vectorsFor(outputs), vectorsFor(inputs)];
    if (isOutput) {
      neurons += shape.batchSize * columns * 3 + vectors * (9 + activationCost[activation]);
    } else {
      const products = 2 * inputs * rows + backward * outputs * columns;
      neurons += shape.batchSize * (products + rows * (activationCost[activation] + 3));
      neurons += backward * 8 * rows * columns;
    }
  });
  return { samples, neurons };
}
