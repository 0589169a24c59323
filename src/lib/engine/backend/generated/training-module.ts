import { Emitter } from './emitter';
import { Frame, type Layout } from './layout';
import { layoutCosts } from './layout-costs';
import { neuronsAcrossLanes } from './neurons-across-lanes';
import { samplesAcrossLanes } from './samples-across-lanes';
import { FLOAT_BYTES, type GeneratedAddresses, type GeneratedShape } from './shape';
import {
  type Code,
  f32,
  getLocal,
  i32,
  Locals,
  memory,
  moduleOf,
  repeatWhile,
  setLocal,
  v128,
  when,
} from './wasm-writer';

const [FIRST, END, LEARNING_RATE, REGULARIZATION_RATE] = [0, 1, 2, 3];

/** Weights beyond which the code no longer pays: it leaves the caches, and the loops are near the peak. */
const MAX_WEIGHTS = 2000;

/** Whether a module of this shape would be faster than the loops for any shape. */
export function canGenerate({ sizes, activations, loss }: GeneratedShape): boolean {
  const weights = sizes.slice(1).reduce((sum, outputs, index) => sum + sizes[index] * outputs, 0);
  return (
    sizes.length > 1 &&
    sizes[sizes.length - 1] === 1 &&
    (loss === 'squared' || activations[activations.length - 1] === 'sigmoid') &&
    weights <= MAX_WEIGHTS
  );
}

/** Bytes of scratch memory that a shape's module works in. */
export function scratchBytes(shape: GeneratedShape): number {
  return compose(shape, { parameters: 0, columns: 0, columnStride: 0, targets: 0, scratch: 0 }).scratchBytes;
}

/**
 * A module that trains networks of one shape in one place: it imports "env" "memory" and exports
 * `train(first, end, learningRate, regularizationRate)`, which does what Kernels.train does.
 */
export function generateTraining(
  shape: GeneratedShape,
  addresses: GeneratedAddresses,
): Uint8Array<ArrayBuffer> {
  const { locals, body, scratchBytes: bytes } = compose(shape, addresses);
  return moduleOf('train', locals, body, addresses.scratch + bytes);
}

/** The layout with the fewer instructions for a whole batch. */
function layOut(emitter: Emitter, frame: Frame): Layout {
  const { samples, neurons } = layoutCosts(emitter.shape);
  return neurons < samples ? neuronsAcrossLanes(emitter, frame) : samplesAcrossLanes(emitter, frame);
}

function compose(shape: GeneratedShape, addresses: GeneratedAddresses) {
  const locals = new Locals(['i32', 'i32', 'f32', 'f32']);
  const emitter = new Emitter(shape, locals, addresses.scratch);
  const scale = emitter.take(1);
  const step = emitter.take(1);
  const [position, end] = [getLocal(FIRST), getLocal(END)];
  const frame = new Frame(addresses, FIRST, END, locals, memory.load(scale), memory.load(step));
  const { clear, places, batch, partial } = layOut(emitter, frame);

  const batchBytes = shape.batchSize * FLOAT_BYTES;
  const setScale = (samples: Code) =>
    memory.store(scale, v128.splat(f32.divide(f32.negate(getLocal(LEARNING_RATE)), samples)));
  const inBytes = (local: number) => setLocal(local, i32.shiftLeft(getLocal(local), i32.constant(2)));
  const copy = (from: number, to: number) => memory.storeFloat(to, memory.loadFloat(from));
  const dense = (index: number) => addresses.parameters + index * FLOAT_BYTES;
  const read = new Map(places.toReversed().map((place) => [place.dense, place.packed]));
  const body: Code = [
    emitter.storeConstants,
    memory.store(step, v128.splat(f32.multiply(getLocal(LEARNING_RATE), getLocal(REGULARIZATION_RATE)))),
    setScale(f32.constant(shape.batchSize)),
    clear,
    places.map((place) => copy(dense(place.dense), place.packed)),
    inBytes(FIRST),
    inBytes(END),
    repeatWhile(i32.isAtMost(i32.add(position, i32.constant(batchBytes)), end), batch),
    when(i32.isLess(position, end), [
      setScale(f32.fromInt32(i32.shiftRight(i32.subtract(end, position), i32.constant(2)))),
      partial,
    ]),
    [...read].map(([index, packed]) => copy(packed, dense(index))),
  ];
  return { locals, body, scratchBytes: emitter.scratchBytes };
}
