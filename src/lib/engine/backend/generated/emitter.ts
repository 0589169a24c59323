import { type Code, type FunctionCode, getLocal, type Locals, memory, setLocal, v128 } from './wasm-writer';
import { VECTOR_BYTES, type GeneratedShape } from './shape';

/** A sum of a product: which of the row operands meets which of the column operands. */
export type Pair = readonly [row: number, column: number];

/** What a function under construction shares: locals, scratch memory, constants, arithmetic. */
export class Emitter {
  readonly #start: number;
  #next: number;
  readonly #constants = new Map<number, number>();

  constructor(
    readonly shape: GeneratedShape,
    /** Of the function that is composed at present. */
    public locals: Locals,
    scratch: number,
  ) {
    this.#start = scratch;
    this.#next = scratch;
  }

  get scratchBytes(): number {
    return this.#next - this.#start;
  }

  /** Composes another function meanwhile. */
  inFunction(locals: Locals, compose: () => Code): FunctionCode {
    const outer = this.locals;
    this.locals = locals;
    const body = compose();
    this.locals = outer;
    return { locals, body };
  }

  /** Address of so many vectors of scratch memory. */
  take(vectors: number): number {
    const address = this.#next;
    this.#next += vectors * VECTOR_BYTES;
    return address;
  }

  /** The same number in all lanes; from memory, since V8 builds or spills vectors it is given in the code. */
  constant(value: number): Code {
    let address = this.#constants.get(value);
    if (address === undefined) this.#constants.set(value, (address = this.take(1)));
    return memory.load(address);
  }

  /** Writes all constants asked for so far; to be composed last and run first. */
  get storeConstants(): Code {
    return [...this.#constants].map(([value, address]) =>
      memory.store(address, v128.splat([0x43, ...new Uint8Array(Float32Array.of(value).buffer)])),
    );
  }

  /** Puts a value into a new local. */
  hold(value: Code): { readonly code: Code; readonly local: number } {
    const local = this.locals.vector();
    return { code: setLocal(local, value), local };
  }

  /** a · b + c, rounded once or twice. */
  readonly multiplyAdd = (a: Code, b: Code, c: Code): Code =>
    this.shape.hasMultiplyAdd ? v128.relaxedMultiplyAdd(a, b, c) : v128.add(v128.multiply(a, b), c);

  /** c − a · b, rounded once or twice. */
  negativeMultiplyAdd(a: Code, b: Code, c: Code): Code {
    return this.shape.hasMultiplyAdd
      ? v128.relaxedNegativeMultiplyAdd(a, b, c)
      : v128.subtract(c, v128.multiply(a, b));
  }

  /**
   * For each pair Σ over `terms` of row · column, from a start if there is one, in locals. An operand that
   * several pairs share is loaded once for each term; all sums advance together, which hides latency.
   */
  products(
    pairs: readonly Pair[],
    terms: number,
    row: (row: number, term: number) => Code,
    column: (column: number, term: number) => Code,
    start?: (row: number, column: number) => Code,
  ): { readonly code: Code; readonly sums: readonly number[] } {
    const sums = pairs.map(() => this.locals.vector());
    const code: Code[] = start ? pairs.map(([r, c], k) => setLocal(sums[k], start(r, c))) : [];
    code.push(this.addProducts(sums, pairs, terms, row, column, start !== undefined));
    return { code, sums };
  }

  /** As products, into locals that are given; they have no value yet unless they are begun. */
  addProducts(
    sums: readonly number[],
    pairs: readonly Pair[],
    terms: number,
    row: (row: number, term: number) => Code,
    column: (column: number, term: number) => Code,
    areBegun: boolean,
  ): Code {
    const { locals } = this;
    const code: Code[] = [];
    for (let term = 0; term < terms; term++) {
      const rows = this.#operands(pairs.map(([r]) => r));
      const columns = this.#operands(pairs.map(([, c]) => c));
      pairs.forEach(([r, c], k) => {
        const a = rows(r, () => row(r, term));
        const b = columns(c, () => column(c, term));
        const isFirst = term === 0 && !areBegun;
        const sum = isFirst
          ? v128.multiply(a.value, b.value)
          : this.multiplyAdd(a.value, b.value, getLocal(sums[k]));
        code.push(a.code, b.code, setLocal(sums[k], sum));
        locals.release([...a.free, ...b.free]);
      });
    }
    return code;
  }

  /** Loads each operand where it is first used, since V8 keeps that order, and lets it go after the last use. */
  #operands(uses: readonly number[]) {
    const held = new Map<number, number>();
    const left = new Map<number, number>();
    for (const index of uses) left.set(index, (left.get(index) ?? 0) + 1);
    return (index: number, load: () => Code) => {
      const more = (left.get(index) ?? 0) - 1;
      left.set(index, more);
      let local = held.get(index);
      if (local === undefined && more === 0) return { code: [], value: load(), free: [] };
      let code: Code = [];
      if (local === undefined) {
        const operand = this.hold(load());
        ({ code, local } = operand);
        held.set(index, local);
      }
      return { code, value: getLocal(local), free: more === 0 ? [local] : [] };
    };
  }

  /** [Σa, Σb, Σc, Σd] of one to four locals; the sums of absent ones are anything. */
  sumsOfLanes(sums: readonly number[]): { readonly code: Code; readonly sum: Code } {
    const get = (k: number) => getLocal(sums[Math.min(k, sums.length - 1)]);
    const halves = (a: Code, b: Code) =>
      v128.add(v128.shuffle(a, b, [0, 4, 1, 5]), v128.shuffle(a, b, [2, 6, 3, 7]));
    const first = this.hold(halves(get(0), get(1)));
    const second = sums.length > 2 ? this.hold(halves(get(2), get(3))) : first;
    const code = second === first ? first.code : [first.code, second.code];
    const [a, b] = [getLocal(first.local), getLocal(second.local)];
    this.locals.release(second === first ? [first.local] : [first.local, second.local]);
    return { code, sum: v128.add(v128.shuffle(a, b, [0, 1, 4, 5]), v128.shuffle(a, b, [2, 3, 6, 7])) };
  }
}
