import { prefersReducedMotion } from 'svelte/motion';

/** How long the player waits, and whether it then adds one pair or a whole cell. */
export const productSpeeds = {
  slow: { waitMs: 900, isWholeCell: false },
  pairs: { waitMs: 90, isWholeCell: false },
  cells: { waitMs: 350, isWholeCell: true },
} as const;
export type ProductSpeed = keyof typeof productSpeeds;

/** Without motion, cells appear one by one and no faster than this. */
const STILL_MS = 1000;

/** A matrix product as it is played. */
interface PlayedProduct {
  readonly rows: number;
  readonly columns: number;
  /** Pairs that are multiplied for one cell. */
  readonly pairs: number;
}

/** Goes through a product cell by cell, and through a cell's pairs. */
export class ProductPlayer {
  speed = $state<ProductSpeed>('pairs');
  isPlaying = $state(false);
  /** Pairs of the present cell that have been added; undefined while nothing is played, and all is on view. */
  added = $state<number>();
  readonly #product: () => PlayedProduct;
  readonly #cell: () => { readonly row: number; readonly column: number };
  readonly #go: (row: number, column: number) => void;

  constructor(
    product: () => PlayedProduct,
    cell: () => { readonly row: number; readonly column: number },
    go: (row: number, column: number) => void,
  ) {
    this.#product = product;
    this.#cell = cell;
    this.#go = go;
    $effect(() => {
      if (!this.isPlaying) return;
      const { waitMs } = productSpeeds[this.speed];
      const timer = setInterval(
        () => this.#tick(),
        prefersReducedMotion.current ? Math.max(waitMs, STILL_MS) : waitMs,
      );
      return () => clearInterval(timer);
    });
  }

  /** From the first cell when none is half done. */
  toggle(): void {
    this.isPlaying = !this.isPlaying;
    if (!this.isPlaying || this.added !== undefined) return;
    this.#go(0, 0);
    this.added = 0;
  }

  nextPair(): void {
    this.isPlaying = false;
    this.#addPair();
  }

  nextCell(): void {
    this.isPlaying = false;
    this.#nextCell();
  }

  /** All of the product is on view again. */
  rest(): void {
    this.isPlaying = false;
    this.added = undefined;
  }

  #tick(): void {
    if (prefersReducedMotion.current || productSpeeds[this.speed].isWholeCell) this.#nextCell();
    else this.#addPair();
  }

  #addPair(): void {
    const { pairs } = this.#product();
    if (this.added === undefined) this.added = 1;
    else if (this.added < pairs) this.added++;
    else if (this.#advance()) this.added = 1;
  }

  /** Completes the present cell if it is half done, else the next one. */
  #nextCell(): void {
    const { pairs } = this.#product();
    if (this.added === undefined || this.added < pairs || this.#advance()) this.added = pairs;
  }

  /** @returns whether there was a next cell */
  #advance(): boolean {
    const { rows, columns } = this.#product();
    const { row, column } = this.#cell();
    if (column + 1 < columns) this.#go(row, column + 1);
    else if (row + 1 < rows) this.#go(row + 1, 0);
    else {
      this.rest();
      return false;
    }
    return true;
  }
}
