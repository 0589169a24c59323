// The int32 records that describe a transformer to the kernels. Their fields stand in the order of
// src/lib/engine/words/transformer-plan.ts, which writes them. Positions are byte offsets in memory, strides bytes
// from one row to the next. Sizes called padded are multiples of 8; what fills them up is zero.

export const BEFORE: i32 = 1;
export const AFTER: i32 = 2;

@unmanaged
export class Linear {
  /** Padded. */
  inputs: i32;
  /** Padded. */
  outputs: i32;
  /** [outputs / 8][inputs][8] */
  weights: usize;
  /** [outputs] */
  biases: usize;
  /** The same weights as [inputs / 8][outputs][8]. */
  transposed: usize;
}

@unmanaged
export class Norm {
  /** [rows][width] */
  source: usize;
  target: usize;
  /** [width] */
  scales: usize;
  /** [width] */
  shifts: usize;
  /** [rows][2]: 1 / standard deviation, −mean / standard deviation. */
  statistics: usize;
}

@unmanaged
export class Block {
  norm1: usize;
  norm2: usize;
  attention: usize;
  projection: usize;
  expand: usize;
  contract: usize;
  /** What goes into the block, [rows][width]. */
  input: usize;
  /** What queries, keys and values are made of. */
  attentionInput: usize;
  /** [rows][3 · attentionWidth]: queries, keys, values; heads beside each other. */
  queries: usize;
  /** [window][head][row][column] */
  shares: usize;
  mixed: usize;
  added1: usize;
  /** What the feed-forward layer is added to. */
  middle: usize;
  forwardInput: usize;
  /** Before the activation; of GELU, or when traced. */
  hidden: usize;
  activated: usize;
  added2: usize;
  // What only a trace shows.
  scores: usize;
  projected: usize;
  contracted: usize;
  // Keys and values of the tokens that have been read: [context][attentionWidth] each.
  cachedKeys: usize;
  cachedValues: usize;
}

@unmanaged
export class Tensor {
  /** Of the dense parameters, in bytes. */
  dense: i32;
  /** Of the packed parameters. */
  packed: usize;
  rows: i32;
  columns: i32;
  /** Whether it is packed as [rows / 8][columns][8], or else row by row. */
  isPanels: i32;
  /** Padded columns. */
  packedColumns: i32;
  // Rows, or columns, come in groups of so many, each filled up to so many.
  rowGroup: i32;
  paddedRowGroup: i32;
  columnGroup: i32;
  paddedColumnGroup: i32;
}

@unmanaged
export class Plan {
  width: i32;
  paddedWidth: i32;
  heads: i32;
  headWidth: i32;
  paddedHeadWidth: i32;
  /** heads · paddedHeadWidth */
  attentionWidth: i32;
  hiddenWidth: i32;
  vocabulary: i32;
  paddedVocabulary: i32;
  blockCount: i32;
  isMasked: i32;
  hasFeedForward: i32;
  isGelu: i32;
  normPlace: i32;
  hasPositions: i32;
  learnsPositions: i32;
  /** Windows worked on at a time. */
  windowsAtOnce: i32;
  widthStride: i32;
  queriesStride: i32;
  mixedStride: i32;
  hiddenStride: i32;
  logitsStride: i32;
  sharesStride: i32;
  parameters: usize;
  /** Bytes of the packed parameters. */
  parameterBytes: usize;
  /** From a parameter to its gradient, in bytes, and to the two moments of it. */
  toGradients: usize;
  toFirst: usize;
  toSecond: usize;
  /** Two float64: β₁ᵗ and β₂ᵗ after t steps. */
  powers: usize;
  /** [vocabulary][padded width] */
  embedding: usize;
  /** [context][padded width] */
  positions: usize;
  /** Token ids, int32. */
  windows: usize;
  logits: usize;
  // Derivatives of the loss.
  inputSlopes: usize;
  normSlopes: usize;
  queriesSlopes: usize;
  mixedSlopes: usize;
  hiddenSlopes: usize;
  scoresSlopes: usize;
  /** Of one head: [context / 8][padded head width][8]. */
  keyPanels: usize;
  valuePanels: usize;
  finalNorm: usize;
  output: usize;
  blocks: usize;
  tensors: usize;
  tensorCount: i32;
  dense: usize;
  /** Rows of the token being read. */
  readInput: usize;
  readNormed: usize;
  readQueries: usize;
  readMixed: usize;
  readHidden: usize;
  readShares: usize;
  // What the kernels themselves set for the windows at hand.
  length: i32;
  paddedLength: i32;
  windowCount: i32;
  rows: i32;
  /** int32 elements from one window to the next. */
  windowStride: i32;
}

// @ts-ignore: decorator
@inline
export function blockAt(plan: Plan, index: i32): Block {
  return changetype<Block>(plan.blocks + index * offsetof<Block>());
}

// @ts-ignore: decorator
@inline
export function linearAt(address: usize): Linear {
  return changetype<Linear>(address);
}

/** Tells the plan which windows are at hand. */
export function setWindows(plan: Plan, count: i32, length: i32, windowStride: i32): void {
  plan.length = length;
  plan.paddedLength = (length + 7) & ~7;
  plan.windowCount = count;
  plan.rows = count * plan.paddedLength;
  plan.windowStride = windowStride;
}
