import { paddedSizes } from './transformer-packing';
import { blockRegion, type TransformerMemory } from './transformer-memory';
import type { TransformerShape } from './shape';
import type { Stage, StageName } from './trace';

/** Regions of the stages that a block keeps as they are, row by row. */
const regions = {
  norm1: 'normed1',
  projection: 'projected',
  added1: 'added1',
  norm2: 'normed2',
  hidden: 'hidden',
  activated: 'activated',
  contracted: 'contracted',
  added2: 'added2',
} as const satisfies Partial<Record<StageName, string>>;
const parts = { query: 0, key: 1, value: 2 } as const;

/** Rows that stand in the kernels' memory. */
interface Rows {
  readonly region: string;
  /** float32 before the first row. */
  readonly skip?: number;
  readonly stride: number;
  /** Columns come in groups of so many, each filled up to so many. */
  readonly group?: readonly [size: number, padded: number];
  /** float32 from one matrix to the next. */
  readonly matrixStride?: number;
}

/** Copies what the kernels computed of a sentence to where its stages have it. */
export class TraceReader {
  readonly #shape: TransformerShape;
  readonly #memory: TransformerMemory;
  readonly #view: (region: string) => Float32Array;

  constructor(shape: TransformerShape, memory: TransformerMemory, view: (region: string) => Float32Array) {
    this.#shape = shape;
    this.#memory = memory;
    this.#view = view;
  }

  /** All stages but those that `isLeftOut`. */
  read(
    tokens: readonly number[],
    stages: readonly Stage[],
    values: Float32Array,
    isWanted: (name: StageName) => boolean,
  ): void {
    for (const stage of stages) {
      if (!isWanted(stage.name)) continue;
      if (stage.name === 'embedding') this.#readEmbedding(tokens, stage, values);
      else this.#copy(this.#rowsOf(stage, tokens.length), stage, values);
    }
  }

  #readEmbedding(tokens: readonly number[], stage: Stage, values: Float32Array): void {
    const stride = paddedSizes(this.#shape).width;
    const first = this.#memory.packing.rows.get('embedding.weight')!;
    const embedding = this.#view('parameters');
    for (const [t, token] of tokens.entries()) {
      const start = first + token * stride;
      values.set(embedding.subarray(start, start + stage.columns), stage.offset + t * stage.columns);
    }
  }

  #rowsOf({ name, block = 0 }: Stage, length: number): Rows {
    const { strides, packing } = this.#memory;
    const sizes = paddedSizes(this.#shape);
    const group = [this.#shape.width / this.#shape.heads, sizes.headWidth] as const;
    const own = (region: string) => blockRegion(block, region);
    switch (name) {
      case 'position':
        if (this.#shape.positions === 'sinusoidal') return { region: 'sinusoids', stride: sizes.width };
        return { region: 'parameters', skip: packing.rows.get('positions.weight'), stride: sizes.width };
      case 'embedding':
      case 'input':
        return { region: 'input', stride: strides.width };
      case 'norm':
        return { region: 'finalNormed', stride: strides.width };
      case 'logits':
      case 'probabilities':
        return { region: 'logits', stride: strides.logits };
      case 'query':
      case 'key':
      case 'value':
        return {
          region: own('queries'),
          skip: parts[name] * sizes.attention,
          stride: strides.queries,
          group,
        };
      case 'mixed':
        return { region: own('mixed'), stride: strides.mixed, group };
      case 'scores':
      case 'attention': {
        const matrixStride = 8 * Math.ceil(length / 8) * strides.shares;
        const region = own(name === 'scores' ? 'scores' : 'shares');
        return { region, stride: strides.shares, matrixStride };
      }
      case 'hidden':
      case 'activated':
        return { region: own(regions[name]), stride: strides.hidden };
      default:
        return { region: own(regions[name]), stride: strides.width };
    }
  }

  #copy(
    { region, skip = 0, stride, group, matrixStride = 0 }: Rows,
    stage: Stage,
    values: Float32Array,
  ): void {
    const source = this.#view(region);
    const [size, paddedSize] = group ?? [stage.columns, stage.columns];
    let target = stage.offset;
    for (let matrix = 0; matrix < stage.matrices; matrix++) {
      for (let row = 0; row < stage.rows; row++) {
        let start = skip + matrix * matrixStride + row * stride;
        for (let column = 0; column < stage.columns; column += size) {
          values.set(source.subarray(start, start + size), target);
          start += paddedSize;
          target += size;
        }
      }
    }
  }
}
