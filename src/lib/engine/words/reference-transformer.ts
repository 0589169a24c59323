import type { CreateTransformer, StepRule, TransformerModel } from './model';
import { AdamW } from './reference/adamw';
import { ReferenceNetwork } from './reference/network';
import type { TransformerShape } from './shape';
import { StageLayouts } from './trace';

/** The plain loops that say what a transformer computes: slow, in float64, and everywhere to be had. */
class ReferenceTransformer implements TransformerModel {
  readonly shape: TransformerShape;
  readonly layouts: StageLayouts;
  readonly #network: ReferenceNetwork;
  readonly #optimizer: AdamW;
  #written: number[] = [];

  constructor(shape: TransformerShape) {
    this.shape = shape;
    this.layouts = new StageLayouts(shape);
    this.#network = new ReferenceNetwork(shape);
    this.#optimizer = new AdamW(this.#network.parameters.length);
  }

  /** Parameters, gradients and two running means. */
  get byteLength(): number {
    return 4 * this.#network.parameters.byteLength;
  }

  readParameters(): Float32Array {
    return Float32Array.from(this.#network.parameters);
  }

  writeParameters(values: Float32Array): void {
    const { parameters } = this.#network;
    if (values.length !== parameters.length) {
      throw new RangeError(`parameters: expected ${parameters.length} numbers, got ${values.length}`);
    }
    parameters.set(values);
  }

  readGradients(): Float32Array {
    return Float32Array.from(this.#network.gradients);
  }

  get optimizerState(): Uint8Array | undefined {
    return this.#optimizer.state;
  }

  set optimizerState(state: Uint8Array | undefined) {
    this.#optimizer.state = state;
  }

  gradient(windows: Int32Array, count: number): number {
    this.#network.gradients.fill(0);
    const length = windows.length / count;
    const share = 1 / (count * (length - 1));
    let loss = 0;
    for (let start = 0; start < windows.length; start += length) {
      const window = windows.subarray(start, start + length);
      loss += this.#network.backward(window.subarray(0, -1), window.subarray(1), share);
    }
    return share * loss;
  }

  train(windows: Int32Array, count: number, rule: StepRule): number {
    const loss = this.gradient(windows, count);
    const { parameters, gradients } = this.#network;
    this.#optimizer.step(parameters, gradients, rule);
    return loss;
  }

  trace(tokens: readonly number[], values: Float32Array): void {
    const stages = this.#network.forward(tokens);
    for (const { name, block, offset } of this.layouts.of(tokens.length)) {
      values.set(stages.get(name, block), offset);
    }
  }

  begin(): void {
    this.#written = [];
  }

  append(token: number): Float32Array {
    const { context, vocabulary } = this.shape;
    if (this.#written.length === context) {
      throw new RangeError(`tokens: expected at most ${context}, got one more`);
    }
    this.#written.push(token);
    return Float32Array.from(this.#network.forward(this.#written).get('logits').slice(-vocabulary));
  }
}

export const referenceTransformer: CreateTransformer = (shape) => new ReferenceTransformer(shape);
