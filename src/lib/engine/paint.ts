/** What values are painted with: colours are RGBA in memory order, read as one word. */
export interface MapColors {
  /** 256 colours for −1 … 1. */
  readonly table: Uint32Array;
  /** One colour for each class, as strong as a map may show it. */
  readonly classes: Uint32Array;
  /** For what is neither one nor the other: 0, two classes alike, nothing at all. */
  readonly middle: number;
}

/** A rectangle within the pixels of a picture. */
export interface PixelArea {
  readonly pixels: Uint32Array;
  /** Pixels from one row to the next. */
  readonly stride: number;
  /** Place of the rectangle's first pixel. */
  readonly first: number;
  readonly width: number;
  readonly height: number;
}

/** Thumbnails of all nodes in one picture, `perRow` cells in a row. */
export interface Atlas {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly perRow: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

const CELLS_PER_ROW = 16;

/** An empty atlas with room for `count` cells. */
export function createAtlas(count: number, cellWidth: number, cellHeight: number): Atlas {
  const perRow = Math.min(count, CELLS_PER_ROW);
  const width = perRow * cellWidth;
  const height = Math.ceil(count / perRow) * cellHeight;
  return { pixels: new Uint8Array(width * height * 4), width, height, perRow, cellWidth, cellHeight };
}

/** Where the pixels of one thumbnail are. */
export function cellArea(atlas: Atlas, cell: number): PixelArea {
  const { width: stride, perRow, cellWidth: width, cellHeight: height } = atlas;
  const first = Math.floor(cell / perRow) * height * stride + (cell % perRow) * width;
  return { pixels: new Uint32Array(atlas.pixels.buffer), stride, first, width, height };
}

/** All the pixels of a picture. */
export function wholeArea(pixels: Uint8Array, width: number, height: number): PixelArea {
  return { pixels: new Uint32Array(pixels.buffer), stride: width, first: 0, width, height };
}

/**
 * Colours values; what lies outside −1 … 1 takes the ends. A smaller picture takes every n-th column and row.
 * @param values row by row, top first
 * @param columns values in a row
 */
export function paintValues(
  area: PixelArea,
  values: ArrayLike<number>,
  columns: number,
  { table }: MapColors,
): void {
  const { pixels, stride, first, width, height } = area;
  const step = columns / width;
  for (let row = 0; row < height; row++) {
    const target = first + row * stride;
    const source = row * step * columns;
    for (let column = 0; column < width; column++) {
      pixels[target + column] = table[shade(values[source + column * step])];
    }
  }
}

/** Position of a value in a table of 256 entries; NaN counts as the middle. */
export function shade(value: number): number {
  if (value >= 1) return 255;
  if (value <= -1) return 0;
  return value === value ? (value * 127.5 + 128) | 0 : 128;
}

/** A colour between two, channel by channel; a share of 0 is the first. */
export function mix(one: number, other: number, share: number): number {
  let mixed = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    const from = (one >>> shift) & 255;
    const to = (other >>> shift) & 255;
    mixed |= (from + (to - from) * share + 0.5) << shift;
  }
  return mixed >>> 0;
}
