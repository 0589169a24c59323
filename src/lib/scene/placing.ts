import type { BiasPlace, NetworkLayout, Rect } from './layout';
import type { Mark } from './mark-mesh';
import type { ScenePoints } from './network-scene';
import type { PicturePlace } from './picture-mesh';
import { planeToPlot } from './plot';
import { biasRadiusPx, labelStrength, pointRadiusPx } from './style';

/** The nodes drawn as thumbnails with their cells: in the movie, only the hidden ones. */
export function drawnThumbnails({ kind, nodes }: NetworkLayout): PicturePlace[] {
  const lastLayer = Math.max(...nodes.map((node) => node.layer));
  return nodes
    .map(({ layer, x, y, size }, cell) => ({ layer, x, y, size, cell }))
    .filter(({ layer }) => kind === 'plane' || (layer > 0 && layer < lastLayer));
}

/** The points within the plot: training points as discs, test points as squares on top of them. */
export function pointMarks(plot: Rect, points: ScenePoints): Mark[] {
  const { x1, x2, label, trainCount, showTest } = points;
  const radius = pointRadiusPx(plot.width);
  const marks: Mark[] = [];
  for (let k = 0; k < (showTest ? label.length : trainCount); k++) {
    const place = planeToPlot(plot, x1[k], x2[k]);
    if (!place) continue;
    marks.push({
      ...place,
      radius,
      strength: labelStrength(label[k]),
      shape: k < trainCount ? 'disc' : 'square',
    });
  }
  return marks;
}

/** A bias as a disc: its size by magnitude, its colour by sign. */
export function biasMark({ parameter, x, y, radius }: BiasPlace, parameters: Float32Array): Mark {
  const value = parameters[parameter];
  return { x, y, radius: biasRadiusPx(value, radius), strength: Math.sign(value) || 0, shape: 'disc' };
}
