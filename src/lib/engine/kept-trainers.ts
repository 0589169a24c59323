import type { CreateKernels } from './backend/kernels';
import { kept } from './kept';
import { experimentFields, fieldKeys, type Experiment } from './spec';
import { Trainer } from './trainer';

/** As many as the widest map of settings has columns, with some seeds each. */
const MOST = 64;

const restartKeys = fieldKeys.filter((key) => experimentFields[key].effect === 'restart');

/** Trainers for many short runs, one after another: runs on the same data and of the same shape share one. */
export class KeptTrainers {
  readonly #createKernels: CreateKernels;
  readonly #mapSide: number | undefined;
  readonly #trainers = new Map<string, Trainer>();

  /** @param mapSide pixels of the trainers' square maps where they are not the usual ones */
  constructor(createKernels: CreateKernels, mapSide?: number) {
    this.#createKernels = createKernels;
    this.#mapSide = mapSide;
  }

  /**
   * A trainer at the beginning of an experiment's run, which goes as in a trainer of its own; nobody else's until
   * the next one is asked for.
   * @throws {FieldError} when a field of the experiment is out of range
   */
  begin(experiment: Experiment): Trainer {
    const key = JSON.stringify(restartKeys.map((name) => experiment[name]));
    const make = () => new Trainer(this.#createKernels, experiment, this.#mapSide);
    const trainer = kept(this.#trainers, key, MOST, make);
    trainer.tune(experiment);
    trainer.reset();
    return trainer;
  }
}
