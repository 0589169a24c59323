import seedrandom from 'seedrandom';

/** Each call gives the next number of one stream, uniform in [0, 1). */
export interface RandomStream {
  (): number;
  /** The stream's next 32 bits as an integer. */
  int32(): number;
}

/** The engine's only source of chance: seedrandom's ARC4 stream, the same for the same seed everywhere. */
export function createRandom(seed: string): RandomStream {
  return seedrandom(seed);
}

/** One draw, uniform in [low, high). */
export function uniform(random: RandomStream, low: number, high: number): number {
  return low + (high - low) * random();
}

/**
 * A normally distributed number by Marsaglia's polar method: two draws a try, and about four tries in
 * five succeed. The second number of the pair is not kept.
 */
export function normal(random: RandomStream, mean: number, variance: number): number {
  for (;;) {
    const v1 = 2 * random() - 1;
    const v2 = 2 * random() - 1;
    const s = v1 * v1 + v2 * v2;
    if (s <= 1) return mean + Math.sqrt(variance) * Math.sqrt((-2 * Math.log(s)) / s) * v1;
  }
}

/**
 * A number of its own for each key and index, uniform in [0, 1): the key's UTF-8 bytes by FNV-1a, mixed with the index
 * by MurmurHash3's finalizer, over 2³².
 */
export const hashedUniform = (key: string, index: number): number => hashedUniforms(key)(index);

/** The numbers of one key, for those who want many. */
export function hashedUniforms(key: string): (index: number) => number {
  let bits = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) bits = Math.imul(bits ^ byte, 0x01000193);
  return (index) => mixedBits(bits + Math.imul(index, 0x9e3779b1)) / 2 ** 32;
}

/** The finalizer of MurmurHash3, as an unsigned integer. */
export function mixedBits(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
