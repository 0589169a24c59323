import {
  habitRule,
  MAX_CLASSES,
  peopleOf,
  placesOf,
  RecordedRun,
  takeSnapshot,
  Trainer,
  trueCurveOf,
  weekendCounts,
  type CreateKernels,
  type MapColors,
} from '$lib/engine';
import { Courtesy } from './courtesy';
import { LandscapeWork } from './landscape-work';
import type { Command, DivergenceCause, Event, RunData } from './protocol';
import { RecordingReport } from './recording-report';
import { failureOf, SlicedTraining, type Clock } from './sliced-training';

/** What the loop needs of the world. */
export interface Surroundings extends Clock {
  readonly createKernels: CreateKernels;
  post(event: Event): void;
}

/** Trains one network in slices of time and answers commands between them. */
export class TrainingLoop {
  readonly #world: Surroundings;
  readonly #training: SlicedTraining<Trainer>;
  readonly #report = new RecordingReport();
  #run = 0;
  readonly #courtesy = new Courtesy();
  readonly #landscape: LandscapeWork;
  #colors: MapColors = { table: new Uint32Array(256), classes: new Uint32Array(MAX_CLASSES), middle: 0 };

  constructor(world: Surroundings) {
    this.#world = world;
    this.#training = new SlicedTraining(world, this.#courtesy, {
      diverged: () => this.#stopDiverged(),
      stopped: (stop) => world.post({ type: 'stopped', run: this.#run, stop }),
      failed: (error) => this.#fail(error),
    });
    this.#landscape = new LandscapeWork(world, this.#courtesy, {
      done: (landscape) => world.post({ type: 'landscape', run: this.#run, landscape }),
      failed: (error) => this.#fail(error),
    });
  }

  handle(command: Command): void {
    try {
      this.#obey(command);
    } catch (error) {
      this.#fail(error);
    }
  }

  get #recorded(): RecordedRun | undefined {
    return this.#training.recorded;
  }

  #obey(command: Command): void {
    switch (command.type) {
      case 'start':
        return this.#start(command);
      case 'tune':
        this.#recorded?.tune(command.experiment);
        return;
      case 'setParameter':
        this.#recorded?.setParameter(command.index, command.value);
        return;
      case 'setColors':
        this.#colors = command;
        return;
      case 'requestSnapshot':
        return this.#answerSnapshot(command);
      case 'requestLandscape':
        return this.#landscape.answer(command.request);
      case 'save':
        return this.#save();
      default:
        return this.#training.obey(command);
    }
  }

  #start({ run, experiment, from }: Extract<Command, { type: 'start' }>): void {
    this.#training.turnTo(undefined);
    this.#landscape.turnTo(undefined);
    this.#run = run;
    this.#report.forget();
    const recorded = new RecordedRun(new Trainer(this.#world.createKernels, experiment), from);
    this.#training.turnTo(recorded);
    this.#landscape.turnTo(recorded);
    this.#world.post({ type: 'ready', run, data: runData(recorded.trainer) });
  }

  #answerSnapshot({ focus, isPageLate }: Extract<Command, { type: 'requestSnapshot' }>): void {
    this.#courtesy.noteFrame(isPageLate);
    const recorded = this.#recorded;
    if (!recorded) return;
    let snapshot = takeSnapshot(recorded.trainer, focus, this.#colors);
    if (!Number.isFinite(snapshot.losses.train.loss)) {
      this.#training.rest();
      this.#stopDiverged('parameters');
      snapshot = takeSnapshot(recorded.trainer, focus, this.#colors);
    }
    const { isTraining } = this.#training;
    const recording = this.#report.of(recorded);
    this.#world.post({ type: 'snapshot', run: this.#run, snapshot, recording, isTraining });
  }

  #save(): void {
    if (!this.#recorded) return;
    const { moment } = this.#recorded;
    this.#world.post({ type: 'saved', run: this.#run, record: this.#recorded.save(), moment });
  }

  #stopDiverged(fallback?: DivergenceCause): void {
    const recorded = this.#recorded;
    if (!recorded) return;
    const cause = recorded.moment.epoch === 0 && fallback ? fallback : divergenceCause(recorded.trainer);
    recorded.returnToFinite();
    this.#world.post({ type: 'diverged', run: this.#run, cause, epoch: recorded.moment.epoch });
  }

  #fail(error: unknown): void {
    this.#training.rest();
    this.#world.post({ type: 'failed', run: this.#run, failure: failureOf(error) });
  }
}

/** L2 alone multiplies every weight by 1 − rates' product at each update: beyond 2 it grows without end. */
function divergenceCause({ experiment }: Trainer): DivergenceCause {
  const { regularization, regularizationRate, learningRate } = experiment;
  return regularization === 'L2' && learningRate * regularizationRate > 2
    ? 'regularizationRate'
    : 'learningRate';
}

function runData({ dataset, isMovie, experiment, grid }: Trainer): RunData {
  const { labels, trainCount, validationCount, classCount } = dataset;
  const counts = { trainCount, validationCount, testCount: labels.length - trainCount - validationCount };
  if (isMovie) {
    const people = peopleOf(dataset);
    return {
      ...counts,
      weekends: weekendCounts(people),
      people,
      hiddenHabit: habitRule(experiment),
    };
  }
  const [x1, x2, label] = [...placesOf(dataset), labels].map((column) => Float32Array.from(column));
  const curve = trueCurveOf(experiment);
  const trueCurve = curve && Float32Array.from(grid.inputs()[0], curve);
  return { ...counts, trueCurve, points: { x1, x2, label, classCount, trainCount, validationCount } };
}
