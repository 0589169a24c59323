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

/**
 * Colours values through a table of 256 RGBA entries for −1 … 1; what lies outside takes the ends.
 * @param pixels as many entries as values
 */
export function paint(pixels: Uint32Array, values: ArrayLike<number>, table: Uint32Array): void {
  for (let index = 0; index < pixels.length; index++) pixels[index] = table[shade(values[index])];
}

/** Colours one thumbnail: every `step`-th column and row of a picture that is `columns` wide. */
export function paintCell(
  atlas: Atlas,
  cell: number,
  values: ArrayLike<number>,
  columns: number,
  step: number,
  table: Uint32Array,
): void {
  const pixels = new Uint32Array(atlas.pixels.buffer);
  const left = (cell % atlas.perRow) * atlas.cellWidth;
  const top = Math.floor(cell / atlas.perRow) * atlas.cellHeight;
  for (let row = 0; row < atlas.cellHeight; row++) {
    const target = (top + row) * atlas.width + left;
    const source = row * step * columns;
    for (let column = 0; column < atlas.cellWidth; column++) {
      pixels[target + column] = table[shade(values[source + column * step])];
    }
  }
}

/** Position of a value in a table of 256 entries; NaN counts as the middle. */
function shade(value: number): number {
  if (value >= 1) return 255;
  if (value <= -1) return 0;
  return value === value ? (value * 127.5 + 128) | 0 : 128;
}
