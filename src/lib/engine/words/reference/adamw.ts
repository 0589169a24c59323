import type { StepRule } from '../model';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** AdamW's running numbers: two means for each parameter, and the betas' powers. */
export class AdamW {
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #powers = Float64Array.of(1, 1);
  #hasBegun = false;

  constructor(count: number) {
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
  }

  /** One step, as torch.optim.AdamW; the gradient is clipped before, as torch.nn.utils.clip_grad_norm_ does. */
  step(parameters: Float64Array, gradients: Float64Array, rule: StepRule): void {
    const { learningRate, weightDecay, clipNorm } = rule;
    const length = Math.sqrt(gradients.reduce((sum, gradient) => sum + gradient * gradient, 0));
    const share = clipNorm > 0 ? Math.min(1, clipNorm / (length + 1e-6)) : 1;
    this.#hasBegun = true;
    this.#powers[0] *= BETA1;
    this.#powers[1] *= BETA2;
    const [power1, power2] = this.#powers;
    for (let k = 0; k < parameters.length; k++) {
      const gradient = share * gradients[k];
      this.#first[k] = BETA1 * this.#first[k] + (1 - BETA1) * gradient;
      this.#second[k] = BETA2 * this.#second[k] + (1 - BETA2) * gradient * gradient;
      const size = Math.sqrt(this.#second[k] / (1 - power2)) + EPSILON;
      const decayed = parameters[k] - learningRate * weightDecay * parameters[k];
      // In single precision, as checkpoints hold them: a run goes on from one exactly.
      parameters[k] = Math.fround(decayed - (learningRate * this.#first[k]) / (1 - power1) / size);
    }
  }

  get state(): Uint8Array | undefined {
    if (!this.#hasBegun) return undefined;
    const all = Float64Array.from([...this.#powers, ...this.#first, ...this.#second]);
    return new Uint8Array(all.buffer);
  }

  set state(bytes: Uint8Array | undefined) {
    this.#hasBegun = bytes !== undefined;
    const count = this.#first.length;
    const all = bytes ? new Float64Array(bytes.slice().buffer) : Float64Array.of(1, 1);
    this.#powers.set(all.subarray(0, 2));
    this.#first.fill(0).set(all.subarray(2, 2 + count));
    this.#second.fill(0).set(all.subarray(2 + count));
  }
}
