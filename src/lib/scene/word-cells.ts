import type { Stage } from '$lib/engine/words';
import type { Rect } from './layout';
import { divergingTable, mix, parseColor, shareTable, toWord, type Rgb, type SceneTheme } from './palette';
import { columnX, shownTokens, type StageRow, type View, type WordLayout } from './word-layout';

/** A rectangle of cells: where it is drawn, and where its cells stand in the image. */
export interface CellPicture {
  readonly place: Rect;
  readonly cells: Rect;
  /** Whether it moves sideways with the columns. */
  readonly isColumn: boolean;
  readonly isFramed: boolean;
}

/** Numbers of one token in one stage, or of one attention head. */
interface Strip {
  readonly stage: Stage;
  readonly cells: Rect;
  /** Of its first number in a trace. */
  readonly offset: number;
  readonly count: number;
  /** Whether cells right of the diagonal are left out. */
  readonly isMasked: boolean;
}

/** Pictures begin a new row of the image here. */
const IMAGE_WIDTH = 1024;
const STREAM_PX = 4;
/** Around lower pictures there would be more frame than picture. */
const FRAMED_FROM_PX = 10;

/** Everything that is drawn as cells of colour, in one image that each frame fills anew. */
export class WordCells {
  readonly pictures: CellPicture[] = [];
  readonly width = IMAGE_WIDTH;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly #words: Uint32Array;
  readonly #strips: Strip[] = [];
  readonly #stream: Rect;
  readonly #packing = new Packing();

  constructor(layout: WordLayout, shown: Shown, mask: boolean, head: number) {
    this.#stream = this.#packing.place(1, 1);
    for (let token = shown.first; token < shown.end; token++) {
      const { top, bottom } = layout.stream;
      const place = {
        x: columnX(layout, token) - STREAM_PX / 2,
        y: top,
        width: STREAM_PX,
        height: bottom - top,
      };
      this.pictures.push({ place, cells: this.#stream, isColumn: true, isFramed: false });
    }
    for (const row of shown.rows) {
      for (let token = shown.first; token < shown.end; token++) this.#addToken(layout, row, token);
    }
    for (const { attention, matrix, heads } of shown.blocks) {
      const { rows, columns } = attention;
      heads.forEach((place, k) => {
        const cells = this.#packing.place(columns, rows);
        const offset = attention.offset + k * rows * columns;
        this.#strips.push({ stage: attention, cells, offset, count: rows * columns, isMasked: mask });
        this.pictures.push({ place, cells, isColumn: false, isFramed: true });
        if (k === head) this.pictures.push({ place: matrix, cells, isColumn: false, isFramed: true });
      });
    }
    this.height = this.#packing.height;
    this.pixels = new Uint8Array(4 * this.width * this.height);
    this.#words = new Uint32Array(this.pixels.buffer);
  }

  #addToken(layout: WordLayout, { stage, y, picture }: StageRow, token: number): void {
    const { width, height, columns, rows } = picture;
    const cells = this.#packing.place(columns, rows);
    const offset = stage.offset + token * stage.columns;
    this.#strips.push({ stage, cells, offset, count: stage.columns, isMasked: false });
    const place = { x: columnX(layout, token) - width / 2, y: y - height / 2, width, height };
    this.pictures.push({ place, cells, isColumn: true, isFramed: height >= FRAMED_FROM_PX });
  }

  /** Colours the cells by the numbers of a trace. */
  paint(values: Float32Array, colors: CellColors): void {
    const words = this.#words;
    words[this.#stream.y * IMAGE_WIDTH + this.#stream.x] = colors.stream;
    let stage: Stage | undefined;
    let largest = 1;
    for (const strip of this.#strips) {
      if (strip.stage !== stage) {
        stage = strip.stage;
        largest = largestOf(values, stage);
      }
      const { cells, offset, count, isMasked } = strip;
      const areShares = stage.name === 'attention' || stage.name === 'probabilities';
      const table = areShares ? colors.shares : colors.signed;
      const [zero, factor] = areShares ? [0, 255 / (largest || 1)] : [127.5, 127.5 / (largest || 1)];
      let k = 0;
      for (let row = 0; row < cells.height; row++) {
        const at = (cells.y + row) * IMAGE_WIDTH + cells.x;
        for (let column = 0; column < cells.width; column++, k++) {
          if (k >= count || (isMasked && column > row)) words[at + column] = colors.masked;
          else words[at + column] = table[toEntry(zero + values[offset + k] * factor)];
        }
      }
    }
  }
}

/** Where a picture stands in its window: with edges on whole device pixels, `resolution` of which make one of CSS. */
export function placeInWindow({ place, isColumn }: CellPicture, view: View, resolution: number): Rect {
  const snap = (at: number) => Math.round(at * resolution) / resolution;
  return { ...place, x: snap(place.x - (isColumn ? view.x : 0)), y: snap(place.y - view.y) };
}

/** The rows, blocks and columns that a window shows. */
export interface Shown {
  readonly first: number;
  readonly end: number;
  readonly rows: readonly StageRow[];
  readonly blocks: WordLayout['blocks'];
}

export function shownOf(layout: WordLayout, view: View): Shown {
  const bottom = view.y + layout.window.height;
  return {
    ...shownTokens(layout, view),
    rows: layout.rows.filter((row) => row.y + row.height > view.y && row.y - row.height < bottom),
    blocks: layout.blocks.filter((block) => block.bottom > view.y && block.top < bottom),
  };
}

export const isSameShown = (one: Shown, other: Shown) =>
  one.first === other.first &&
  one.end === other.end &&
  one.rows[0] === other.rows[0] &&
  one.rows.length === other.rows.length &&
  one.blocks[0] === other.blocks[0] &&
  one.blocks.length === other.blocks.length;

/** A theme's colours as words of pixels. */
export interface CellColors {
  readonly signed: Uint32Array;
  readonly shares: Uint32Array;
  readonly stream: number;
  /** What a token does not see, and cells that hold no number. */
  readonly masked: number;
}

export const cellColors = (theme: SceneTheme): CellColors => ({
  signed: divergingTable(theme, { discretize: false, strength: 1 }),
  shares: shareTable(theme),
  stream: toWord(parseColor(theme.line)),
  masked: toWord(parseColor(theme.stage)),
});

/** Around pictures: darker than any line, lighter than words. */
export const frameColor = (theme: SceneTheme): Rgb =>
  mix(parseColor(theme.ink), parseColor(theme.stage), 0.4);

/**
 * The size at which a stage's colours are full: that of its largest number, whatever the sign. Shares of attention
 * are full at 1.
 */
export function largestOf(values: Float32Array, { name, matrices, rows, columns, offset }: Stage): number {
  if (name === 'attention') return 1;
  let largest = 0;
  for (let k = offset; k < offset + matrices * rows * columns; k++) {
    const size = Math.abs(values[k]);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

/** No number is as 0. */
function toEntry(value: number): number {
  const entry = Math.round(value);
  return entry >= 0 ? Math.min(entry, 255) : entry < 0 ? 0 : 128;
}

/** Puts rectangles beside each other, and on shelves where one row is full. */
class Packing {
  #x = 0;
  #y = 0;
  #shelf = 0;

  place(width: number, height: number): Rect {
    if (this.#x + width > IMAGE_WIDTH) {
      this.#x = 0;
      this.#y += this.#shelf;
      this.#shelf = 0;
    }
    const place = { x: this.#x, y: this.#y, width, height };
    this.#x += width;
    this.#shelf = Math.max(this.#shelf, height);
    return place;
  }

  get height(): number {
    return this.#y + this.#shelf;
  }
}
