import { Emitter } from './emitter';
import { Frame, type Layout } from './layout';
import { FLOAT_BYTES, type GeneratedAddresses, type GeneratedShape } from './shape';
import {
  type Code,
  call,
  type FunctionCode,
  f32,
  getLocal,
  i32,
  Locals,
  memory,
  repeatWhile,
  setLocal,
  when,
} from './wasm-writer';

/** What a call's rates come to, four lanes of each. */
export interface Rates {
  /** −learning rate / samples, of a float32. */
  readonly scale: (samples: Code) => Code;
  /** Learning rate times penalty rate. */
  readonly step: Code;
}

/** Functions, the first of which trains a range of samples, its first parameters. */
export function composeTraining(
  locals: Locals,
  shape: GeneratedShape,
  addresses: GeneratedAddresses,
  layOut: (emitter: Emitter, frame: Frame) => Layout,
  rates: Rates,
): { readonly functions: readonly FunctionCode[]; readonly scratchBytes: number } {
  const [first, last] = [0, 1];
  const emitter = new Emitter(shape, locals, addresses.scratch);
  const scale = emitter.take(1);
  const step = emitter.take(1);
  const [position, end] = [getLocal(first), getLocal(last)];
  const frame = new Frame(addresses, first, last, emitter, memory.load(scale), memory.load(step));
  const { clear, places, begin = [], batch, partial } = layOut(emitter, frame);

  const partialFunction = emitter.inFunction(new Locals(['i32', 'i32']), partial);

  const inBytes = (local: number) => setLocal(local, i32.shiftLeft(getLocal(local), i32.constant(2)));
  const samplesLeft = i32.shiftRight(i32.subtract(end, position), i32.constant(2));
  const copy = (from: number, to: number) => memory.storeFloat(to, memory.loadFloat(from));
  const dense = (index: number) => addresses.parameters + index * FLOAT_BYTES;
  const read = new Map(places.toReversed().map((place) => [place.dense, place.packed]));
  const [packing, unpacking, part] = [1, 2, 3];
  const functions = [
    emitter.inFunction(locals, () => [
      memory.store(step, rates.step),
      memory.store(scale, rates.scale(f32.constant(shape.batchSize))),
      call(packing),
      inBytes(first),
      inBytes(last),
      begin,
      repeatWhile(i32.isAtMost(i32.add(position, i32.constant(shape.batchSize * FLOAT_BYTES)), end), batch),
      when(i32.isLess(position, end), [
        memory.store(scale, rates.scale(f32.fromInt32(samplesLeft))),
        call(part, position, end),
      ]),
      call(unpacking),
    ]),
    emitter.inFunction(new Locals([]), () => [
      emitter.storeConstants,
      clear,
      places.map((place) => copy(dense(place.dense), place.packed)),
    ]),
    emitter.inFunction(new Locals([]), () => [...read].map(([index, packed]) => copy(packed, dense(index)))),
    partialFunction,
  ];
  return { functions, scratchBytes: emitter.scratchBytes };
}
