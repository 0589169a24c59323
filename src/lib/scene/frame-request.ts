/** Asks for at most one drawing per animation frame. */
export class FrameRequest {
  #id: number | undefined;
  readonly #draw: () => void;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  ask(): void {
    this.#id ??= requestAnimationFrame(() => {
      this.#id = undefined;
      this.#draw();
    });
  }

  cancel(): void {
    if (this.#id !== undefined) cancelAnimationFrame(this.#id);
    this.#id = undefined;
  }
}
