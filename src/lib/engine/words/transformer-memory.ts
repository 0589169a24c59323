import { layOutArena, type ArenaLayout, type RegionSpec } from '../arena';
import { padded, packingOf, paddedSizes, type Packing } from './transformer-packing';
import { recordsLength } from './transformer-plan';
import type { TransformerShape } from './shape';

/** Tokens worked on at a time: so few that their numbers stay in a processor's caches, so many that weights do. */
const ROWS_AT_ONCE = 64;
const FLOATS_PER_LINE = 16;
/** In float32: the two float64 before the moments, all of which are one region so that they are copied in one go. */
export const POWERS_LENGTH = 4;

/**
 * From one row to the next, in float32: an odd number of cache lines, so that a column's numbers are spread over all
 * sets of a cache.
 */
const strideOf = (columns: number) => FLOATS_PER_LINE * (Math.ceil(columns / FLOATS_PER_LINE) | 1);

/** What one transformer takes of the kernels' memory. */
export interface TransformerMemory {
  readonly layout: ArenaLayout<string>;
  readonly packing: Packing;
  /** In float32. */
  readonly strides: Readonly<Record<'width' | 'queries' | 'mixed' | 'hidden' | 'logits' | 'shares', number>>;
  readonly windowsAtOnce: number;
}

/** Lays out the memory of a transformer. */
export function layOutTransformer(shape: TransformerShape, capacity: number): TransformerMemory {
  const { blocks, heads, context, width } = shape;
  const sizes = paddedSizes(shape);
  const packing = packingOf(shape);
  const strides = {
    width: strideOf(sizes.width),
    queries: strideOf(3 * sizes.attention),
    mixed: strideOf(sizes.attention),
    hidden: strideOf(sizes.hidden),
    logits: strideOf(sizes.vocabulary),
    shares: strideOf(sizes.context),
  };
  const windowsAtOnce = Math.max(1, Math.min(capacity, Math.floor(ROWS_AT_ONCE / sizes.context)));
  const rows = windowsAtOnce * sizes.context;
  const float32 = (...shape: number[]): RegionSpec => ({ type: 'float32', shape });
  const table: Record<string, RegionSpec> = {
    records: {
      type: 'int32',
      shape: [
        recordsLength({
          plan: 1,
          block: blocks,
          linear: 1 + 4 * blocks,
          norm: 1 + 2 * blocks,
          tensor: packing.tensors.length,
        }),
      ],
    },
    windows: { type: 'int32', shape: [capacity, context + 1] },
    dense: float32(packing.tensors.reduce((sum, { rows, columns }) => sum + rows * columns, 0)),
    parameters: float32(packing.length),
    gradients: float32(packing.length),
    optimizer: float32(POWERS_LENGTH + 2 * packing.length),
    transposed: float32(packing.transposedLength),
    sinusoids: float32(context, sizes.width),
    input: float32(rows, strides.width),
    finalNormed: float32(rows, strides.width),
    finalStatistics: float32(rows, 2),
    logits: float32(rows, strides.logits),
    inputSlopes: float32(rows, strides.width),
    normSlopes: float32(rows, strides.width),
    queriesSlopes: float32(rows, strides.queries),
    mixedSlopes: float32(rows, strides.mixed),
    hiddenSlopes: float32(rows, strides.hidden),
    scoresSlopes: float32(sizes.context, strides.shares),
    keyPanels: float32(sizes.context, sizes.headWidth),
    valuePanels: float32(sizes.context, sizes.headWidth),
    readInput: float32(padded(width)),
    readNormed: float32(sizes.width),
    readQueries: float32(3 * sizes.attention),
    readMixed: float32(sizes.attention),
    readHidden: float32(sizes.hidden),
    readShares: float32(sizes.context),
  };
  const hasHidden = shape.activation === 'gelu';
  for (let b = 0; b < blocks; b++) {
    const own: Record<string, RegionSpec> = {
      normed1: float32(rows, strides.width),
      statistics1: float32(rows, 2),
      queries: float32(rows, strides.queries),
      shares: float32(windowsAtOnce, heads, sizes.context, strides.shares),
      mixed: float32(rows, strides.mixed),
      added1: float32(rows, strides.width),
      normed2: float32(rows, strides.width),
      statistics2: float32(rows, 2),
      hidden: float32(hasHidden ? rows : sizes.context, strides.hidden),
      activated: float32(rows, strides.hidden),
      added2: float32(rows, strides.width),
      scores: float32(heads, sizes.context, strides.shares),
      projected: float32(sizes.context, strides.width),
      contracted: float32(sizes.context, strides.width),
      cachedKeys: float32(sizes.context, sizes.attention),
      cachedValues: float32(sizes.context, sizes.attention),
    };
    for (const [name, region] of Object.entries(own)) table[blockRegion(b, name)] = region;
  }
  return { layout: layOutArena(table), packing, strides, windowsAtOnce };
}

/** The name of a block's own region. */
export const blockRegion = (block: number, name: string) => `blocks.${block}.${name}`;
