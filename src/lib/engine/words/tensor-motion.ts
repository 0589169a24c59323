import { parameterTensors } from './shape';
import type { TensorMotion } from './snapshot';
import type { WordTrainer } from './trainer';

/** Follows how far each tensor of a model goes while it trains. */
export class MotionWatch {
  readonly #trainer: WordTrainer;
  #before: Float32Array;
  #step: number;
  /** What was said last, and after which of the trainer's changes it stays so as long as the run rests. */
  #latest: readonly TensorMotion[] = [];
  #restsAfter: number | undefined;

  constructor(trainer: WordTrainer) {
    this.#trainer = trainer;
    this.#before = trainer.model.readParameters();
    this.#step = trainer.epoch;
  }

  /**
   * How far tensors went per step since it was last asked; where the run rests, the latest way it went, or none where
   * it has gone back. The gradient is that of the latest step, at rest that of the step to come.
   */
  look(isTraining: boolean): readonly TensorMotion[] {
    const { model, epoch, shape, changes } = this.#trainer;
    if (!isTraining && this.#restsAfter === changes) return this.#latest;
    this.#restsAfter = isTraining ? undefined : changes;
    if (!isTraining) this.#trainer.lossAhead();
    const steps = epoch - this.#step;
    const parameters = model.readParameters();
    const gradients = model.readGradients();
    const before = this.#before;
    this.#latest = parameterTensors(shape).map(({ name, offset, length }, index) => {
      let [size, gradient, way] = [0, 0, 0];
      for (let k = offset; k < offset + length; k++) {
        size += parameters[k] ** 2;
        gradient += gradients[k] ** 2;
        way += (parameters[k] - before[k]) ** 2;
      }
      const root = (squares: number) => Math.sqrt(squares / length);
      const step = steps > 0 ? root(way) / steps : steps < 0 ? 0 : (this.#latest[index]?.step ?? 0);
      return { name, size: root(size), gradient: root(gradient), step };
    });
    this.#before = parameters;
    this.#step = epoch;
    return this.#latest;
  }
}
