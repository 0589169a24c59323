import type { RandomStream } from '../random';

/**
 * Labels of which a share has been exchanged for another class, any other as likely as the next.
 * Order of draws for each label: whether it is exchanged, and of more than two classes always for which one.
 * So a larger share exchanges what a smaller one does, and more.
 * @param classCount 2 for labels −1 and 1, more for labels from 0 on
 */
export function withFlips(
  labels: Float64Array,
  classCount: number,
  share: number,
  random: RandomStream,
): Float64Array {
  return labels.map((label) => {
    const isFlipped = random() < share;
    if (classCount === 2) return isFlipped ? -label : label;
    const distance = 1 + Math.floor(random() * (classCount - 1));
    return isFlipped ? (label + distance) % classCount : label;
  });
}
