import type { Emitter } from './emitter';
import type { GeneratedAddresses } from './shape';
import { type Code, getLocal, i32, repeat, repeatWhile, setLocal } from './wasm-writer';

/** Where a parameter of the dense array is kept while a call trains. */
export interface Place {
  /** Index in the dense array. */
  readonly dense: number;
  /** Address in scratch memory. */
  readonly packed: number;
}

/** One way to lay out a network's numbers in vectors, and the code that trains it so. */
export interface Layout {
  /** Zeros where places leave gaps that count. */
  readonly clear: Code;
  /** The first place of a parameter is the one that is read back. */
  readonly places: readonly Place[];
  /** What comes before the first batch, if anything. */
  readonly begin?: Code;
  /** A whole batch at the position, which it advances. */
  readonly batch: Code;
  /** A smaller batch, up to the end: a function of its own, as the compiler does worse on long ones. */
  readonly partial: () => Code;
}

/** What layouts find prepared. Positions are byte offsets of samples in a column. */
export class Frame {
  /**
   * @param scale −learning rate / samples of the batch, in all lanes
   * @param step learning rate · penalty rate, in all lanes
   */
  constructor(
    readonly addresses: GeneratedAddresses,
    readonly position: number,
    readonly end: number,
    readonly emitter: Emitter,
    readonly scale: Code,
    readonly step: Code,
  ) {}

  advance(bytes: number): Code {
    return setLocal(this.position, i32.add(getLocal(this.position), i32.constant(bytes)));
  }

  untilEnd(body: Code): Code {
    return repeatWhile(i32.isLess(getLocal(this.position), getLocal(this.end)), body);
  }

  /** Repeats a body, which is composed inside so that its loops get locals of their own. */
  times(count: number, body: () => Code): Code {
    return this.walk(count, [], body);
  }

  /**
   * Repeats a body `count` times, which finds addresses in locals: each begins somewhere and moves on by
   * some bytes with every turn.
   */
  walk(count: number, paths: readonly Path[], body: (addresses: readonly Code[]) => Code): Code {
    if (count === 0) return [];
    if (count === 1) return body(paths.map(({ from }) => from));
    return this.emitter.locals.withIntegers(paths.length + 1, ([left, ...walkers]) => {
      const move = (local: number, by: number) => setLocal(local, i32.add(getLocal(local), i32.constant(by)));
      return [
        setLocal(left, i32.constant(count)),
        paths.map(({ from }, index) => setLocal(walkers[index], from)),
        repeat(
          [
            body(walkers.map(getLocal)),
            paths.map(({ bytes }, index) => move(walkers[index], bytes)),
            move(left, -1),
          ],
          getLocal(left),
        ),
      ];
    });
  }
}

/** Addresses at equal distances. */
export interface Path {
  readonly from: Code;
  readonly bytes: number;
}
