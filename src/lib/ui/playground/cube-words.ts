import { m } from '$lib/paraglide/messages.js';
import { weekends } from '$lib/state/fields';
import { weekendText } from './movie-factors';

interface CubeState {
  /** For each of the weekends. */
  readonly goes: readonly boolean[];
  readonly isPerceptron: boolean;
  readonly hasCut: boolean;
  /** The crowd's decisions are such as no plane can part. */
  readonly isCrossed: boolean;
}

/** One sentence about the plane in the cube. */
export function cubeCaption({ goes, isPerceptron, hasCut, isCrossed }: CubeState): string {
  if (!isPerceptron) return m.cube_no_single_plane();
  if (isCrossed) return m.cube_crossed();
  const count = goes.filter(Boolean).length;
  if (hasCut) return m.cube_go_count({ count });
  return count > 0 ? m.cube_outside_go() : m.cube_outside_stay();
}

/** Which corners lie on the Go side. */
export function goSideText(goes: readonly boolean[]): string {
  const going = weekends.filter((_, index) => goes[index]);
  if (going.length === 0) return m.cube_go_side_empty();
  return m.cube_go_side({ weekends: going.map(weekendText).join(m.list_semicolon()) });
}
