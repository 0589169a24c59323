import type { WeekendSum } from '$lib/state/weekend-sum';
import { weightText } from '../text';

export { weekendSum } from '$lib/state/weekend-sum';

/** For example "12 > 8". */
export function sumText({ sum, threshold }: WeekendSum): string {
  return `${weightText(sum)} ${sum > threshold ? '>' : '≤'} ${weightText(threshold)}`;
}
