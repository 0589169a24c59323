import { untrack } from 'svelte';
import uPlot from 'uplot';
import { axisText } from '../text';
import 'uplot/dist/uPlot.min.css';

export interface PlotInputs {
  /** x, then one column per series. */
  readonly columns: readonly Float64Array[];
  readonly series: readonly { label: string; color: string; dash?: number[]; width?: number }[];
  /** Areas between two series, by their places from 1 on, where the first is above the second. */
  readonly bands?: readonly { above: number; below: number; color: string }[];
  readonly isLogarithmic: boolean;
  readonly xLabel: string;
  readonly valueText: (value: number) => string;
  readonly colors: { readonly ink: string; readonly muted: string; readonly line: string };
  /** Upright lines at values of x. */
  readonly marks?: readonly PlotMark[];
  /** Whether the legend takes the place of the scale below while something is pointed at, not a line of its own. */
  readonly isLegendOver?: boolean;
  /** Level lines with their names, which the scale has room for. */
  readonly levels?: readonly PlotLevel[];
}

interface PlotMark {
  readonly x: number;
  readonly color: string;
}

interface PlotLevel {
  readonly y: number;
  readonly label: string;
}

/** One line of the legend, and how many series have room in it. */
const LEGEND_PX = 20;
const SERIES_IN_LINE = 2;
/** What a level's name needs above its line, which may be the top of the scale. */
const LEVEL_NAME_PX = 14;
const FONT = '11px system-ui, sans-serif';

/** Attachment: line curves with axes, a legend that reads out the pointer's place, and a linear or log scale. */
export function plots(inputs: () => PlotInputs) {
  return (host: HTMLElement) => {
    let plot: uPlot | undefined;

    // Everything but the numbers makes a new plot; it changes rarely.
    const look = $derived.by(() => {
      const { columns: _, marks: __, ...rest } = inputs();
      return JSON.stringify(rest);
    });
    $effect(() => {
      void look;
      const marks = () => inputs().marks ?? [];
      const created = untrack(() => new uPlot(optionsOf(inputs(), marks, host), dataOf(inputs()), host));
      plot = created;
      return () => created.destroy();
    });
    $effect(() => plot?.setData(dataOf(inputs())));

    const observer = new ResizeObserver(() => plot?.setSize(sizeOf(inputs(), host)));
    observer.observe(host);
    return () => observer.disconnect();
  };
}

/** Fills its host, which has a height of its own, with plot and legend. */
function sizeOf({ series, isLegendOver }: PlotInputs, host: HTMLElement): { width: number; height: number } {
  const legendLines = isLegendOver ? 0 : Math.ceil(series.length / SERIES_IN_LINE);
  return {
    width: Math.max(host.clientWidth, 50),
    height: Math.max(host.clientHeight - LEGEND_PX * legendLines, 40),
  };
}

/** What is no number leaves a gap, and on a scale of logarithms what is not above zero. */
function dataOf({ columns, isLogarithmic }: PlotInputs): uPlot.AlignedData {
  const [x, ...series] = columns;
  const isShown = (value: number) => (isLogarithmic ? value > 0 : !Number.isNaN(value));
  const shown = series.map((column) =>
    column.every(isShown) ? column : Array.from(column, (value) => (isShown(value) ? value : null)),
  );
  return [x, ...shown] as uPlot.AlignedData;
}

function optionsOf(inputs: PlotInputs, marks: () => readonly PlotMark[], host: HTMLElement): uPlot.Options {
  const { series, bands = [], levels = [], isLogarithmic, xLabel, valueText, colors } = inputs;
  const axis = {
    stroke: colors.muted,
    font: FONT,
    grid: { stroke: colors.line, width: 1 },
    ticks: { stroke: colors.line, width: 1, size: 4 },
  };
  const highestLevel = Math.max(0, ...levels.map(({ y }) => y));
  const endOf = (highest: number) => 1.05 * Math.max(highest, highestLevel);
  return {
    ...sizeOf(inputs, host),
    padding: [levels.length > 0 ? LEVEL_NAME_PX : 8, 14, 0, 0],
    bands: bands.map(({ above, below, color }) => ({ series: [above, below], fill: color })),
    hooks: {
      drawAxes: [
        (plot) => levels.forEach((level) => drawLevel(plot, level, level.y === highestLevel, colors.muted)),
      ],
      draw: [(plot) => untrack(marks).forEach((mark) => drawMark(plot, mark))],
    },
    legend: { markers: { dash: (_, index) => (series.at(index - 1)?.dash ? 'dashed' : 'solid') } },
    cursor: { drag: { x: false, y: false }, points: { size: 5 } },
    scales: {
      x: { time: false },
      y: isLogarithmic ? { distr: 3 } : { range: (_, __, highest) => [0, endOf(highest) || 1] },
    },
    axes: [
      { ...axis, size: 24, gap: 2, space: 60 },
      {
        ...axis,
        values: (_, splits) => splits.map(axisText),
        size: 46,
        gap: 2,
        space: (_, __, ___, ____, heightPx) => Math.min(30, heightPx / 2),
      },
    ],
    series: [
      { label: xLabel, value: (_, value) => (value === null ? '–' : String(Math.floor(value))) },
      ...series.map(({ label, color, dash, width = 1.5 }) => ({
        label,
        stroke: color,
        dash,
        width,
        points: { show: false },
        value: (_: uPlot, value: number | null) => (value === null ? '–' : valueText(value)),
      })),
    ],
  };
}

function drawMark(plot: uPlot, { x, color }: PlotMark): void {
  const { ctx: context, bbox } = plot;
  const place = Math.round(plot.valToPos(x, 'x', true)) + 0.5;
  if (place < bbox.left || place > bbox.left + bbox.width) return;
  context.save();
  context.strokeStyle = color;
  context.lineWidth = devicePixelRatio;
  context.beginPath();
  context.moveTo(place, bbox.top);
  context.lineTo(place, bbox.top + bbox.height);
  context.stroke();
  context.restore();
}

/** The highest is named at its right end, others in the middle, where a curve that falls is seldom. */
function drawLevel(plot: uPlot, { y, label }: PlotLevel, isHighest: boolean, color: string): void {
  const { ctx: context, bbox } = plot;
  const place = Math.round(plot.valToPos(y, 'y', true)) + 0.5;
  if (place < bbox.top || place > bbox.top + bbox.height) return;
  const [left, right] = [bbox.left, bbox.left + bbox.width];
  context.save();
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = devicePixelRatio;
  context.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  context.beginPath();
  context.moveTo(left, place);
  context.lineTo(right, place);
  context.stroke();
  context.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  context.textAlign = isHighest ? 'right' : 'center';
  context.textBaseline = 'bottom';
  const at = isHighest ? right : (left + right) / 2;
  context.fillText(label, at, place - 2 * devicePixelRatio);
  context.restore();
}
