import { CURVE_LIMIT } from './map-grid';
import { mix, shade, type MapColors, type PixelArea } from './paint';

/** How strong the colour between the zero line and the curve is, of what it would be in a map. */
const FILL_STRENGTH = 0.4;

/**
 * Draws values over one input as a curve, from −CURVE_LIMIT at the bottom to CURVE_LIMIT at the top: a line in
 * the colour of its sign, and a light fill to the zero line by its size, up to 1. Of what lies beyond the limit
 * only the fill is seen; where there is no number there is nothing.
 * @param values from left to right, a whole multiple of the area's width
 */
export function paintCurve(area: PixelArea, values: ArrayLike<number>, colors: MapColors): void {
  const { pixels, stride, first, width, height } = area;
  const { table, middle } = colors;
  const step = values.length / width;
  const spans = spansOf(values, width, height);
  const thickness = lineThickness(height);
  const zero = height / 2;
  for (let column = 0; column < width; column++) {
    for (let row = 0, place = first + column; row < height; row++, place += stride) pixels[place] = middle;
    const [spanTop, spanBottom] = [spans.tops[column], spans.bottoms[column]];
    if (spanTop > spanBottom) continue;

    const value = values[column * step + (step >> 1)];
    const fill = table[shade(FILL_STRENGTH * Math.min(Math.max(value, -1), 1))];
    const curve = Math.round((spanTop + spanBottom) / 2);
    const [from, to] = [Math.max(Math.min(curve, zero), 0), Math.min(Math.max(curve, zero), height)];
    for (let row = from; row < to; row++) pixels[first + row * stride + column] = fill;

    const [top, bottom] = lineEnds(spans, column, thickness / 2);
    const last = Math.min(Math.ceil(bottom), height);
    for (let row = Math.max(Math.floor(top), 0); row < last; row++) {
      const place = first + row * stride + column;
      const covered = Math.min(row + 1, bottom) - Math.max(row, top);
      const color = row < zero ? table[255] : table[0];
      pixels[place] = covered >= 1 ? color : mix(pixels[place], color, covered);
    }
  }
}

/** Pixels. */
const lineThickness = (height: number) => Math.max(2, height / 80);

/** The rows, as real numbers from the top, between which a curve runs in each column; top > bottom: nowhere. */
interface Spans {
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
}

function spansOf(values: ArrayLike<number>, width: number, height: number): Spans {
  const step = values.length / width;
  const tops = new Float64Array(width).fill(Infinity);
  const bottoms = new Float64Array(width).fill(-Infinity);
  for (let index = 0; index < values.length; index++) {
    const row = rowOf(values[index], height);
    const column = Math.floor(index / step);
    if (row < tops[column]) tops[column] = row;
    if (row > bottoms[column]) bottoms[column] = row;
  }
  return { tops, bottoms };
}

/** What lies far outside stays near enough to compute with. */
function rowOf(value: number, height: number): number {
  const row = (height / 2) * (1 - value / CURVE_LIMIT);
  return Math.min(Math.max(row, -height), 2 * height);
}

/**
 * Where a round brush that follows the curve begins and ends in a column. It reaches from where the curve is in the
 * columns beside: so columns join however steep the curve is, and the line is as thick there as where it is flat.
 */
function lineEnds({ tops, bottoms }: Spans, column: number, radius: number): [top: number, bottom: number] {
  const beside = Math.sqrt(Math.max(radius * radius - 1, 0));
  const left = Math.max(column - 1, 0);
  const right = Math.min(column + 1, tops.length - 1);
  return [
    Math.min(tops[column] - radius, tops[left] - beside, tops[right] - beside),
    Math.max(bottoms[column] + radius, bottoms[left] + beside, bottoms[right] + beside),
  ];
}
