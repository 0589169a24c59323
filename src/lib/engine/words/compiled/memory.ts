import { layOutArena, type RegionSpec } from '../../arena';
import { EXPANSION, parameterCountOf, type TransformerShape } from '../shape';
import type { TransformerExports } from './exports';

const PAGE_BYTES = 65_536;
/** Rows of 8, and how far kernels may read beyond an array of parameters. */
export const BLOCK = 8;
/** About so many rows go through all layers together: enough for whole tiles, few enough to stay near the processor. */
const ROWS_TOGETHER = 128;

export const roundedUp = (count: number, multiple: number) => Math.ceil(count / multiple) * multiple;

/** Regions of which there is one. */
type Single =
  | 'parameters'
  | 'gradients'
  | 'first'
  | 'second'
  | 'positions'
  | 'zeros'
  | 'tokens'
  | 'targets'
  | 'input'
  | 'norm'
  | 'statistics'
  | 'logits'
  | 'probabilities'
  | 'branch'
  | 'd'
  | 'dInner'
  | 'dProjected'
  | 'dHidden'
  | 'scratch';
/** Regions of which each block has one; those that only a trace or a written token uses have fewer rows. */
type OfBlock =
  | 'norm1'
  | 'statistics1'
  | 'projected'
  | 'projectedBias'
  | 'attention'
  | 'scores'
  | 'mixed'
  | 'projection'
  | 'added1'
  | 'norm2'
  | 'statistics2'
  | 'hidden'
  | 'activated'
  | 'contracted'
  | 'added2'
  | 'keys'
  | 'values';
export type BlockAddresses = Readonly<Record<OfBlock, number>>;

/** The memory of one transformer: parameters, what is computed on the way, and room to work in. */
export class TransformerMemory {
  /** Windows that go through all layers together. */
  readonly windowsTogether: number;
  readonly parameterCount: number;
  /** Bytes from one row of logits to the next. */
  readonly logitStride: number;
  readonly byteLength: number;
  readonly at: Readonly<Record<Single, number>>;
  readonly blocks: readonly BlockAddresses[];
  readonly buffer: ArrayBuffer;
  #free: number;
  readonly #end: number;

  constructor(exports: TransformerExports, shape: TransformerShape, capacity: number) {
    const { vocabulary: V, context: T, width: C, heads: H } = shape;
    const F = EXPANSION * C;
    const room = roundedUp(T, BLOCK);
    this.windowsTogether = Math.min(capacity, Math.max(1, Math.round(ROWS_TOGETHER / T)));
    this.parameterCount = parameterCountOf(shape);
    const N = this.windowsTogether * T;
    const P = this.parameterCount + BLOCK;
    const V8 = roundedUp(V, BLOCK);
    this.logitStride = 4 * V8;
    const depth = roundedUp(C / H, BLOCK);
    const single: Record<Single, readonly number[]> = {
      parameters: [P],
      gradients: [P],
      first: [P],
      second: [P],
      positions: [T, C],
      zeros: [Math.max(F, V8)],
      tokens: [N],
      targets: [N],
      input: [N, C],
      norm: [N, C],
      statistics: [N, 2],
      logits: [N, V8],
      probabilities: [T, V8],
      branch: [N, C],
      d: [N, C],
      dInner: [N, C],
      dProjected: [N, 3 * C],
      dHidden: [N, F],
      scratch: [5 * room * (room + depth)],
    };
    const ofBlock: Record<OfBlock, readonly number[]> = {
      norm1: [N, C],
      statistics1: [N, 2],
      projected: [N, 3 * C],
      projectedBias: [3 * C],
      attention: [this.windowsTogether, H, T, room],
      scores: [H, T, room],
      mixed: [N, C],
      projection: [T, C],
      added1: [N, C],
      norm2: [N, C],
      statistics2: [N, 2],
      hidden: shape.activation === 'gelu' ? [N, F] : [T, F],
      activated: [N, F],
      contracted: [T, C],
      added2: [N, C],
      keys: [T, C],
      values: [T, C],
    };
    const float32 = (sizes: readonly number[]): RegionSpec => ({ type: 'float32', shape: sizes });
    const table: Record<string, RegionSpec> = {};
    for (const [name, sizes] of Object.entries(single)) table[name] = float32(sizes);
    for (let b = 0; b < shape.blocks; b++) {
      for (const [name, sizes] of Object.entries(ofBlock)) table[`${name} ${b}`] = float32(sizes);
    }
    // Each linear layer twice: its weights' rows and columns as panels.
    const linears = shape.blocks * (4 * C * C + (shape.feedForward ? 2 * C * F : 0)) + C * V8;
    table.panels = float32([2 * linears + 64 * shape.blocks]);
    const { byteLength, regions } = layOutArena(table);
    this.byteLength = byteLength;
    const base = roundedUp(exports.heapBase(), 16);
    growTo(exports.memory, base + byteLength);
    this.buffer = exports.memory.buffer;
    const place = (name: string) => base + regions[name].offset;
    this.at = Object.fromEntries(Object.keys(single).map((name) => [name, place(name)])) as Record<
      Single,
      number
    >;
    this.blocks = Array.from(
      { length: shape.blocks },
      (_, b) =>
        Object.fromEntries(
          Object.keys(ofBlock).map((name) => [name, place(`${name} ${b}`)]),
        ) as unknown as BlockAddresses,
    );
    this.#free = place('panels');
    this.#end = this.#free + 4 * regions.panels.length;
  }

  /** Room for panels of weights; every layer takes its own once. */
  take(numbers: number): number {
    const place = this.#free;
    this.#free += 4 * roundedUp(numbers, 4);
    if (this.#free > this.#end) throw new RangeError(`panels: expected room for ${numbers} more numbers`);
    return place;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.buffer, address, length);
  }
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch {
    throw new RangeError(`memory: expected a model that fits into what there is, got one of ${bytes} bytes`);
  }
}
