import { ADAM_BETA1, ADAM_BETA2, optimizers, type Moving } from '../optimizers';
import { regularizers } from '../regularizers';
import { entryOf, type ReferenceNetwork } from './reference-network';
import type { Plan, Rule } from './plan';

/** Keeps a limit from dividing by 0, as torch.nn.utils.clip_grad_norm_ does. */
const NORM_GUARD = 1e-6;

/** One update of all parameters by their gradients: limit, L2's decay of the weights, optimizer, L1's step on them. */
export function update(network: ReferenceNetwork, buffer: ArrayBuffer, plan: Plan, rule: Rule): void {
  const { parameters, gradients } = network;
  if (rule.clipNorm > 0) limitNorm(gradients, rule.clipNorm);

  const { decay, shrink } = entryOf(regularizers, rule.regularization);
  const penaltyStep = rule.learningRate * rule.regularizationRate;
  network.changeWeights((weight) => decay(weight, penaltyStep));

  const powers = new Float64Array(buffer, plan.powers, 2);
  powers[0] *= ADAM_BETA1;
  powers[1] *= ADAM_BETA2;
  const settings = { ...rule, firstCorrection: 1 - powers[0], secondCorrection: 1 - powers[1] };
  const optimizer = entryOf(optimizers, rule.optimizer);
  const firsts = new Float32Array(buffer, plan.moments, parameters.length);
  const seconds = new Float32Array(buffer, plan.moments + plan.packedBytes, parameters.length);
  for (let p = 0; p < parameters.length; p++) {
    const moving: Moving = { value: parameters[p], first: firsts[p], second: seconds[p] };
    optimizer.update(moving, gradients[p], settings);
    parameters[p] = moving.value;
    firsts[p] = moving.first;
    seconds[p] = moving.second;
  }

  network.changeWeights((weight) => shrink(weight, penaltyStep));
}

function limitNorm(gradients: Float32Array, limit: number): void {
  const norm = Math.sqrt(gradients.reduce((sum, gradient) => sum + gradient * gradient, 0));
  const factor = limit / (norm + NORM_GUARD);
  if (factor < 1) for (let p = 0; p < gradients.length; p++) gradients[p] *= factor;
}
