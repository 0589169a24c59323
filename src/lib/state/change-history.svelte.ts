/** States that a visitor has left by changing something, and those left by going back. */
export class ChangeHistory<State> {
  #past = $state.raw<readonly State[]>([]);
  #future = $state.raw<readonly State[]>([]);
  #gesture: string | undefined;
  static readonly #MOST = 200;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /**
   * Keeps the state before a change.
   * @param what changes; as long as it is the same and the gesture goes on, as in a drag, it is one change
   */
  note(before: State, what: string): void {
    this.#future = [];
    if (this.#gesture === what) return;
    this.#gesture = what;
    this.#past = [...this.#past, before].slice(-ChangeHistory.#MOST);
  }

  /** The next change is another one, whatever it changes. */
  endGesture(): void {
    this.#gesture = undefined;
  }

  /** The state before the latest change. */
  undo(present: State): State | undefined {
    const state = this.#past.at(-1);
    if (state === undefined) return undefined;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, present];
    this.endGesture();
    return state;
  }

  /** The state after the change that was taken back last. */
  redo(present: State): State | undefined {
    const state = this.#future.at(-1);
    if (state === undefined) return undefined;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, present];
    this.endGesture();
    return state;
  }

  clear(): void {
    this.#past = [];
    this.#future = [];
    this.endGesture();
  }
}
