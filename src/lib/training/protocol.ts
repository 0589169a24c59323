import type {
  Curves,
  Experiment,
  HabitRule,
  Landscape,
  LandscapeRequest,
  MapColors,
  Moment,
  NodeId,
  SavedRecord,
  Snapshot,
  StartingPoint,
  StepUnit,
  Stop,
  WeekendCounts,
} from '$lib/engine';

/** Epochs a second, or as fast as it goes. */
export type Pace = number | 'flat-out';

/** What is asked of any recorded run. */
export type RunCommand =
  | { type: 'play'; pace: Pace }
  | { type: 'pause' }
  | { type: 'step'; unit: StepUnit }
  | { type: 'stepBack'; unit: StepUnit }
  /** Goes to a moment of the recorded run. */
  | { type: 'seek'; to: Moment }
  /** Trains up to the beginning of an epoch as fast as it goes, then goes on as before. */
  | { type: 'catchUp'; epoch: number }
  | { type: 'reset' };

/** What the page asks of the worker. Each `start` opens a run; events carry its number. */
export type Command =
  | RunCommand
  | { type: 'start'; run: number; experiment: Experiment; from?: StartingPoint }
  /** Takes over the fields that take effect while a network trains. */
  | { type: 'tune'; experiment: Experiment }
  | { type: 'setParameter'; index: number; value: number }
  | ({ type: 'setColors' } & MapColors)
  | { type: 'requestSnapshot'; focus: NodeId | undefined; isPageLate: boolean }
  /** Answered by `landscape`, unless another request or run comes before it is done. */
  | { type: 'requestLandscape'; request: LandscapeRequest }
  /** Answered by `saved`. */
  | { type: 'save' };

/** What the page knows of the recorded run beside its present moment. */
export interface Recording {
  /** The furthest moment. */
  readonly end: Moment;
  readonly best?: { readonly epoch: number; readonly loss: number };
  readonly canStepBack: boolean;
  /** Present when they have changed since the snapshot before. */
  readonly curves?: Curves;
}

/** The points as they are drawn; the first `trainCount` train, the next `validationCount` validate, the rest tests. */
export interface PlanePoints {
  readonly x1: Float32Array;
  /** Of a curve: the label, on the same scale of −6 … 6 as the plane's x₂. */
  readonly x2: Float32Array;
  /** −1 and 1 for two classes, 0, 1, 2 … for more, any number for a regression. */
  readonly label: Float32Array;
  /** 0 for a regression. */
  readonly classCount: number;
  readonly trainCount: number;
  readonly validationCount: number;
}

/** What a new run consists of. */
export interface RunData {
  readonly trainCount: number;
  readonly validationCount: number;
  readonly testCount: number;
  readonly points?: PlanePoints;
  /** Of a curve: its values without noise, on the map's places from left to right. */
  readonly trueCurve?: Float32Array;
  readonly weekends?: WeekendCounts;
  /** The movie crowd, a byte for each person as `personOf` reads it; the first `trainCount` train, and so on. */
  readonly people?: Uint8Array<ArrayBuffer>;
  /** What the movie crowd goes by; undefined where no weights do what it does. */
  readonly hiddenHabit?: HabitRule;
}

export type DivergenceCause = 'learningRate' | 'regularizationRate' | 'parameters';

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** What is told of any recorded run. */
export type RunEvent<Data, Picture> =
  | { type: 'ready'; run: number; data: Data }
  /** While it trains on, later snapshots will differ. */
  | { type: 'snapshot'; run: number; snapshot: Picture; recording: Recording; isTraining: boolean }
  /** The run rests by a rule of its own. */
  | { type: 'stopped'; run: number; stop: Stop }
  | { type: 'diverged'; run: number; cause: DivergenceCause; epoch: number }
  | { type: 'failed'; run: number; failure: Failure };

/** What the worker tells the page. */
export type Event =
  | RunEvent<RunData, Snapshot>
  | { type: 'landscape'; run: number; landscape: Landscape }
  | { type: 'saved'; run: number; record: SavedRecord; moment: Moment };

/** Buffers that move to the page with an event instead of being copied. */
export function transferOf(event: Event): ArrayBuffer[] {
  if (event.type === 'ready') return event.data.people ? [event.data.people.buffer] : [];
  if (event.type === 'saved') {
    const { numbers, parameters, optimizers } = event.record.frames;
    return [numbers, parameters, optimizers].map((array) => array.buffer as ArrayBuffer);
  }
  if (event.type === 'landscape') {
    const { losses, path } = event.landscape;
    return [losses.buffer, path.buffer] as ArrayBuffer[];
  }
  if (event.type !== 'snapshot') return [];
  const { parameters, atlas, map } = event.snapshot;
  const arrays = [parameters, atlas.pixels, map.values, map.pixels, map.classes];
  return arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
}
