import type { CreateKernels } from './backend/kernels';
import type { Split } from './data';
import { filterNormalised, randomDirection } from './filter-directions';
import { LandscapeLosses, type SampleShare } from './landscape-losses';
import { isAfter, type Moment } from './moment';
import { projected, writeParameters, type ParameterPlane } from './parameter-plane';
import { principalDirections, type Axes, type PrincipalDirections } from './principal-directions';
import { createRandom } from './random';
import type { RecordedRun } from './recorded-run';
import type { RunRecord } from './run-record';
import { sharpnessAt } from './sharpness';

/** What is to be seen. */
export interface LandscapeRequest {
  /** Two random filter-normalised directions, or the two in which the recorded run varies most. */
  readonly plane: 'random' | 'principal';
  /** Of random directions. */
  readonly seed: string;
  /** Of random directions, in lengths of the filters; a plane of the run shows its whole path. */
  readonly halfWidth: number;
  /** Training data where there are no validation data. */
  readonly set: Split;
}

/** The data loss, without penalty, on a square of a plane through a run's present parameters. */
export interface Landscape extends Moment {
  readonly plane: LandscapeRequest['plane'];
  readonly set: Split;
  readonly samples: SampleShare;
  /** [row][column], LANDSCAPE_SIDE of each, from −halfWidth to halfWidth around the middle, bottom row first. */
  readonly losses: Float32Array;
  readonly middle: readonly [x: number, y: number];
  readonly halfWidth: number;
  /** Of the present parameters, which stand at (0, 0). */
  readonly presentLoss: number;
  /** The recorded moments and the present one where it comes last, [moment][x, y]. */
  readonly path: Float32Array;
  /** Of the run's variance along each axis; random axes are not asked. */
  readonly shares?: readonly [x: number, y: number];
  /** Of the training loss. */
  readonly sharpness: number;
}

export const LANDSCAPE_SIDE = 61;

const SHARPNESS_DIRECTIONS = 32;
/** Numbers in the sets of parameters that one step computes. */
const STEP_NUMBERS = 16_384;
/** Principal directions are those of at most so many recorded moments and the present one. */
const MOST_POINTS = 256;
/** They are found anew when the run has grown by this share. */
const GROWTH = 0.1;
/** Room around a path, as a share of its extent. */
const MARGIN = 0.15;
/** Around a run that has not moved, in lengths of all its parameters. */
const STILL_WIDTH = 0.5;

/** The directions of a run's path, and how far it had come. */
interface FoundDirections extends PrincipalDirections {
  readonly record: RunRecord;
  readonly epochs: number;
}

/** Surveys the surroundings of one recorded run; the run is only looked at. */
export class LandscapeSurvey {
  readonly #recorded: RecordedRun;
  readonly #losses: LandscapeLosses;
  readonly #candidates: Float32Array;
  #random: { readonly seed: string; readonly axes: Axes } | undefined;
  #principal: FoundDirections | undefined;
  #sharpnessDirections: Float64Array[] = [];

  constructor(createKernels: CreateKernels, recorded: RecordedRun) {
    this.#recorded = recorded;
    this.#losses = new LandscapeLosses(createKernels, recorded.trainer);
    const width = recorded.trainer.topology.parameterCount;
    const most = Math.max(1, Math.min(LANDSCAPE_SIDE, Math.floor(STEP_NUMBERS / width)));
    this.#candidates = new Float32Array(most * width);
  }

  /** One landscape, a few losses with each step, so that the caller can pause; it is that of one moment. */
  *survey(request: LandscapeRequest): Generator<void, Landscape> {
    const { trainer } = this.#recorded;
    yield* this.#drawSharpnessDirections();
    const principal = request.plane === 'principal' ? yield* this.#principalDirections() : undefined;
    const { moment } = this.#recorded;
    const plane = this.#planeOf(trainer.model.parameters.slice(), request.seed, principal?.axes);
    const path = this.#pathOn(plane);
    const set = this.#losses.shares[request.set].total > 0 ? request.set : 'train';
    const view = principal
      ? viewOf(path, plane.origin)
      : { middle: [0, 0] as const, halfWidth: request.halfWidth };
    const [presentLoss] = this.#losses.of(plane.origin, set);
    const { layers } = trainer.topology;
    const sharpness = yield* sharpnessAt(plane.origin, layers, this.#sharpnessDirections, (candidates) =>
      this.#losses.of(candidates, 'train'),
    );
    yield;
    const losses = yield* this.#lossesOn(plane, view, set);
    return {
      ...moment,
      ...view,
      plane: request.plane,
      set,
      samples: this.#losses.shares[set],
      losses,
      presentLoss,
      path,
      shares: principal?.shares,
      sharpness,
    };
  }

  /** The same for all of a run's life, so that sharpness changes only with the network. */
  *#drawSharpnessDirections(): Generator<void> {
    const { layers } = this.#recorded.trainer.topology;
    while (this.#sharpnessDirections.length < SHARPNESS_DIRECTIONS) {
      const random = createRandom(`sharpness ${this.#sharpnessDirections.length}`);
      this.#sharpnessDirections.push(randomDirection(layers, random));
      yield;
    }
  }

  *#principalDirections(): Generator<void, FoundDirections> {
    const { record, trainer } = this.#recorded;
    const epochs = record.end.epoch + record.end.position / trainer.trainCount;
    const before = this.#principal?.record === record ? this.#principal : undefined;
    if (before && epochs >= before.epochs && epochs <= (1 + GROWTH) * before.epochs) return before;
    const { frameCount } = record;
    const count = Math.min(frameCount, MOST_POINTS);
    const points = Array.from({ length: count }, (_, k) => {
      const index = count === 1 ? 0 : Math.round((k * (frameCount - 1)) / (count - 1));
      return record.frameAt(index).parameters;
    });
    points.push(trainer.model.parameters.slice());
    const start = before?.axes ?? arbitraryAxes(trainer.topology.parameterCount);
    const found = { ...(yield* principalDirections(points, start)), record, epochs };
    this.#principal = found;
    return found;
  }

  /** Through the parameters as they are: filters' lengths, and so random axes, are those of this moment. */
  #planeOf(origin: Float32Array, seed: string, axes: Axes | undefined): ParameterPlane {
    if (axes) return { origin, x: axes[0], y: axes[1] };
    const { layers } = this.#recorded.trainer.topology;
    if (this.#random?.seed !== seed) {
      const random = createRandom(`landscape ${seed}`);
      const first = randomDirection(layers, random);
      this.#random = { seed, axes: [first, randomDirection(layers, random, first)] };
    }
    const [x, y] = this.#random.axes.map((axis) => filterNormalised(layers, axis, origin));
    return { origin, x, y };
  }

  /** Costs less than a hundredth of the landscape itself. */
  #pathOn(plane: ParameterPlane): Float32Array {
    const { record, moment } = this.#recorded;
    const { frameCount } = record;
    const isLast = frameCount === 0 || isAfter(moment, record.frameAt(frameCount - 1));
    const path = new Float32Array(2 * (frameCount + (isLast ? 1 : 0)));
    for (let k = 0; k < frameCount; k++) path.set(projected(plane, record.frameAt(k).parameters), 2 * k);
    return path;
  }

  *#lossesOn(
    plane: ParameterPlane,
    { middle, halfWidth }: Pick<Landscape, 'middle' | 'halfWidth'>,
    set: Split,
  ): Generator<void, Float32Array> {
    const width = plane.origin.length;
    const atOnce = this.#candidates.length / width;
    const losses = new Float32Array(LANDSCAPE_SIDE * LANDSCAPE_SIDE);
    const place = (index: number) => halfWidth * ((2 * index) / (LANDSCAPE_SIDE - 1) - 1);
    for (let done = 0; done < losses.length; done += atOnce) {
      const count = Math.min(atOnce, losses.length - done);
      for (let k = 0; k < count; k++) {
        const [column, row] = [(done + k) % LANDSCAPE_SIDE, Math.floor((done + k) / LANDSCAPE_SIDE)];
        const to = this.#candidates.subarray(k * width, (k + 1) * width);
        writeParameters(plane, middle[0] + place(column), middle[1] + place(row), to);
      }
      losses.set(this.#losses.of(this.#candidates.subarray(0, count * width), set), done);
      yield;
    }
    return losses;
  }
}

/** The square around a path and the present parameters. */
function viewOf(path: Float32Array, origin: Float32Array): Pick<Landscape, 'middle' | 'halfWidth'> {
  const [low, high] = [
    [0, 0],
    [0, 0],
  ];
  path.forEach((value, index) => {
    low[index % 2] = Math.min(low[index % 2], value);
    high[index % 2] = Math.max(high[index % 2], value);
  });
  const halfWidth = ((1 + 2 * MARGIN) * Math.max(high[0] - low[0], high[1] - low[1])) / 2;
  const middle = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2] as const;
  if (halfWidth > 0) return { middle, halfWidth };
  return { middle, halfWidth: STILL_WIDTH * (Math.hypot(...origin) || 1) };
}

/** Two axes to begin with, which a run that has not moved keeps. */
function arbitraryAxes(parameterCount: number): Axes {
  const random = createRandom('principal directions');
  const layer = { inputs: parameterCount - 1, outputs: 1, weights: 0, biases: parameterCount - 1 };
  const first = randomDirection([layer], random);
  return [first, randomDirection([layer], random, first)];
}
