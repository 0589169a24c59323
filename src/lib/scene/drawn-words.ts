import { FrameRequest } from './frame-request';
import type { SceneTheme } from './palette';
import { arcsOf, type Arc } from './word-arcs';
import { cellColors, isSameShown, shownOf, WordCells, type CellColors, type Shown } from './word-cells';
import type { View, WordLayout } from './word-layout';
import type { WordFrame, WordHighlight, WordScene } from './word-scene';

/** What stands on the canvas after one drawing. */
export interface DrawnFrame {
  readonly layout: WordLayout;
  readonly view: View;
  readonly theme: SceneTheme;
  readonly cells: WordCells;
  /** Whether other cells stand there than before. */
  readonly areCellsNew: boolean;
  readonly arcs: readonly Arc[];
}

/** Keeps what is to be drawn, and finds out what of it is new; how it is drawn is another's matter. */
export abstract class DrawnWords implements WordScene {
  protected readonly drawing = new FrameRequest(() => this.#draw());
  protected size = { widthPx: 1, heightPx: 1, resolution: 1 };
  #layout: WordLayout | undefined;
  #theme: SceneTheme | undefined;
  #colors: CellColors | undefined;
  #frame: WordFrame | undefined;
  #highlight: WordHighlight = {};
  #view: View = { x: 0, y: 0 };
  #shown: Shown | undefined;
  #cells: WordCells | undefined;

  /** The canvas takes its new size together with the next drawing, so that it never stands empty. */
  resize(widthPx: number, heightPx: number, resolution: number): void {
    this.size = { widthPx: Math.max(widthPx, 1), heightPx: Math.max(heightPx, 1), resolution };
    this.drawing.ask();
  }

  setLayout(layout: WordLayout): void {
    this.#layout = layout;
    this.#cells = undefined;
    this.drawing.ask();
  }

  setTheme(theme: SceneTheme): void {
    this.#theme = theme;
    this.#colors = cellColors(theme);
    this.drawing.ask();
  }

  setFrame(frame: WordFrame): void {
    const { head, mask } = this.#frame ?? {};
    if (frame.head !== head || frame.mask !== mask) this.#cells = undefined;
    this.#frame = frame;
    this.drawing.ask();
  }

  setHighlight(highlight: WordHighlight): void {
    this.#highlight = highlight;
    this.drawing.ask();
  }

  setView(view: View): void {
    this.#view = view;
    this.drawing.ask();
  }

  abstract destroy(): void;
  protected abstract readonly isLost: boolean;
  protected abstract show(frame: DrawnFrame): void;

  #draw(): void {
    const [layout, theme, colors, frame] = [this.#layout, this.#theme, this.#colors, this.#frame];
    if (this.isLost || !layout || !theme || !colors || !frame || !fits(layout, frame)) return;
    const shown = shownOf(layout, this.#view);
    const areCellsNew = !this.#cells || !this.#shown || !isSameShown(shown, this.#shown);
    if (areCellsNew) this.#cells = new WordCells(layout, shown, frame.mask, frame.head);
    this.#shown = shown;
    const cells = this.#cells!;
    cells.paint(frame.values, colors);
    const arcs = arcsOf(layout, shown, frame.values, frame.head, this.#highlight.token);
    this.show({ layout, view: this.#view, theme, cells, areCellsNew, arcs });
  }
}

/** A layout for other tokens may come before their numbers. */
function fits({ rows }: WordLayout, { values }: WordFrame): boolean {
  const { offset, rows: tokens, columns } = rows[rows.length - 1].stage;
  return offset + tokens * columns === values.length;
}
