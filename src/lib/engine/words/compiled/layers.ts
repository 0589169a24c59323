import type { TransformerExports } from './exports';
import { BLOCK, roundedUp, type TransformerMemory } from './memory';

/** Where a layer's weights and biases begin among all parameters. */
export interface LayerPlace {
  readonly weight: number;
  readonly bias: number;
}

/**
 * A linear layer, or several of equal size that take the same input and stand beside each other in the output. Weights
 * are kept as the kernels want them, packed anew when they have changed.
 */
export class CompiledLinear {
  readonly #kernels: TransformerExports;
  readonly #memory: TransformerMemory;
  readonly #places: readonly LayerPlace[];
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #rowPanels: number;
  readonly #columnPanels: readonly number[];
  /** Of all parts beside each other, where there are several. */
  readonly #biases: number | undefined;

  /** @param outputs of each part */
  constructor(
    kernels: TransformerExports,
    memory: TransformerMemory,
    places: readonly LayerPlace[],
    inputs: number,
    outputs: number,
    biases?: number,
  ) {
    this.#kernels = kernels;
    this.#memory = memory;
    this.#places = places;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#biases = biases;
    this.#rowPanels = memory.take(places.length * inputs * roundedUp(outputs, BLOCK));
    this.#columnPanels = places.map(() => memory.take(inputs * outputs));
  }

  pack(): void {
    const { at } = this.#memory;
    const inputs = this.#inputs;
    const outputs = this.#outputs;
    this.#places.forEach(({ weight, bias }, part) => {
      const weights = at.parameters + 4 * weight;
      this.#kernels.packRows(this.#rowPanels + 4 * part * inputs * outputs, weights, outputs, inputs);
      this.#kernels.packColumns(this.#columnPanels[part], weights, outputs, inputs);
      if (this.#biases === undefined) return;
      const biases = this.#memory.floats(this.#biases + 4 * part * outputs, outputs);
      biases.set(this.#memory.floats(at.parameters + 4 * bias, outputs));
    });
  }

  /** out [rows][outputs], rows `outStride` bytes apart, from x [rows][inputs]. */
  forward(out: number, outStride: number, x: number, rows: number, isRectified = false): void {
    const inputs = this.#inputs;
    const panels = Math.ceil((this.#places.length * this.#outputs) / BLOCK);
    const biases = this.#biases ?? this.#memory.at.parameters + 4 * this.#places[0].bias;
    this.#kernels.product(
      out,
      outStride,
      x,
      4 * inputs,
      this.#rowPanels,
      panels,
      rows,
      inputs,
      biases,
      0,
      isRectified,
    );
  }

  /** Adds to the gradients of weights and biases; dx [rows][inputs] becomes that of x. */
  backward(dx: number, d: number, dStride: number, x: number, rows: number): void {
    const { at } = this.#memory;
    const inputs = this.#inputs;
    const outputs = this.#outputs;
    const blocks = inputs / BLOCK;
    const rowBytes = 4 * inputs;
    this.#places.forEach(({ weight, bias }, part) => {
      const dPart = d + 4 * part * outputs;
      this.#kernels.gradientProduct(
        at.gradients + 4 * weight,
        rowBytes,
        dPart,
        dStride,
        x,
        rowBytes,
        rows,
        outputs,
        blocks,
      );
      this.#kernels.columnSums(at.gradients + 4 * bias, dPart, dStride, rows, roundedUp(outputs, 4));
      this.#kernels.product(
        dx,
        rowBytes,
        dPart,
        dStride,
        this.#columnPanels[part],
        blocks,
        rows,
        outputs,
        part === 0 ? at.zeros : dx,
        part === 0 ? 0 : rowBytes,
        false,
      );
    });
  }
}

/** Rows with mean 0 and variance 1, scaled and shifted. */
export class CompiledNorm {
  readonly #kernels: TransformerExports;
  readonly #memory: TransformerMemory;
  readonly #place: LayerPlace;
  readonly #width: number;

  constructor(kernels: TransformerExports, memory: TransformerMemory, place: LayerPlace, width: number) {
    this.#kernels = kernels;
    this.#memory = memory;
    this.#place = place;
    this.#width = width;
  }

  forward(out: number, statistics: number, x: number, rows: number): void {
    const { parameters } = this.#memory.at;
    const { weight, bias } = this.#place;
    this.#kernels.norm(out, statistics, x, parameters + 4 * weight, parameters + 4 * bias, rows, this.#width);
  }

  /** Adds to the gradients of scale and shift; dx becomes the gradient of x, or has it added. */
  backward(dx: number, d: number, x: number, statistics: number, rows: number, isAdded: boolean): void {
    const { parameters, gradients } = this.#memory.at;
    const { weight, bias } = this.#place;
    this.#kernels.normBackward(
      dx,
      d,
      x,
      statistics,
      parameters + 4 * weight,
      gradients + 4 * weight,
      gradients + 4 * bias,
      rows,
      this.#width,
      isAdded,
    );
  }
}
