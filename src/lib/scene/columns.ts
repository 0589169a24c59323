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
/** The part of its pitch, up or across, that a node may fill. */
const fill = { up: 0.76, across: 0.45 };
/** In many columns, the links get this much room to gather before they enter a map beside the stage. */
const doorGapPx = 120;
/** Room in which the links to a map below the stage turn downwards. */
const turnRoomPx = 28;

/**
 * Spreads the layers evenly over the stage. A door is where the links enter a map: beside the stage it is the last
 * stop, below the stage the columns end short of it.
 * Hidden neurons are all of one size, which the fullest column and the gaps between columns allow.
 */
export function placeColumns(request: LayoutRequest, doorX: number | undefined, isBelow: boolean): Column[] {
  const { kind, inputs, layers, stage } = request;
  const isMovie = kind === 'movie';
  const hiddenCounts = layers.slice(0, -1).map((layer) => layer.outputs);
  const counts = [inputs, ...hiddenCounts, ...(isMovie ? [1] : [])];
  const last = counts.length - 1;
  const endsAtDoor = doorX !== undefined && !isBelow;

  const inset = Math.min(Math.max(stage.width * 0.08, 8), 56);
  const left = stage.x + inset;
  const gaps = endsAtDoor ? last + 1 : last;
  const end = lastStop();
  const roomAcross = ((end - left) * fill.across) / (gaps + fill.across);
  const pitch = (count: number) => Math.min(largestPitchPx[kind], (stage.height - 2 * marginPx) / count);
  const fit = (wishPx: number, count: number) => Math.min(wishPx, roomAcross, pitch(count) * fill.up);
  const hiddenSize = fit(largestPx.hidden, Math.max(...hiddenCounts, 1));
  const sizes = counts.map((count, layer) => {
    if (layer === 0) return fit(isMovie ? largestPx.movieInput : largestPx.input, count);
    return isMovie && layer === last ? fit(largestPx.movieOutput, count) : hiddenSize;
  });

  const first = left + sizes[0] / 2;
  const room = end - (endsAtDoor ? 0 : sizes[last] / 2) - first;
  const doorGap = endsAtDoor ? Math.max(room / gaps, Math.min(doorGapPx, room * 0.2)) : 0;
  const spacing = last === 0 ? 0 : (room - doorGap) / last;
  return counts.map((count, layer) => {
    return { count, x: first + layer * spacing, size: sizes[layer], pitch: pitch(count) };
  });

  function lastStop(): number {
    const edge = stage.x + stage.width;
    if (doorX === undefined) return edge - inset;
    if (isBelow) return Math.min(edge, doorX - turnRoomPx);
    // A map far from the stage must not draw the last column out of it.
    return Math.min(doorX, edge + (edge - left) / (2 * gaps));
  }
}
