import { hasMultiplyAdd } from '../backend/generated';
import type { KernelBuild } from '../backend/kernels';
import { reserve } from '../backend/reserve';
import { compileKernels } from '../backend/wasm';
import type { CreateTransformer, StepRule, TransformerModel } from './model';
import { parameterCountOf, type TransformerShape } from './shape';
import { sinusoids } from './sinusoids';
import { StageLayouts } from './trace';
import type { TransformerKernels } from './transformer-kernels';
import { layOutTransformer, type TransformerMemory } from './transformer-memory';
import { paddedSizes } from './transformer-packing';
import { writeRecords } from './transformer-records';
import { TraceReader } from './transformer-trace';

class WasmTransformer implements TransformerModel {
  readonly shape: TransformerShape;
  readonly layouts: StageLayouts;
  readonly build: KernelBuild;
  readonly #kernels: TransformerKernels;
  readonly #capacity: number;
  readonly #memory: TransformerMemory;
  readonly #base: number;
  readonly #plan: number;
  readonly #traces: TraceReader;
  readonly #windows: Int32Array;
  /** β₁ᵗ and β₂ᵗ after t steps, and with the moments after them. */
  readonly #powers: Float64Array;
  readonly #optimizer: Uint8Array;
  /** What has been read of a text being written. */
  #read: number[] = [];

  constructor(module: WebAssembly.Module, build: KernelBuild, shape: TransformerShape, capacity: number) {
    this.shape = shape;
    this.layouts = new StageLayouts(shape);
    this.build = build;
    this.#capacity = capacity;
    this.#kernels = new WebAssembly.Instance(module).exports as unknown as TransformerKernels;
    this.#memory = layOutTransformer(shape, capacity);
    const { regions, byteLength } = this.#memory.layout;
    this.#base = reserve(this.#kernels, byteLength);
    const { buffer } = this.#kernels.memory;
    this.#plan = writeRecords(shape, this.#memory, buffer, this.#base);
    this.#windows = new Int32Array(buffer, this.#base + regions.windows.offset, regions.windows.length);
    const { offset, length } = regions.optimizer;
    this.#powers = new Float64Array(buffer, this.#base + offset, 2).fill(1);
    this.#optimizer = new Uint8Array(buffer, this.#base + offset, 4 * length);
    this.#traces = new TraceReader(shape, this.#memory, (region) => this.#view(region));
    const { width } = paddedSizes(shape);
    const waves = sinusoids(shape.context, shape.width);
    const rows = this.#view('sinusoids');
    for (let t = 0; t < shape.context; t++) {
      rows.set(waves.subarray(t * shape.width, (t + 1) * shape.width), t * width);
    }
  }

  get byteLength(): number {
    return this.#kernels.memory.buffer.byteLength;
  }

  readParameters(): Float32Array {
    this.#kernels.unpackParameters(this.#plan);
    return this.#view('dense').slice();
  }

  writeParameters(values: Float32Array): void {
    const count = parameterCountOf(this.shape);
    if (values.length !== count) {
      throw new RangeError(`parameters: expected ${count} numbers, got ${values.length}`);
    }
    // What fills up the packed ones may hold what was no number; the kernels write all else before they read it.
    this.#view('parameters').fill(0);
    this.#view('dense').set(values);
    this.#kernels.pack(this.#plan);
  }

  readGradients(): Float32Array {
    this.#kernels.unpackGradients(this.#plan);
    return this.#view('dense').slice();
  }

  get optimizerState(): Uint8Array | undefined {
    return this.#powers[0] === 1 ? undefined : this.#optimizer.slice();
  }

  set optimizerState(state: Uint8Array | undefined) {
    const { length } = this.#optimizer;
    if (state && state.length !== length) {
      throw new RangeError(`optimizer state: expected ${length} bytes, got ${state.length}`);
    }
    if (state) {
      this.#optimizer.set(state);
    } else {
      this.#optimizer.fill(0);
      this.#powers.fill(1);
    }
  }

  gradient(windows: Int32Array, count: number): number {
    return this.#kernels.gradient(this.#plan, count, this.#takeWindows(windows, count));
  }

  train(windows: Int32Array, count: number, { learningRate, weightDecay, clipNorm }: StepRule): number {
    const length = this.#takeWindows(windows, count);
    return this.#kernels.train(this.#plan, count, length, learningRate, weightDecay, clipNorm);
  }

  trace(tokens: readonly number[], values: Float32Array): void {
    const stages = this.layouts.of(tokens.length);
    const isProbabilities = (name: string) => name === 'probabilities';
    this.#checkLength(tokens.length);
    this.#windows.set(tokens);
    this.#kernels.trace(this.#plan, tokens.length);
    this.#traces.read(tokens, stages, values, (name) => !isProbabilities(name));
    this.#kernels.probabilities(this.#plan, tokens.length);
    this.#traces.read(tokens, stages, values, isProbabilities);
  }

  begin(): void {
    this.#read = [];
  }

  append(token: number): Float32Array {
    const place = this.#read.length;
    this.#checkLength(place + 1);
    this.#read.push(token);
    const { vocabulary, mask } = this.shape;
    const logits = this.#view('logits');
    if (mask) {
      this.#kernels.read(this.#plan, token, place);
      return logits.subarray(0, vocabulary);
    }
    this.#windows.set(this.#read);
    this.#kernels.respond(this.#plan, place + 1);
    const start = place * this.#memory.strides.logits;
    return logits.subarray(start, start + vocabulary);
  }

  /** @returns how many inputs each window has */
  #takeWindows(windows: Int32Array, count: number): number {
    const length = windows.length / count - 1;
    if (!(
      Number.isInteger(length) &&
      length > 0 &&
      length <= this.shape.context &&
      count <= this.#capacity
    )) {
      const most = `at most ${this.#capacity} windows of at most ${this.shape.context + 1} tokens`;
      throw new RangeError(`windows: expected ${most}, got ${count} in ${windows.length} tokens`);
    }
    this.#windows.set(windows);
    return length;
  }

  #checkLength(length: number): void {
    if (length <= this.shape.context) return;
    throw new RangeError(`tokens: expected at most ${this.shape.context}, got ${length}`);
  }

  #view(region: string): Float32Array {
    const { offset, length } = this.#memory.layout.regions[region];
    return new Float32Array(this.#kernels.memory.buffer, this.#base + offset, length);
  }
}

/** Transformers of a compiled build; each has an instance and a memory of its own. */
export function wasmTransformer(module: WebAssembly.Module, build: KernelBuild): CreateTransformer {
  return (shape, capacity) => new WasmTransformer(module, build, shape, capacity);
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
  return wasmTransformer(await compileKernels(await load(build)), build);
}
