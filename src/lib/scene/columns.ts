import type { LayoutRequest } from './layout';

/** A column of nodes: how many, how large, and how far apart, centre to centre (px). */
export interface Column {
  count: number;
  x: number;
  size: number;
  pitch: number;
  /** In a crowd, every second node stands this far right of the others; else 0. */
  stagger: number;
  /** What belongs to each node alone. */
  reach: { width: number; height: number };
}

const largestPx = { input: 48, hidden: 48, movieInput: 56, movieOutput: 84 };
const largestPitchPx = { plane: 88, curve: 88, movie: 130 };
const marginPx = 8;
/** The part of its pitch, up or across, that a node may fill. */
const fill = { up: 0.76, across: 0.45 };
/** Nodes that would be smaller than this are staggered where that makes them larger. */
const crowdedPx = 20;
/** The same parts where nodes are staggered; between a column's halves lies twice `gap` of a node. */
const staggeredFill = { up: 0.84, across: 0.25, gap: 0.04 };
/** What fingers can hit. */
const targetPx = 24;
/** In many columns, the links get this much room to gather before they enter a map beside the stage. */
const doorGapPx = 120;
/** Room in which the links to a map below the stage turn downwards. */
const turnRoomPx = 28;
/** Room for the colour and the number of each class, right of its neuron. */
const classMarkPx = 32;

/**
 * Spreads the layers evenly over the stage. A door is where the links enter a map: beside the stage it is the last
 * stop, below the stage the columns end short of it. Without a door the outputs are a column of their own.
 * Hidden neurons are all of one size, which the fullest column and the gaps between columns allow.
 */
export function placeColumns(request: LayoutRequest, doorX: number | undefined, isBelow: boolean): Column[] {
  const { kind, inputs, layers, stage } = request;
  const isMovie = kind === 'movie';
  const counts = [inputs, ...layers.map((layer) => layer.outputs)];
  if (doorX !== undefined) counts.pop();
  const last = counts.length - 1;
  const crowd = Math.max(...counts.slice(1, layers.length), 1);
  const endsAtDoor = doorX !== undefined && !isBelow;

  const inset = Math.min(Math.max(stage.width * 0.08, 8), 56);
  const left = stage.x + inset;
  const gaps = endsAtDoor ? last + 1 : last;
  const end = lastStop();
  const roomAcross = (share: number) => ((end - left) * share) / (gaps + share);
  const pitch = (count: number) => Math.min(largestPitchPx[kind], (stage.height - 2 * marginPx) / count);
  const fit = (wishPx: number, count: number) =>
    Math.min(wishPx, roomAcross(fill.across), pitch(count) * fill.up);
  const staggered = Math.min(
    largestPx.hidden,
    roomAcross(staggeredFill.across),
    2 * pitch(crowd) * staggeredFill.up,
  );
  const inLine = fit(largestPx.hidden, crowd);
  const isStaggered = inLine < crowdedPx && staggered > 1.2 * inLine;
  const hiddenSize = isStaggered ? staggered : inLine;
  const sizes = counts.map((count, layer) => {
    if (layer === 0) return fit(isMovie ? largestPx.movieInput : largestPx.input, count);
    if (layer < layers.length) return hiddenSize;
    return fit(isMovie ? largestPx.movieOutput : largestPx.hidden, count);
  });

  const first = left + sizes[0] / 2;
  const isPair = (layer: number) => isStaggered && sizes[layer] > pitch(counts[layer]) * fill.up + 1e-6;
  const halfWidth = (layer: number) => sizes[layer] * (isPair(layer) ? 1 + staggeredFill.gap : 0.5);
  const room = end - (endsAtDoor ? 0 : halfWidth(last)) - first;
  const doorGap = endsAtDoor ? Math.max(room / gaps, Math.min(doorGapPx, room * 0.2)) : 0;
  const spacing = last === 0 ? 0 : (room - doorGap) / last;
  const pairDistance = isStaggered ? hiddenSize * (1 + 2 * staggeredFill.gap) : 0;
  const apart = last === 0 ? Infinity : spacing - pairDistance;
  return counts.map((count, layer) => {
    const size = sizes[layer];
    const [stagger, up] = isPair(layer) ? [pairDistance, 2 * pitch(count)] : [0, pitch(count)];
    const reach = {
      width: Math.max(size, Math.min(targetPx, apart, stagger || Infinity)),
      height: Math.max(size, Math.min(targetPx, up)),
    };
    return { count, x: first + layer * spacing, size, pitch: pitch(count), stagger, reach };
  });

  function lastStop(): number {
    const edge = stage.x + stage.width;
    if (doorX === undefined) return edge - (isMovie ? inset : Math.max(inset, classMarkPx));
    if (isBelow) return Math.min(edge, doorX - turnRoomPx);
    // A map far from the stage must not draw the last column out of it.
    return Math.min(doorX, edge + (edge - left) / (2 * gaps));
  }
}
