import type { NetworkLayout, Rect } from './layout';

/** The plane shown by the map reaches from −6 to 6 in both directions. */
const planeLimit = 6;
/** A curve's picture reaches from −2 to 2 upright. */
const curveLimit = 2;
const axisTicks = [-6, -4, -2, 0, 2, 4, 6];
const curveTicks = [-2, -1, 0, 1, 2];

const room = { left: 24, top: 8, bottom: 22 };
const legendRoom = { gap: 10, bar: 9, label: 12, inset: 24 };

/** The largest square that leaves room for axes and legend: at the top left, or at the right. */
export function placePlot(output: Rect, isAtRight: boolean): Rect {
  const across = output.width - room.left - legendRoom.gap - legendRoom.bar - legendRoom.label;
  const upright = output.height - room.top - room.bottom;
  const side = Math.max(Math.floor(Math.min(across, upright)), 1);
  const slack = isAtRight ? across - side : 0;
  return {
    x: Math.round(output.x + room.left + slack),
    y: Math.round(output.y + room.top),
    width: side,
    height: side,
  };
}

/** The legend's bar, right of the plot; its labels stand above, beside and below it. */
export function placeLegend(plot: Rect): Rect {
  return {
    x: plot.x + plot.width + legendRoom.gap,
    y: plot.y + legendRoom.inset,
    width: legendRoom.bar,
    height: Math.max(plot.height - 2 * legendRoom.inset, 1),
  };
}

/** The point of the plane under a place on the plot; nothing outside of it. */
export function plotToPlane(plot: Rect, x: number, y: number): { x1: number; x2: number } | undefined {
  const [across, down] = [(x - plot.x) / plot.width, (y - plot.y) / plot.height];
  if (!(across >= 0 && across <= 1 && down >= 0 && down <= 1)) return undefined;
  return { x1: (2 * across - 1) * planeLimit, x2: (1 - 2 * down) * planeLimit };
}

/** Where a point of the plane stands on the plot; nothing if it lies outside −6 … 6. */
export function planeToPlot(plot: Rect, x1: number, x2: number): { x: number; y: number } | undefined {
  if (!(Math.abs(x1) <= planeLimit && Math.abs(x2) <= planeLimit)) return undefined;
  return {
    x: plot.x + (0.5 + x1 / (2 * planeLimit)) * plot.width,
    y: plot.y + (0.5 - x2 / (2 * planeLimit)) * plot.height,
  };
}

/** Where a point of a curve's picture stands on the plot, or beside it. */
export function curveToPlot(plot: Rect, x1: number, value: number): { x: number; y: number } {
  return {
    x: plot.x + (0.5 + x1 / (2 * planeLimit)) * plot.width,
    y: plot.y + (0.5 - value / (2 * curveLimit)) * plot.height,
  };
}

/** The point of a curve's picture at a place on the plot, or beside it: x₁ and the value. */
export function plotToCurve(plot: Rect, x: number, y: number): [x1: number, value: number] {
  const [across, down] = [(x - plot.x) / plot.width, (y - plot.y) / plot.height];
  return [(2 * across - 1) * planeLimit, (1 - 2 * down) * curveLimit];
}

/** Where values of a curve stand on the plot, the middles of its equal parts from left to right. */
export function curveOnPlot(plot: Rect, values: ArrayLike<number>): { x: number; y: number }[] {
  const step = (2 * planeLimit) / values.length;
  return Array.from(values, (value, place) => curveToPlot(plot, (place + 0.5) * step - planeLimit, value));
}

/** A number beside the map or its legend; align says which part of it stands at x, y (0 start, 1 end). */
export interface MapLabel {
  text: string;
  x: number;
  y: number;
  alignX: number;
  alignY: number;
  /** Where the axis' mark touches the plot. */
  tick?: { x: number; y: number; isUpright: boolean };
}

/** The numbers on both axes and on the legend's scale. Where the links enter the map, the axis is left free. */
export function mapLabels(layout: NetworkLayout): MapLabel[] {
  const { kind, plot, legend, biases, classCount } = layout;
  if (!plot) return [];
  const [bottom, middle] = [plot.y + plot.height, plot.y + plot.height / 2];
  const isEntered = biases.some((bias) => bias.x === plot.x && bias.y === middle);
  const across = axisTicks.map((value): MapLabel => {
    const x = planeToPlot(plot, value, 0)!.x;
    const tick = { x, y: bottom, isUpright: true };
    return { text: signed(value), x, y: bottom + 6, alignX: 0.5, alignY: 0, tick };
  });
  const [ticks, limit] = kind === 'curve' ? [curveTicks, curveLimit] : [axisTicks, planeLimit];
  const upright = ticks
    .filter((value) => value !== 0 || !isEntered)
    .map((value): MapLabel => {
      const y = planeToPlot(plot, 0, (value / limit) * planeLimit)!.y;
      const tick = { x: plot.x, y, isUpright: false };
      return { text: signed(value), x: plot.x - 7, y, alignX: 1, alignY: 0.5, tick };
    });
  if (!legend || classCount > 0) return [...across, ...upright];
  const centre = legend.x + legend.width / 2;
  const legendBottom = legend.y + legend.height;
  return [
    ...across,
    ...upright,
    { text: '+1', x: centre, y: legend.y - 4, alignX: 0.5, alignY: 1 },
    { text: '0', x: legend.x + legend.width + 4, y: legend.y + legend.height / 2, alignX: 0, alignY: 0.5 },
    { text: signed(-1), x: centre, y: legendBottom + 4, alignX: 0.5, alignY: 0 },
  ];
}

/** A number with the sign of minus that is as wide as plus. */
export function signed(value: number): string {
  return value < 0 ? `−${-value}` : `${value}`;
}
