import type { LayoutRequest } from './layout';

/** A column of nodes: how many, how large, and how far apart, centre to centre (px). */
export interface Column {
  count: number;
  x: number;
  size: number;
  pitch: number;
}

const largestPx = { input: 48, hidden: 48, movieInput: 56, movieOutput: 84 };
const largestPitchPx = { plane: 88, movie: 130 };
const marginPx = 8;
/** The part of its pitch a node may fill. */
const fill = 0.76;

/**
 * Spreads the layers evenly over the stage; where a map stands beside it, its edge is the last stop.
 * Hidden neurons are all of one size, which the fullest column and the gaps between columns allow.
 */
export function placeColumns(request: LayoutRequest, mapEdge: number | undefined): Column[] {
  const { kind, inputs, layers, stage } = request;
  const isMovie = kind === 'movie';
  const hiddenCounts = layers.slice(0, -1).map((layer) => layer.outputs);
  const counts = [inputs, ...hiddenCounts, ...(isMovie ? [1] : [])];
  const last = counts.length - 1;

  const left = stage.x + Math.min(Math.max(stage.width * 0.08, 8), 56);
  const right = isMovie ? 2 * stage.x + stage.width - left : stage.x + stage.width - turnRoomPx(stage.width);
  const gaps = mapEdge === undefined ? last : last + 1;
  const end = mapEdge === undefined ? right : Math.min(mapEdge, right + (right - left) / (2 * gaps));

  const roomAcross = (end - left) / (2 * gaps + 1);
  const pitch = (count: number) =>
    Math.min(largestPitchPx[kind], (stage.height - 2 * marginPx) / Math.max(count, 1));
  const fit = (wishPx: number, count: number) => Math.min(wishPx, roomAcross, pitch(count) * fill);
  const hiddenSize = fit(largestPx.hidden, Math.max(...hiddenCounts, 1));
  const sizes = counts.map((count, layer) => {
    if (layer === 0) return fit(isMovie ? largestPx.movieInput : largestPx.input, count);
    return isMovie && layer === last ? fit(largestPx.movieOutput, count) : hiddenSize;
  });

  const first = left + sizes[0] / 2;
  const lastX = mapEdge === undefined ? end - sizes[last] / 2 : end;
  const spacing = gaps === 0 ? 0 : (lastX - first) / gaps;
  return counts.map((count, layer) => {
    return { count, x: first + layer * spacing, size: sizes[layer], pitch: pitch(count) };
  });
}

/** Room right of the last column, in which the curves to a map below the stage turn downwards. */
function turnRoomPx(stageWidth: number): number {
  return Math.min(Math.max(stageWidth * 0.08, 12), 40);
}
