/** Instructions in WebAssembly's binary format, nested as they were composed. */
export type Code = readonly (number | Code)[] | Uint8Array;

/** An unsigned number as LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) | 128);
    if (rest < 128) return bytes;
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

const unary =
  (...opcode: number[]) =>
  (a: Code): Code => [a, opcode];
const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [a, b, opcode];
const ternary =
  (...opcode: number[]) =>
  (a: Code, b: Code, c: Code): Code => [a, b, c, opcode];

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
const atStart = i32.constant(0);
/** All are declared to be aligned to four bytes. */
const read =
  (...opcode: number[]) =>
  (offset: number, address = atStart): Code => [address, opcode, 2, unsigned(offset)];
const write =
  (...opcode: number[]) =>
  (offset: number, value: Code, address = atStart): Code => [address, value, opcode, 2, unsigned(offset)];

/** Memory at `offset` bytes beyond an address, the memory's start unless told. */
export const memory = {
  loadFloat: read(0x2a),
  storeFloat: write(0x38),
  load: read(...simd(0x00)),
  /** One float32 to all lanes. */
  loadSplat: read(...simd(0x09)),
  store: write(...simd(0x0b)),
};

const shuffleOpcode = simd(0x0d);

export const v128 = {
  zero: [...simd(0x0c), ...Array<number>(16).fill(0)] as Code,
  /** Four int32. */
  integers: (lanes: readonly number[]): Code => [
    simd(0x0c),
    [...new Uint8Array(Int32Array.from(lanes).buffer)],
  ],
  splatInteger: unary(...simd(0x11)),
  splat: unary(...simd(0x13)),
  /** Whole float32: lanes 0 … 3 of a, 4 … 7 of b. */
  shuffle: (a: Code, b: Code, lanes: readonly number[]): Code => [
    a,
    b,
    shuffleOpcode,
    lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
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
  relaxedMultiplyAdd: ternary(...simd(0x105)),
  /** c − a·b. */
  relaxedNegativeMultiplyAdd: ternary(...simd(0x106)),
};

/** Σ vectors as a balanced tree: in a chain, each addition would wait for the one before. */
export function sumInPairs(vectors: readonly Code[]): Code {
  if (vectors.length === 1) return vectors[0];
  const half = Math.ceil(vectors.length / 2);
  return v128.add(sumInPairs(vectors.slice(0, half)), sumInPairs(vectors.slice(half)));
}

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

/** A function without results. */
export interface FunctionCode {
  readonly locals: Locals;
  readonly body: Code;
}

/** Calls a function of the module. */
export const call = (index: number, ...values: readonly Code[]): Code => [...values, 0x10, unsigned(index)];

/** A module over an imported memory, "env" "memory", that exports its first function. */
export function moduleOf(
  name: string,
  functions: readonly FunctionCode[],
  memoryBytes: number,
): Uint8Array<ArrayBuffer> {
  const pages = Math.ceil(memoryBytes / 65_536);
  const section = (id: number, content: Code): Code => [id, sized(content)];
  const typeOf = ({ locals: { parameters } }: FunctionCode): Code => [
    0x60,
    parameters.length,
    parameters.map((type) => valueTypes[type]),
    0,
  ];
  const count = functions.length;
  return flatten([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [count, functions.map(typeOf)]),
    section(2, [1, text('env'), text('memory'), 0x02, 0x00, unsigned(pages)]),
    section(3, [count, functions.map((_, index) => index)]),
    section(7, [1, text(name), 0x00, 0]),
    section(10, [count, functions.map(({ locals, body }) => sized([locals.declarations, body, 0x0b]))]),
  ]);
}

/** Whether this engine compiles f32x4.relaxed_madd. */
export function hasMultiplyAdd(): boolean {
  const { zero, relaxedMultiplyAdd } = v128;
  const body = [relaxedMultiplyAdd(zero, zero, zero), 0x1a];
  return WebAssembly.validate(moduleOf('probe', [{ locals: new Locals([]), body }], 0));
}

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

const text = (value: string): Code => [value.length, [...value].map((letter) => letter.charCodeAt(0))];

/** The bytes in order, in a buffer that grows. */
function flatten(code: Code): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(1024);
  let length = 0;
  const makeRoom = (count: number) => {
    if (length + count <= bytes.length) return;
    const larger = new Uint8Array(2 * (length + count));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  const append = (part: Code) => {
    makeRoom(part.length);
    if (part instanceof Uint8Array) {
      bytes.set(part, length);
      length += part.length;
      return;
    }
    for (let index = 0; index < part.length; index++) {
      const item = part[index];
      if (typeof item === 'number') {
        makeRoom(1);
        bytes[length++] = item;
      } else append(item);
    }
  };
  append(code);
  return bytes.slice(0, length);
}
