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
