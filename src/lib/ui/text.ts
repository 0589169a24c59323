import type { InputFeature, Split } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { locale } from '$lib/state/locale.svelte';

const splitNames: Readonly<Record<Split, () => string>> = {
  train: m.training,
  validation: m.validation,
  test: m.test,
};
export const splitName = (split: Split) => splitNames[split]();

/** Signs of the inputs as they stand on the drawing. */
export const inputSigns: Readonly<Record<InputFeature, string>> = {
  x: 'x₁',
  y: 'x₂',
  xSquared: 'x₁²',
  ySquared: 'x₂²',
  xTimesY: 'x₁x₂',
  sinX: 'sin x₁',
  sinY: 'sin x₂',
  weather: 'w',
  price: 'p',
  girlfriend: 'g',
};

/** A count as the language groups its digits. */
export const countText = (count: number | undefined) =>
  count === undefined ? '–' : count.toLocaleString(locale.current);

/** From here on a number has more digits than anybody reads, or has room for. */
const LARGE = 1e6;

/** How large weights, gradients or steps are, in two digits. */
export function sizeText(size: number): string {
  if (size === 0) return '0';
  if (!Number.isFinite(size)) return '–';
  // Zeros have no room in a table.
  return size < 0.0001 ? size.toExponential(1) : size.toPrecision(2);
}

/** A loss as text: four decimals, or an exponent where they would show nothing or too much. */
export function lossText(value: number | undefined, decimals = 4): string {
  if (value === undefined) return '–';
  const size = Math.abs(value);
  return size === 0 || (size >= 0.0001 && size < LARGE) ? value.toFixed(decimals) : value.toExponential(2);
}

/** A number at an axis, as the language writes it, as long as it has room there. */
export const axisText = (value: number | null) => {
  if (value === null) return '';
  if (Math.abs(value) < LARGE / 10) return value.toLocaleString(locale.current);
  return Number(value.toPrecision(2)).toExponential().replace('+', '');
};

/** A weight as text, short enough for the drawing. */
export function weightText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits))).replace('-', '−');
}

/** A share as per cent with one decimal, without its sign. */
export const percentText = (share: number | undefined) =>
  share === undefined ? '–' : (100 * share).toFixed(1);

/** A share of 1, such as a precision. */
export const shareText = (share: number | undefined, digits = 3) =>
  share === undefined || Number.isNaN(share) ? '–' : share.toFixed(digits);

/** A learning rate with three digits. */
export const rateText = (rate: number) => String(Number(rate.toPrecision(3)));
