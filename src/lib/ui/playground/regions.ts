import type { LayoutRequest, Rect } from '$lib/scene/layout';

/** Below this width the output map stands under the network instead of beside it. */
const STACKED_BELOW_PX = 680;
/** The column of the output, wider on a large screen; `--right` of Playground.svelte is the same. */
const SIDE_PX = { normal: 336, large: 440, largeFrom: 1404 };
/** Room for the buttons of the layers. */
const HEAD_PX = 100;
/** Room for the chips of the features, or for the movie's scale. */
const FOOT_PX = { plane: 84, curve: 84, movie: 128 };
/** Room for the tools' buttons below them, in two rows, where one row is too narrow. */
const TOOLS = { heightPx: 66, belowPx: 480 };
const SIGNS_PX = 40;
const OUTPUT_HEAD_PX = 36;
/** Room for the decision beside the last neuron. */
const DECISION_PX = 132;

export interface Regions {
  readonly stage: Rect;
  readonly output: Rect;
  /** Where the feature chips or the movie's scale begin. */
  readonly footY: number;
  readonly footHeight: number;
  readonly stageWidth: number;
  /** Whether there is room for what a neuron computes, written out. */
  readonly hasCard: boolean;
}

/** Divides the network's canvas among drawing, output map and what stands around them. */
export function divideCanvas(width: number, height: number, kind: LayoutRequest['kind']): Regions {
  const isStacked = width < STACKED_BELOW_PX;
  const hasMap = kind !== 'movie';
  const margin = isStacked ? 12 : 32;
  /** The signs of the inputs stand left of them. */
  const left = margin + (hasMap ? SIGNS_PX : 0);
  const side = width >= SIDE_PX.largeFrom ? SIDE_PX.large : SIDE_PX.normal;
  const stageWidth = hasMap && !isStacked ? width - side : width;
  const outputHeight = hasMap && isStacked ? Math.min(width, 420) : 0;
  const footHeight = FOOT_PX[kind] + (width < TOOLS.belowPx ? TOOLS.heightPx : 0);
  const footY = height - outputHeight - footHeight;
  const right = hasMap ? margin : Math.min(DECISION_PX, width / 4);
  const stage = {
    x: left,
    y: HEAD_PX,
    width: Math.max(1, stageWidth - left - right),
    height: Math.max(1, footY - HEAD_PX - 8),
  };
  const output = isStacked
    ? {
        x: 8,
        y: height - outputHeight + OUTPUT_HEAD_PX,
        width: width - 16,
        height: outputHeight - OUTPUT_HEAD_PX,
      }
    : { x: stageWidth + 12, y: OUTPUT_HEAD_PX, width: side - 20, height: side - OUTPUT_HEAD_PX };
  return { stage, output, footY, footHeight, stageWidth, hasCard: true };
}

/** Of two that are compared: room for the chips, in two rows where it is narrow. */
const SIDE_CHIPS_PX = { wide: 56, narrow: 86, wideFrom: 450 };
/** What the name of an input, which stands below it, needs beside it. */
const NAME_PX = 26;
/** The output map takes this share of the height that drawing and map have together. */
const MAP_SHARE = 0.56;

/** Divides the narrow canvas of one of two networks that are compared: the output map stands under the drawing. */
export function divideSide(width: number, height: number, kind: LayoutRequest['kind']): Regions {
  const hasMap = kind !== 'movie';
  const margin = 12;
  const left = hasMap ? margin + SIGNS_PX : NAME_PX;
  const right = hasMap ? margin : Math.min(DECISION_PX, width / 3);
  const chips = width < SIDE_CHIPS_PX.wideFrom ? SIDE_CHIPS_PX.narrow : SIDE_CHIPS_PX.wide;
  const footHeight = hasMap ? chips : FOOT_PX.movie;
  const roomPx = Math.max(2, height - HEAD_PX - footHeight);
  const mapHeight = hasMap ? Math.min(width - margin, roomPx * MAP_SHARE) : 0;
  const footY = height - mapHeight - footHeight;
  return {
    stage: {
      x: left,
      y: HEAD_PX,
      width: Math.max(1, width - left - right),
      height: Math.max(1, footY - HEAD_PX - 8),
    },
    output: {
      x: width - mapHeight - 4,
      y: height - mapHeight + 24,
      width: mapHeight,
      height: Math.max(1, mapHeight - 24),
    },
    footY,
    footHeight,
    stageWidth: width,
    hasCard: false,
  };
}
