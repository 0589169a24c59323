import type { Frame } from './run-record';

/** Frames of one network in a few long arrays, which move between threads and into storage at little cost. */
export interface PackedFrames {
  /** [frames][epoch, position, training, validation, test loss (NaN: none), penalty] */
  readonly numbers: Float64Array;
  /** [frames][parameters] */
  readonly parameters: Float32Array;
  /** Bytes of the optimizers' states, one after another, and how many belong to each frame. */
  readonly optimizers: Uint8Array;
  readonly optimizerLengths: Uint32Array;
}

const NUMBERS = 6;

/** What `unpackFrames` gives back. */
export function packFrames(frames: readonly Frame[]): PackedFrames {
  const width = frames[0]?.parameters.length ?? 0;
  const numbers = new Float64Array(NUMBERS * frames.length);
  const parameters = new Float32Array(width * frames.length);
  const optimizerLengths = Uint32Array.from(frames, ({ optimizer }) => optimizer?.length ?? 0);
  const optimizers = new Uint8Array(optimizerLengths.reduce((sum, length) => sum + length, 0));
  let place = 0;
  frames.forEach(({ epoch, position, losses, parameters: own, optimizer }, index) => {
    const { train, validation = NaN, test = NaN, penalty } = losses;
    numbers.set([epoch, position, train, validation, test, penalty], NUMBERS * index);
    parameters.set(own, width * index);
    if (optimizer) optimizers.set(optimizer, place);
    place += optimizerLengths[index];
  });
  return { numbers, parameters, optimizers, optimizerLengths };
}

/** The frames that were packed. */
export function unpackFrames({ numbers, parameters, optimizers, optimizerLengths }: PackedFrames): Frame[] {
  const count = optimizerLengths.length;
  const width = parameters.length / count;
  let place = 0;
  return Array.from({ length: count }, (_, index) => {
    const own = numbers.subarray(NUMBERS * index, NUMBERS * (index + 1));
    const [epoch, position, train, validation, test, penalty] = own;
    const length = optimizerLengths[index];
    const optimizer = length > 0 ? optimizers.slice(place, place + length) : undefined;
    place += length;
    return {
      epoch,
      position,
      parameters: parameters.slice(width * index, width * (index + 1)),
      optimizer,
      losses: {
        train,
        penalty,
        ...(!Number.isNaN(validation) && { validation }),
        ...(!Number.isNaN(test) && { test }),
      },
    };
  });
}
