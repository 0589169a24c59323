import { hasMultiplyAdd } from '../backend/generated';
import type { KernelBuild } from '../backend/kernels';
import type { TransformerExports } from './compiled/exports';
import { roundedUp, TransformerMemory, BLOCK } from './compiled/memory';
import { CompiledNetwork } from './compiled/network';
import type { CreateTransformer, StepRule, TransformerModel } from './model';
import { EXPANSION, type TransformerShape } from './shape';
import { sinusoids } from './sinusoids';
import { stagesOf, type Stage, type StageName } from './trace';

const BETA1 = 0.9;
const BETA2 = 0.999;

/** The compiled twin of the reference transformer. */
class WasmTransformer implements TransformerModel {
  readonly shape: TransformerShape;
  readonly build: KernelBuild;
  readonly #kernels: TransformerExports;
  readonly #memory: TransformerMemory;
  readonly #network: CompiledNetwork;
  readonly #parameters: Float32Array;
  /** The betas to the power of the steps so far. */
  #powers: [number, number] = [1, 1];
  #isPacked = false;
  #written: number[] = [];

  constructor(kernels: TransformerExports, build: KernelBuild, shape: TransformerShape, capacity: number) {
    this.shape = shape;
    this.build = build;
    this.#kernels = kernels;
    this.#memory = new TransformerMemory(kernels, shape, capacity);
    this.#network = new CompiledNetwork(kernels, this.#memory, shape);
    const { at, parameterCount } = this.#memory;
    this.#parameters = this.#memory.floats(at.parameters, parameterCount);
    const table = sinusoids(shape.context, shape.width);
    this.#memory.floats(at.positions, table.length).set(table);
  }

  get byteLength(): number {
    return this.#memory.byteLength;
  }

  readParameters(): Float32Array {
    return this.#parameters.slice();
  }

  writeParameters(values: Float32Array): void {
    const { length } = this.#parameters;
    if (values.length !== length) {
      throw new RangeError(`parameters: expected ${length} numbers, got ${values.length}`);
    }
    this.#parameters.set(values);
    this.#isPacked = false;
  }

  readGradients(): Float32Array {
    return this.#memory.floats(this.#memory.at.gradients, this.#parameters.length).slice();
  }

  /** The two powers in float64, then both running means. */
  get optimizerState(): Uint8Array | undefined {
    if (this.#powers[0] === 1) return undefined;
    const means = this.#means;
    const state = new Uint8Array(16 + 8 * this.#parameters.length);
    new Float64Array(state.buffer, 0, 2).set(this.#powers);
    means.forEach((mean, k) =>
      new Float32Array(state.buffer, 16 + k * mean.byteLength, mean.length).set(mean),
    );
    return state;
  }

  set optimizerState(state: Uint8Array | undefined) {
    const means = this.#means;
    if (!state) {
      this.#powers = [1, 1];
      for (const mean of means) mean.fill(0);
      return;
    }
    const bytes = state.slice().buffer;
    const [first, second] = new Float64Array(bytes, 0, 2);
    this.#powers = [first, second];
    means.forEach((mean, k) => mean.set(new Float32Array(bytes, 16 + k * mean.byteLength, mean.length)));
  }

  gradient(windows: Int32Array, count: number): number {
    this.#pack();
    const { at, windowsTogether } = this.#memory;
    const length = windows.length / count - 1;
    const share = 1 / (count * length);
    this.#memory.floats(at.gradients, this.#parameters.length + BLOCK).fill(0);
    let loss = 0;
    for (let first = 0; first < count; first += windowsTogether) {
      const together = Math.min(windowsTogether, count - first);
      const tokens = this.#memory.integers(at.tokens, together * length);
      const targets = this.#memory.integers(at.targets, together * length);
      for (let k = 0; k < together; k++) {
        const start = (first + k) * (length + 1);
        tokens.set(windows.subarray(start, start + length), k * length);
        targets.set(windows.subarray(start + 1, start + length + 1), k * length);
      }
      this.#network.forward(together, length, false);
      loss += this.#network.backward(together, length, share);
    }
    return share * loss;
  }

  train(windows: Int32Array, count: number, { learningRate, weightDecay, clipNorm }: StepRule): number {
    const loss = this.gradient(windows, count);
    const { at } = this.#memory;
    const numbers = roundedUp(this.#parameters.length, 4);
    const norm = clipNorm > 0 ? Math.sqrt(this.#kernels.sumOfSquares(at.gradients, numbers)) : 0;
    const [first, second] = this.#powers;
    const powers: [number, number] = [first * BETA1, second * BETA2];
    this.#powers = powers;
    this.#kernels.adamw(
      at.parameters,
      at.gradients,
      at.first,
      at.second,
      numbers,
      clipNorm > 0 ? Math.min(1, clipNorm / (norm + 1e-6)) : 1,
      learningRate / (1 - powers[0]),
      1 / Math.sqrt(1 - powers[1]),
      1 - learningRate * weightDecay,
    );
    this.#isPacked = false;
    return loss;
  }

  trace(tokens: readonly number[], values: Float32Array): void {
    this.#read(tokens, true);
    const { at, logitStride } = this.#memory;
    const { vocabulary } = this.shape;
    this.#kernels.softmax(at.probabilities, at.logits, logitStride, tokens.length, vocabulary);
    for (const stage of stagesOf(this.shape, tokens.length)) {
      const to = values.subarray(stage.offset, stage.offset + stage.matrices * stage.rows * stage.columns);
      if (stage.name === 'embedding') this.#embedding(to, tokens);
      else this.#copyStage(to, stage);
    }
  }

  begin(): void {
    this.#written = [];
  }

  append(token: number): Float32Array {
    const { context, vocabulary, mask } = this.shape;
    const count = this.#written.length;
    if (count === context) throw new RangeError(`tokens: expected at most ${context}, got one more`);
    this.#written.push(token);
    const { at, logitStride } = this.#memory;
    if (mask) {
      this.#pack();
      this.#network.append(token, count);
      return this.#memory.floats(at.logits, vocabulary);
    }
    this.#read(this.#written, false);
    return this.#memory.floats(at.logits + count * logitStride, vocabulary);
  }

  /** One sentence through all layers. */
  #read(tokens: readonly number[], isTraced: boolean): void {
    this.#pack();
    this.#memory.integers(this.#memory.at.tokens, tokens.length).set(tokens);
    this.#network.forward(1, tokens.length, isTraced);
  }

  #pack(): void {
    if (!this.#isPacked) this.#network.pack();
    this.#isPacked = true;
  }

  get #means(): readonly Float32Array[] {
    const { at } = this.#memory;
    return [at.first, at.second].map((place) => this.#memory.floats(place, this.#parameters.length));
  }

  #embedding(to: Float32Array, tokens: readonly number[]): void {
    const { width } = this.shape;
    tokens.forEach((token, t) =>
      to.set(this.#parameters.subarray(token * width, (token + 1) * width), t * width),
    );
  }

  /** Copies row by row what stands in the memory with other distances between rows. */
  #copyStage(to: Float32Array, { name, block, matrices, rows, columns }: Stage): void {
    const { address, stride } = this.#placeOf(name, block, rows);
    for (let row = 0; row < matrices * rows; row++) {
      to.set(this.#memory.floats(address + row * stride, columns), row * columns);
    }
  }

  #placeOf(name: StageName, block: number | undefined, length: number): { address: number; stride: number } {
    const { at, blocks, logitStride } = this.#memory;
    const row = 4 * this.shape.width;
    if (block === undefined) {
      switch (name) {
        case 'position':
          return { address: this.#network.positions, stride: row };
        case 'logits':
        case 'probabilities':
          return { address: at[name], stride: logitStride };
        case 'norm':
          return { address: at.norm, stride: row };
        default:
          return { address: at.input, stride: row };
      }
    }
    const own = blocks[block];
    switch (name) {
      case 'query':
        return { address: own.projected, stride: 3 * row };
      case 'key':
        return { address: own.projected + row, stride: 3 * row };
      case 'value':
        return { address: own.projected + 2 * row, stride: 3 * row };
      case 'scores':
      case 'attention':
        return { address: own[name], stride: 4 * roundedUp(length, BLOCK) };
      case 'hidden':
      case 'activated':
        return { address: own[name], stride: EXPANSION * row };
      case 'norm1':
      case 'mixed':
      case 'projection':
      case 'added1':
      case 'norm2':
      case 'contracted':
      case 'added2':
        return { address: own[name], stride: row };
      default:
        throw new RangeError(`stage: expected one of a block, got ${name}`);
    }
  }
}

/** Transformers of a compiled build; each has an instance with a memory of its own. */
export function wasmTransformer(module: WebAssembly.Module, build: KernelBuild): CreateTransformer {
  return (shape, capacity) => {
    const exports = new WebAssembly.Instance(module).exports as unknown as TransformerExports;
    return new WasmTransformer(exports, build, shape, capacity);
  };
}

/**
 * Transformers of the fastest build that runs here.
 * @param load gives a build's bytes
 * @throws {WebAssembly.CompileError} where there is no SIMD; referenceTransformer runs everywhere.
 */
export async function loadTransformer(
  load: (build: KernelBuild) => BufferSource | Promise<BufferSource>,
): Promise<CreateTransformer> {
  const build = hasMultiplyAdd() ? 'multiplyAdd' : 'plain';
  return wasmTransformer(await WebAssembly.compile(await load(build)), build);
}
