/** What src/kernels/transformer/index.ts exports, and the memory the compiler adds. Addresses and strides are bytes. */
export interface TransformerExports {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  /** out [rows][8 · panels] = initial + x [rows][inner] · panels [panel][inner][8], perhaps rectified. */
  product(
    out: number,
    outStride: number,
    x: number,
    xStride: number,
    panels: number,
    panelCount: number,
    rows: number,
    inner: number,
    initial: number,
    initialStride: number,
    isRectified: boolean,
  ): void;
  /** Adds dᵀ [outputs][rows] · x [rows][8 · blocks] to out. */
  gradientProduct(
    out: number,
    outStride: number,
    d: number,
    dStride: number,
    x: number,
    xStride: number,
    rows: number,
    outputs: number,
    blocks: number,
  ): void;
  columnSums(sums: number, d: number, stride: number, rows: number, columns: number): void;
  packRows(panels: number, weights: number, outputs: number, inputs: number): void;
  packColumns(panels: number, weights: number, outputs: number, inputs: number): void;
  add(out: number, a: number, b: number, count: number): void;
  embed(
    out: number,
    tokens: number,
    table: number,
    positions: number,
    sequences: number,
    length: number,
    width: number,
  ): void;
  embedBackward(
    dTable: number,
    dPositions: number,
    d: number,
    tokens: number,
    sequences: number,
    length: number,
    width: number,
  ): void;
  norm(
    out: number,
    statistics: number,
    x: number,
    weight: number,
    bias: number,
    rows: number,
    width: number,
  ): void;
  normBackward(
    dx: number,
    d: number,
    x: number,
    statistics: number,
    weight: number,
    dWeight: number,
    dBias: number,
    rows: number,
    width: number,
    isAdded: boolean,
  ): void;
  rectify(out: number, x: number, count: number): void;
  rectifyBackward(d: number, activated: number, count: number): void;
  gelu(out: number, x: number, count: number): void;
  geluBackward(d: number, x: number, count: number): void;
  attend(
    mixed: number,
    attention: number,
    scores: number,
    projected: number,
    sequences: number,
    length: number,
    width: number,
    heads: number,
    isMasked: boolean,
    scratch: number,
  ): void;
  attendBackward(
    dProjected: number,
    dMixed: number,
    attention: number,
    projected: number,
    sequences: number,
    length: number,
    width: number,
    heads: number,
    isMasked: boolean,
    scratch: number,
  ): void;
  attendLast(
    mixed: number,
    query: number,
    keys: number,
    values: number,
    count: number,
    width: number,
    heads: number,
    scratch: number,
  ): void;
  softmax(out: number, x: number, stride: number, rows: number, columns: number): void;
  /** The sum of cross-entropies; logits become their gradient times share. */
  crossEntropy(
    logits: number,
    stride: number,
    targets: number,
    rows: number,
    classes: number,
    share: number,
  ): number;
  sumOfSquares(values: number, count: number): number;
  adamw(
    parameters: number,
    gradients: number,
    first: number,
    second: number,
    count: number,
    share: number,
    rate: number,
    correction: number,
    kept: number,
  ): void;
}
