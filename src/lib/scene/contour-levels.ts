/** At most so many lines, and at least so many where a range allows it. */
const MOST_LEVELS = 12;
const FEWEST_LEVELS = 5;
/** Beyond this ratio to the highest loss, depths are no longer told apart. */
const MOST_RATIO = 1e5;

/** Steps within a factor of ten, from coarse to fine. */
const decades: readonly (readonly number[])[] = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]];

/**
 * The losses at which lines of a contour map stand: round numbers, evenly spaced on a logarithmic scale, or where
 * the losses hardly differ on a linear one. The same range gives the same lines, so that they stand still while
 * the losses under them change.
 * @param losses from 0 on; those that are not finite count as above all lines
 * @returns from low to high, each within the losses' range; none where all are equal
 */
export function contourLevels(losses: ArrayLike<number>): number[] {
  const finite = Array.from(losses).filter(Number.isFinite);
  const highest = Math.max(...finite);
  const lowest = Math.max(Math.min(...finite), highest / MOST_RATIO);
  if (!(highest > lowest)) return [];
  const choices = decades.map((steps) => roundNumbers(lowest, highest, steps)).filter(isFewEnough);
  const finest = choices.at(-1) ?? [];
  return finest.length >= FEWEST_LEVELS ? finest : linearLevels(lowest, highest);
}

const isFewEnough = ({ length }: readonly number[]) => length <= MOST_LEVELS;

/** The numbers step · 10ⁿ within a range, its ends excluded. */
function roundNumbers(lowest: number, highest: number, steps: readonly number[]): number[] {
  const levels: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); 10 ** power < highest; power++) {
    for (const step of steps) levels.push(rounded(step, power));
  }
  return within(levels, lowest, highest);
}

function linearLevels(lowest: number, highest: number): number[] {
  const power = Math.floor(Math.log10((highest - lowest) / FEWEST_LEVELS));
  const multiples = [1, 2, 5].map((step) => {
    const size = rounded(step, power);
    const first = Math.floor(lowest / size) + 1;
    const count = Math.ceil(highest / size) - first;
    const levels = Array.from({ length: count }, (_, k) => Number(((first + k) * size).toPrecision(12)));
    return within(levels, lowest, highest);
  });
  return multiples.find(isFewEnough) ?? multiples[2];
}

const within = (levels: number[], lowest: number, highest: number) =>
  levels.filter((level) => level > lowest && level < highest);

/** step · 10ᵖ as its shortest decimal, free of a power's rounding. */
const rounded = (step: number, power: number) => Number(`${step}e${power}`);
