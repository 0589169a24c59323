import type { RandomStream } from '../random';

/** Shuffles examples in place, all columns alike: for k = n − 1 down to 0 swaps k and ⌊rand·(k + 1)⌋. */
export function shuffle(columns: readonly Float64Array[], random: RandomStream): void {
  for (let k = columns[0].length - 1; k >= 0; k--) {
    const other = Math.floor(random() * (k + 1));
    for (const column of columns) {
      const kept = column[k];
      column[k] = column[other];
      column[other] = kept;
    }
  }
}

/** The numbers 0 … count − 1 in a random order. */
export function shuffled(count: number, random: RandomStream): Float64Array {
  const order = Float64Array.from({ length: count }, (_, index) => index);
  shuffle([order], random);
  return order;
}
