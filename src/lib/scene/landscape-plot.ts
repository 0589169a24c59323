import type { Landscape } from '$lib/engine';
import type { Rect } from './layout';
import { signed, type MapLabel } from './plot';

/** The part of a plane that is shown: a square. */
export type PlaneView = Pick<Landscape, 'middle' | 'halfWidth'>;

/** One of the places at which losses are known, from the left and from below. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

const room = { left: 40, top: 8, right: 8, bottom: 22 };
/** About so many numbers stand on an axis. */
const TICKS = 4;

/** The largest square that leaves room for the numbers on its axes. */
export function placeLandscape(width: number, height: number): Rect {
  const side = Math.max(
    Math.floor(Math.min(width - room.left - room.right, height - room.top - room.bottom)),
    1,
  );
  return { x: room.left, y: room.top, width: side, height: side };
}

/** Where a place of the plane stands on the plot. */
export function planeToLandscape(plot: Rect, { middle, halfWidth }: PlaneView, x: number, y: number) {
  return {
    x: plot.x + (0.5 + (x - middle[0]) / (2 * halfWidth)) * plot.width,
    y: plot.y + (0.5 - (y - middle[1]) / (2 * halfWidth)) * plot.height,
  };
}

/** The cell nearest to a place on the plot; those at the rim reach beyond it. */
export function cellAtPlot(plot: Rect, side: number, x: number, y: number): Cell {
  const nearest = (share: number) => Math.max(0, Math.min(side - 1, Math.round(share * (side - 1))));
  return { column: nearest((x - plot.x) / plot.width), row: nearest(1 - (y - plot.y) / plot.height) };
}

/** The place of the plane at which a cell's loss was computed. */
export function placeOfCell({ middle, halfWidth }: PlaneView, side: number, { column, row }: Cell) {
  const along = (index: number) => halfWidth * ((2 * index) / (side - 1) - 1);
  return { x: middle[0] + along(column), y: middle[1] + along(row) };
}

/** The cell nearest to a place of the plane. */
export function cellOfPlace(view: PlaneView, side: number, x: number, y: number): Cell {
  const unit = { x: 0, y: 0, width: 1, height: 1 };
  const at = planeToLandscape(unit, view, x, y);
  return cellAtPlot(unit, side, at.x, at.y);
}

/** The numbers on both axes. */
export function landscapeLabels(plot: Rect, view: PlaneView): MapLabel[] {
  const bottom = plot.y + plot.height;
  const across = ticks(view.middle[0], view.halfWidth).map((value): MapLabel => {
    const { x } = planeToLandscape(plot, view, value, 0);
    const tick = { x, y: bottom, isUpright: true };
    return { text: signed(value), x, y: bottom + 6, alignX: 0.5, alignY: 0, tick };
  });
  const upright = ticks(view.middle[1], view.halfWidth).map((value): MapLabel => {
    const { y } = planeToLandscape(plot, view, 0, value);
    const tick = { x: plot.x, y, isUpright: false };
    return { text: signed(value), x: plot.x - 7, y, alignX: 1, alignY: 0.5, tick };
  });
  return [...across, ...upright];
}

/** Round numbers within middle ± halfWidth, at equal distances of 1, 2 or 5 times a power of ten. */
function ticks(middle: number, halfWidth: number): number[] {
  const least = (2 * halfWidth) / TICKS;
  const power = Math.floor(Math.log10(least));
  const step = [1, 2, 5].map((digit) => Number(`${digit}e${power}`)).find((size) => size >= least / 2) ?? 1;
  const first = Math.ceil((middle - halfWidth) / step);
  const last = Math.floor((middle + halfWidth) / step);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(10)));
}
