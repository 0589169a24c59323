import type { Curves } from '$lib/engine';

/**
 * The curves of two runs over one axis of epochs, those of both: epochs, training and test losses of the first run,
 * then of the second. Between two of its epochs a curve runs straight; beyond its ends it is not a number.
 */
export function overlaid(first: Curves, second: Curves): Float64Array[] {
  const epochs = Float64Array.from(new Set([...first.epochs, ...second.epochs])).sort();
  return [epochs, ...[first, second].flatMap((curves) => stretched(curves, epochs))];
}

function stretched({ epochs: own, train, test }: Curves, epochs: Float64Array): Float64Array[] {
  const columns = [train, test].map((values) => ({ values, stretched: new Float64Array(epochs.length) }));
  let next = 0;
  epochs.forEach((epoch, place) => {
    while (next < own.length && own[next] < epoch) next++;
    const share = own[next] === epoch ? 1 : (epoch - own[next - 1]) / (own[next] - own[next - 1]);
    for (const { values, stretched } of columns) {
      stretched[place] = share === 1 ? values[next] : values[next - 1] * (1 - share) + values[next] * share;
    }
  });
  return columns.map(({ stretched }) => stretched);
}
