/** States that a visitor has left by changing something, and those left by going back. */
export class ChangeHistory<State> {
  #past: State[] = [];
  #future: State[] = [];
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
    this.#past.push(before);
    if (this.#past.length > ChangeHistory.#MOST) this.#past.shift();
  }

  /** The next change is another one, whatever it changes. */
  endGesture(): void {
    this.#gesture = undefined;
  }

  undo(present: State): State | undefined {
    return this.#move(this.#past, this.#future, present);
  }

  redo(present: State): State | undefined {
    return this.#move(this.#future, this.#past, present);
  }

  clear(): void {
    this.#past = [];
    this.#future = [];
    this.endGesture();
  }

  #move(from: State[], to: State[], present: State): State | undefined {
    const state = from.pop();
    if (state === undefined) return undefined;
    to.push(present);
    this.endGesture();
    return state;
  }
}
