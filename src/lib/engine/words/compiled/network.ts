import { EXPANSION, parameterTensors, type TransformerShape } from '../shape';
import type { TransformerExports } from './exports';
import { CompiledLinear, CompiledNorm, type LayerPlace } from './layers';
import type { BlockAddresses, TransformerMemory } from './memory';

interface Block {
  readonly at: BlockAddresses;
  readonly norm1: CompiledNorm | undefined;
  /** Queries, keys and values beside each other. */
  readonly projected: CompiledLinear;
  readonly projection: CompiledLinear;
  readonly feedForward:
    | {
        readonly norm2: CompiledNorm | undefined;
        readonly expand: CompiledLinear;
        readonly contract: CompiledLinear;
      }
    | undefined;
  /** Where what comes out of the block stands. */
  readonly out: number;
}

/** The layers of one transformer in order, and the way through them and back. */
export class CompiledNetwork {
  readonly shape: TransformerShape;
  readonly #kernels: TransformerExports;
  readonly #memory: TransformerMemory;
  readonly #blocks: readonly Block[];
  readonly #norm: CompiledNorm | undefined;
  readonly #output: CompiledLinear;
  readonly #embedding: number;
  /** Among all parameters, where positions are learned. */
  readonly #learnedPositions: number | undefined;

  constructor(kernels: TransformerExports, memory: TransformerMemory, shape: TransformerShape) {
    this.shape = shape;
    this.#kernels = kernels;
    this.#memory = memory;
    const offsets = new Map(parameterTensors(shape).map(({ name, offset }) => [name, offset]));
    const placeOf = (name: string): LayerPlace => ({
      weight: offsets.get(`${name}.weight`) ?? NaN,
      bias: offsets.get(`${name}.bias`) ?? NaN,
    });
    const { width: C, norm, feedForward } = shape;
    const F = EXPANSION * C;
    const linear = (name: string, inputs: number, outputs: number) =>
      new CompiledLinear(kernels, memory, [placeOf(name)], inputs, outputs);
    const normOf = (name: string) => new CompiledNorm(kernels, memory, placeOf(name), C);
    this.#embedding = offsets.get('embedding.weight') ?? NaN;
    this.#learnedPositions = offsets.get('positions.weight');
    this.#blocks = memory.blocks.map((at, b) => {
      const part = (name: string) => `blocks.${b}.${name}`;
      const threePlaces = ['query', 'key', 'value'].map((name) => placeOf(part(`attention.${name}`)));
      return {
        at,
        norm1: norm === 'none' ? undefined : normOf(part('norm1')),
        projected: new CompiledLinear(kernels, memory, threePlaces, C, C, at.projectedBias),
        projection: linear(part('attention.projection'), C, C),
        feedForward: feedForward
          ? {
              norm2: norm === 'none' ? undefined : normOf(part('norm2')),
              expand: linear(part('feedForward.expand'), C, F),
              contract: linear(part('feedForward.contract'), F, C),
            }
          : undefined,
        out: norm === 'after' ? at[feedForward ? 'norm2' : 'norm1'] : at[feedForward ? 'added2' : 'added1'],
      };
    });
    this.#norm = norm === 'before' ? normOf('norm') : undefined;
    this.#output = linear('output', C, shape.vocabulary);
  }

  /** Takes over weights that have changed. */
  pack(): void {
    for (const { projected, projection, feedForward } of this.#blocks) {
      projected.pack();
      projection.pack();
      feedForward?.expand.pack();
      feedForward?.contract.pack();
    }
    this.#output.pack();
  }

  /**
   * Everything from tokens to logits, for sequences of equal length.
   * @param isTraced whether what training does not need is kept, too; then there is one sequence
   */
  forward(sequences: number, length: number, isTraced: boolean): void {
    const { at } = this.#memory;
    const { width } = this.shape;
    const rows = sequences * length;
    this.#kernels.embed(
      at.input,
      at.tokens,
      at.parameters + 4 * this.#embedding,
      this.positions,
      sequences,
      length,
      width,
    );
    let x = at.input;
    for (const block of this.#blocks) {
      this.#intoBlock(block, x, rows);
      const { scores, attention, mixed, projected } = block.at;
      const { heads, mask } = this.shape;
      this.#kernels.attend(
        mixed,
        attention,
        isTraced ? scores : 0,
        projected,
        sequences,
        length,
        width,
        heads,
        mask,
        at.scratch,
      );
      x = this.#outOfBlock(block, x, rows, isTraced);
    }
    this.#toLogits(x, rows);
  }

  /**
   * One more token after `count` others whose keys and values are kept: the logits after it stand in the first row.
   */
  append(token: number, count: number): void {
    const { at } = this.#memory;
    const { width, heads } = this.shape;
    const row = 4 * width;
    this.#memory.integers(at.tokens, 1)[0] = token;
    const positions = this.positions && this.positions + count * row;
    this.#kernels.embed(at.input, at.tokens, at.parameters + 4 * this.#embedding, positions, 1, 1, width);
    let x = at.input;
    for (const block of this.#blocks) {
      this.#intoBlock(block, x, 1);
      const { projected, keys, values, mixed } = block.at;
      this.#memory.floats(keys + count * row, width).set(this.#memory.floats(projected + row, width));
      this.#memory.floats(values + count * row, width).set(this.#memory.floats(projected + 2 * row, width));
      this.#kernels.attendLast(mixed, projected, keys, values, count + 1, width, heads, at.scratch);
      x = this.#outOfBlock(block, x, 1, false);
    }
    this.#toLogits(x, 1);
  }

  /**
   * Adds `share` of the gradient of the sequences that went forward last, from their tokens and targets.
   * @returns the sum of the cross-entropies
   */
  backward(sequences: number, length: number, share: number): number {
    const { at, logitStride } = this.#memory;
    const { width, vocabulary } = this.shape;
    const rows = sequences * length;
    const loss = this.#kernels.crossEntropy(at.logits, logitStride, at.targets, rows, vocabulary, share);
    const last = this.#blocks.at(-1)?.out ?? at.input;
    if (this.#norm) {
      this.#output.backward(at.dInner, at.logits, logitStride, at.norm, rows);
      this.#norm.backward(at.d, at.dInner, last, at.statistics, rows, false);
    } else {
      this.#output.backward(at.d, at.logits, logitStride, last, rows);
    }
    for (let b = this.#blocks.length - 1; b >= 0; b--) {
      const into = b > 0 ? this.#blocks[b - 1].out : at.input;
      this.#backThroughFeedForward(this.#blocks[b], rows);
      this.#backThroughAttention(this.#blocks[b], into, sequences, length);
    }
    this.#kernels.embedBackward(
      at.gradients + 4 * this.#embedding,
      this.#learnedPositions === undefined ? 0 : at.gradients + 4 * this.#learnedPositions,
      at.d,
      at.tokens,
      sequences,
      length,
      width,
    );
    return loss;
  }

  /** 0 where there are none. */
  get positions(): number {
    const { at } = this.#memory;
    if (this.#learnedPositions !== undefined) return at.parameters + 4 * this.#learnedPositions;
    return this.shape.positions === 'none' ? 0 : at.positions;
  }

  #intoBlock({ at, norm1, projected }: Block, x: number, rows: number): void {
    const { width, norm } = this.shape;
    if (norm1 && norm === 'before') norm1.forward(at.norm1, at.statistics1, x, rows);
    projected.forward(at.projected, 12 * width, norm === 'before' ? at.norm1 : x, rows);
  }

  #outOfBlock(
    { at, norm1, projection, feedForward, out }: Block,
    x: number,
    rows: number,
    isTraced: boolean,
  ): number {
    const { width, norm, activation } = this.shape;
    const { branch } = this.#memory.at;
    const row = 4 * width;
    const numbers = rows * width;
    const projected = isTraced ? at.projection : branch;
    projection.forward(projected, row, at.mixed, rows);
    this.#kernels.add(at.added1, x, projected, numbers);
    if (norm1 && norm === 'after') norm1.forward(at.norm1, at.statistics1, at.added1, rows);
    if (!feedForward) return out;
    const { norm2, expand, contract } = feedForward;
    const middle = norm === 'after' ? at.norm1 : at.added1;
    if (norm2 && norm === 'before') norm2.forward(at.norm2, at.statistics2, at.added1, rows);
    const into = norm === 'before' ? at.norm2 : middle;
    const hiddenStride = EXPANSION * row;
    if (activation === 'relu' && !isTraced) {
      expand.forward(at.activated, hiddenStride, into, rows, true);
    } else {
      expand.forward(at.hidden, hiddenStride, into, rows);
      if (activation === 'relu') this.#kernels.rectify(at.activated, at.hidden, EXPANSION * numbers);
      else this.#kernels.gelu(at.activated, at.hidden, EXPANSION * numbers);
    }
    const contracted = isTraced ? at.contracted : branch;
    contract.forward(contracted, row, at.activated, rows);
    this.#kernels.add(at.added2, middle, contracted, numbers);
    if (norm2 && norm === 'after') norm2.forward(at.norm2, at.statistics2, at.added2, rows);
    return out;
  }

  #toLogits(x: number, rows: number): void {
    const { at, logitStride } = this.#memory;
    this.#norm?.forward(at.norm, at.statistics, x, rows);
    this.#output.forward(at.logits, logitStride, this.#norm ? at.norm : x, rows);
  }

  /** d, the gradient of what comes out of the block, becomes that of what went into its feed-forward part. */
  #backThroughFeedForward({ at, feedForward }: Block, rows: number): void {
    if (!feedForward) return;
    const { d, dInner, dHidden } = this.#memory.at;
    const { width, norm, activation } = this.shape;
    const { norm2, expand, contract } = feedForward;
    const numbers = rows * width;
    if (norm2 && norm === 'after') norm2.backward(d, d, at.added2, at.statistics2, rows, false);
    contract.backward(dHidden, d, 4 * width, at.activated, rows);
    if (activation === 'relu') this.#kernels.rectifyBackward(dHidden, at.activated, EXPANSION * numbers);
    else this.#kernels.geluBackward(dHidden, at.hidden, EXPANSION * numbers);
    const middle = norm === 'after' ? at.norm1 : at.added1;
    expand.backward(dInner, dHidden, 4 * EXPANSION * width, norm === 'before' ? at.norm2 : middle, rows);
    if (norm2 && norm === 'before') norm2.backward(d, dInner, at.added1, at.statistics2, rows, true);
    else this.#kernels.add(d, d, dInner, numbers);
  }

  /** d becomes the gradient of x, which went into the block. */
  #backThroughAttention(
    { at, norm1, projected, projection }: Block,
    x: number,
    sequences: number,
    length: number,
  ): void {
    const { d, dInner, dProjected, branch, scratch } = this.#memory.at;
    const { width, heads, mask, norm } = this.shape;
    const rows = sequences * length;
    if (norm1 && norm === 'after') norm1.backward(d, d, at.added1, at.statistics1, rows, false);
    projection.backward(branch, d, 4 * width, at.mixed, rows);
    this.#kernels.attendBackward(
      dProjected,
      branch,
      at.attention,
      at.projected,
      sequences,
      length,
      width,
      heads,
      mask,
      scratch,
    );
    projected.backward(dInner, dProjected, 12 * width, norm === 'before' ? at.norm1 : x, rows);
    if (norm1 && norm === 'before') norm1.backward(d, dInner, x, at.statistics1, rows, true);
    else this.#kernels.add(d, d, dInner, rows * width);
  }
}
