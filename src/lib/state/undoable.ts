import { ChangeHistory } from './change-history.svelte';

/** What can be taken back: the experiment, and some settings of the view. */
export interface Asked<Experiment, View> {
  readonly experiment: Experiment;
  readonly view: Partial<View>;
}

/** What a visitor asks of a page, who can take each change back and make it again. */
export abstract class Undoable<Experiment, View extends object> {
  readonly #changes = new ChangeHistory<Asked<Experiment, View>>();

  protected abstract get asked(): Asked<Experiment, View>;
  protected abstract setView(patch: Partial<View>): void;
  /** Lets the run follow an experiment, which may be the present one. */
  protected abstract returnTo(experiment: Experiment): void;

  get canUndo(): boolean {
    return this.#changes.canUndo;
  }

  get canRedo(): boolean {
    return this.#changes.canRedo;
  }

  /** Takes the latest change back. */
  undo(): void {
    this.#return(this.#changes.undo(this.asked));
  }

  /** Makes the change again that was taken back last. */
  redo(): void {
    this.#return(this.#changes.redo(this.asked));
  }

  /** A drag or an entry is over: what comes next is another change. */
  endGesture(): void {
    this.#changes.endGesture();
  }

  changeView(patch: Partial<View>): void {
    const { view } = this.asked;
    this.noteChange(Object.keys(patch).filter((key) => key in view));
    this.setView(patch);
  }

  /** Before something changes that can be taken back. */
  protected noteChange(keys: readonly string[]): void {
    if (keys.length > 0) this.#changes.note(this.asked, keys.join());
  }

  protected forgetChanges(): void {
    this.#changes.clear();
  }

  #return(asked: Asked<Experiment, View> | undefined): void {
    if (!asked) return;
    this.setView(asked.view);
    this.returnTo(asked.experiment);
  }
}
