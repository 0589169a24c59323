import type { BiasPlace, NetworkLayout } from './layout';
import type { Mark } from './mark-mesh';
import type { ScenePoints } from './network-scene';
import { classColors, divergingColor, parseColor, type Rgb, type SceneTheme } from './palette';
import type { PicturePlace } from './picture-mesh';
import { planeToPlot } from './plot';
import { biasRadiusPx, labelStrength, pointRadiusPx } from './style';

/** The nodes drawn as thumbnails with their cells: in the movie, only the hidden ones. */
export function drawnThumbnails({ kind, nodes }: NetworkLayout): PicturePlace[] {
  const lastLayer = Math.max(...nodes.map((node) => node.layer));
  return nodes
    .map(({ layer, x, y, size }, cell) => ({ layer, x, y, size, cell }))
    .filter(({ layer }) => kind !== 'movie' || (layer > 0 && layer < lastLayer));
}

/** The points within the plot: training points as discs, on top of them validation points as diamonds and test points as squares. */
export function pointMarks({ kind, plot }: NetworkLayout, points: ScenePoints, theme: SceneTheme): Mark[] {
  if (!plot) return [];
  const { x1, x2, label, classCount, trainCount, validationCount, showTest } = points;
  const radius = pointRadiusPx(plot.width);
  const marks: Mark[] = [];
  for (let k = 0; k < (showTest ? label.length : trainCount); k++) {
    const place = planeToPlot(plot, x1[k], x2[k]);
    if (!place) continue;
    const shape = k < trainCount ? 'disc' : k < trainCount + validationCount ? 'diamond' : 'square';
    marks.push({ ...place, radius, color: colorOf(label[k], shape), shape });
  }
  return marks;

  function colorOf(value: number, shape: Mark['shape']): Rgb {
    if (classCount > 2) return parseColor(classColors[value] ?? theme.muted);
    // The height of a curve's point says it all.
    if (kind === 'curve') return parseColor(shape === 'disc' ? theme.ink : theme.paper);
    return divergingColor(theme, labelStrength(value));
  }
}

/** What separates discs from the map: where light colours stand for classes, only ink does. */
export const discOutline = (theme: SceneTheme, layout: NetworkLayout) =>
  layout.classCount > 0 ? theme.ink : theme.paper;

/** A bias as a disc: its size by magnitude, its colour by sign. */
export function biasMark(place: BiasPlace, value: number, theme: SceneTheme): Mark {
  const { x, y, radius } = place;
  const color = divergingColor(theme, Math.sign(value) || 0);
  return { x, y, radius: biasRadiusPx(value, radius), color, shape: 'disc' };
}
