import { FONT_PX, NAME_GAP_PX, setFont } from './matrix-names';
import type { SceneTheme } from './palette';
import { leastShare, strandAlpha, strandWidthPx } from './strand-style';

type Context = CanvasRenderingContext2D;

const STRAND_ENDS_PX = 24;

/**
 * Draws attention as strands between two rows of the same tokens: above those that look, below those looked at.
 * @param chosen the token whose strands stand out
 */
export function drawStrands(
  context: Context,
  size: { readonly width: number; readonly height: number },
  names: readonly string[],
  share: (row: number, column: number) => number,
  chosen: number | undefined,
  theme: SceneTheme,
): void {
  const { width, height } = size;
  const step = width / names.length;
  const [above, below] = [STRAND_ENDS_PX, height - STRAND_ENDS_PX];
  const xOf = (index: number) => (index + 0.5) * step;
  context.strokeStyle = theme.accent;
  names.forEach((_, row) =>
    names.forEach((_, column) => {
      const weight = share(row, column);
      if (!(weight >= leastShare)) return;
      context.globalAlpha = strandAlpha(weight, chosen !== undefined && chosen !== row);
      context.lineWidth = strandWidthPx(weight, step);
      context.beginPath();
      context.moveTo(xOf(row), above);
      const half = (above + below) / 2;
      context.bezierCurveTo(xOf(row), half, xOf(column), half, xOf(column), below);
      context.stroke();
    }),
  );
  context.globalAlpha = 1;
  setFont(context);
  context.textAlign = 'center';
  const every = Math.ceil((FONT_PX + 1) / step);
  names.forEach((name, index) => {
    if (index % every !== 0 && index !== chosen) return;
    for (const [y, baseline] of [
      [above - NAME_GAP_PX, 'bottom'],
      [below + NAME_GAP_PX, 'top'],
    ] as const) {
      context.textBaseline = baseline;
      const looks = baseline === 'bottom' && index === chosen;
      context.fillStyle = looks || chosen === undefined ? theme.ink : theme.muted;
      context.fillText(name, xOf(index), y, Math.max(step, FONT_PX) - 1);
    }
  });
}
