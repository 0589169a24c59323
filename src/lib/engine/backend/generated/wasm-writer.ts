/** Instructions in WebAssembly's binary format, nested as they were composed. */
export type Code = readonly (number | Code)[];

/** An unsigned number as LEB128. */
function unsigned(value: number): number[] {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** An int32 as signed LEB128. */
function signed(value: number): number[] {
  const bytes = [];
  for (let rest = value; ; rest >>= 7) {
    if (-64 <= rest && rest < 64) return [...bytes, rest & 127];
    bytes.push((rest & 127) | 128);
  }
}

const float32Bytes = (value: number) => [...new Uint8Array(Float32Array.of(value).buffer)];

export const valueTypes = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof valueTypes;

const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [a, b, ...opcode];
const unary =
  (...opcode: number[]) =>
  (a: Code): Code => [a, ...opcode];

export const getLocal = (local: number): Code => [0x20, unsigned(local)];
export const setLocal = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  add: binary(0x6a),
  subtract: binary(0x6b),
  isAtMost: binary(0x4c),
  isLess: binary(0x48),
  shiftLeft: binary(0x74),
  shiftRight: binary(0x75),
};

export const f32 = {
  constant: (value: number): Code => [0x43, float32Bytes(value)],
  add: binary(0x92),
  multiply: binary(0x94),
  divide: binary(0x95),
  negate: unary(0x8c),
  fromInt32: unary(0xb2),
};

const simd = (opcode: number) => [0xfd, ...unsigned(opcode)];
const memoryOperand = (alignmentLog2: number, offset: number) => [alignmentLog2, ...unsigned(offset)];
const atStart = i32.constant(0);

/** Memory at `offset` bytes beyond an address, the memory's start unless told. */
export const memory = {
  loadFloat: (offset: number, address = atStart): Code => [address, 0x2a, memoryOperand(2, offset)],
  storeFloat: (offset: number, value: Code): Code => [atStart, value, 0x38, memoryOperand(2, offset)],
  load: (offset: number, address = atStart): Code => [address, simd(0x00), memoryOperand(2, offset)],
  /** One float32 to all lanes. */
  loadSplat: (offset: number, address = atStart): Code => [address, simd(0x09), memoryOperand(2, offset)],
  /** One float32 to the first lane, zeros to the others. */
  loadFirst: (offset: number, address = atStart): Code => [address, simd(0x5c), memoryOperand(2, offset)],
  store: (offset: number, value: Code, address = atStart): Code => [
    address,
    value,
    simd(0x0b),
    memoryOperand(2, offset),
  ],
  storeFirst: (offset: number, value: Code): Code => [
    atStart,
    value,
    simd(0x5a),
    memoryOperand(2, offset),
    0,
  ],
};

/** Shuffles of whole float32: lanes 0 … 3 of a, 4 … 7 of b. */
const shuffle = (a: Code, b: Code, lanes: readonly number[]): Code => [
  a,
  b,
  simd(0x0d),
  lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
];

export const v128 = {
  zero: [...simd(0x0c), ...Array<number>(16).fill(0)] as Code,
  /** Four int32. */
  integers: (lanes: readonly number[]): Code => [
    simd(0x0c),
    [...new Uint8Array(Int32Array.from(lanes).buffer)],
  ],
  splatInteger: unary(...simd(0x11)),
  splat: unary(...simd(0x13)),
  shuffle,
  isGreaterInteger: binary(...simd(0x3b)),
  isGreater: binary(...simd(0x44)),
  and: binary(...simd(0x4e)),
  or: binary(...simd(0x50)),
  absolute: unary(...simd(0xe0)),
  negate: unary(...simd(0xe1)),
  add: binary(...simd(0xe4)),
  subtract: binary(...simd(0xe5)),
  multiply: binary(...simd(0xe6)),
  divide: binary(...simd(0xe7)),
  /** The first operand where it is NaN. */
  pseudoMinimum: binary(...simd(0xea)),
  /** The first operand where it is NaN. */
  pseudoMaximum: binary(...simd(0xeb)),
  relaxedMultiplyAdd: (a: Code, b: Code, c: Code): Code => [a, b, c, ...simd(0x105)],
  /** c − a·b. */
  relaxedNegativeMultiplyAdd: (a: Code, b: Code, c: Code): Code => [a, b, c, ...simd(0x106)],
};

/** Repeats the body as long as the condition, asked before each turn, holds. */
export const repeatWhile = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  condition,
  [0x45, 0x0d, 1],
  body,
  [0x0c, 0, 0x0b, 0x0b],
];

/** Runs the body, and again as long as the condition, asked after each turn, holds. */
export const repeat = (body: Code, condition: Code): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b];

export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];

const INTEGER_LOCALS = 16;

/** Hands out a function's locals: its parameters, a fixed number of int32, and then vectors. */
export class Locals {
  readonly #firstVector: number;
  #vectorCount = 0;
  readonly #freeVectors: number[] = [];
  #integersTaken = 0;

  constructor(readonly parameters: readonly ValueType[]) {
    this.#firstVector = parameters.length + INTEGER_LOCALS;
  }

  vector(): number {
    return this.#freeVectors.pop() ?? this.#firstVector + this.#vectorCount++;
  }

  /** Gives vectors back for other uses. */
  release(vectors: readonly number[]): void {
    this.#freeVectors.push(...vectors);
  }

  /** Lends some int32 while a piece of code is composed. */
  withIntegers(count: number, compose: (integers: readonly number[]) => Code): Code {
    const first = this.parameters.length + this.#integersTaken;
    this.#integersTaken += count;
    if (this.#integersTaken > INTEGER_LOCALS)
      throw new RangeError(`int32 locals: more than ${INTEGER_LOCALS}`);
    const code = compose(Array.from({ length: count }, (_, index) => first + index));
    this.#integersTaken -= count;
    return code;
  }

  get declarations(): Code {
    return [2, unsigned(INTEGER_LOCALS), valueTypes.i32, unsigned(this.#vectorCount), valueTypes.v128];
  }
}

/** A module with one exported function over an imported memory, "env" "memory". */
export function moduleOf(
  name: string,
  locals: Locals,
  body: Code,
  memoryBytes: number,
): Uint8Array<ArrayBuffer> {
  const pages = Math.ceil(memoryBytes / 65_536);
  const types = locals.parameters.map((type) => valueTypes[type]);
  const section = (id: number, content: Code): Code => [id, sized(content)];
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [1, 0x60, types.length, types, 0]),
      section(2, [1, text('env'), text('memory'), 0x02, 0x00, unsigned(pages)]),
      section(3, [1, 0]),
      section(7, [1, text(name), 0x00, 0]),
      section(10, [1, sized([locals.declarations, body, 0x0b])]),
    ]),
  );
}

/** Whether this engine compiles f32x4.relaxed_madd. */
export function hasMultiplyAdd(): boolean {
  const { zero, relaxedMultiplyAdd } = v128;
  const body = [relaxedMultiplyAdd(zero, zero, zero), 0x1a];
  return WebAssembly.validate(moduleOf('probe', new Locals([]), body, 0));
}

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

const text = (value: string): Code => [value.length, [...value].map((letter) => letter.charCodeAt(0))];

function flatten(code: Code): number[] {
  const bytes: number[] = [];
  const append = (part: Code) => {
    for (const item of part) {
      if (typeof item === 'number') bytes.push(item);
      else append(item);
    }
  };
  append(code);
  return bytes;
}
