import { parameterTensors } from './shape';
import type { TensorMotion } from './snapshot';
import type { WordTrainer } from './trainer';

/** Follows how far each tensor of a model goes while it trains. */
export class MotionWatch {
  readonly #trainer: WordTrainer;
  #before: Float32Array;
  #step: number;
  #latest: readonly TensorMotion[] = [];

  constructor(trainer: WordTrainer) {
    this.#trainer = trainer;
    this.#before = trainer.model.readParameters();
    this.#step = trainer.epoch;
  }

  /** Since it was last asked, per step; what it said then where nothing has been trained since. */
  look(): readonly TensorMotion[] {
    const { model, epoch, shape } = this.#trainer;
    const steps = Math.abs(epoch - this.#step);
    if (steps === 0 && this.#latest.length > 0) return this.#latest;
    const parameters = model.readParameters();
    const gradients = model.readGradients();
    const before = this.#before;
    this.#latest = parameterTensors(shape).map(({ name, offset, length }) => {
      let [size, gradient, way] = [0, 0, 0];
      for (let k = offset; k < offset + length; k++) {
        size += parameters[k] ** 2;
        gradient += gradients[k] ** 2;
        way += (parameters[k] - before[k]) ** 2;
      }
      const root = (squares: number) => Math.sqrt(squares / length);
      return { name, size: root(size), gradient: root(gradient), step: root(way) / Math.max(steps, 1) };
    });
    this.#before = parameters;
    this.#step = epoch;
    return this.#latest;
  }
}
