/** Epochs, training losses, test losses; further columns are not drawn. */
type Columns = readonly [epochs: readonly number[], ...losses: (readonly number[])[]];

/** Losses of each of two runs that are drawn over each other. */
const LOSSES = 2;

/**
 * The curves of two runs over one axis of epochs, those of both: epochs, training and test losses of the first run,
 * then of the second. Between two of its epochs a curve runs straight; beyond its ends there is null.
 */
export function overlaid(first: Columns, second: Columns): (number | null)[][] {
  const epochs = Array.from(new Set([...first[0], ...second[0]])).sort((one, other) => one - other);
  return [epochs, ...stretched(first, epochs), ...stretched(second, epochs)];
}

function stretched([own, ...losses]: Columns, epochs: readonly number[]): (number | null)[][] {
  let next = 0;
  const places = epochs.map((epoch) => {
    while (next < own.length && own[next] < epoch) next++;
    if (next === own.length || (next === 0 && own[0] !== epoch)) return undefined;
    const share = own[next] === epoch ? 1 : (epoch - own[next - 1]) / (own[next] - own[next - 1]);
    return { before: Math.max(0, next - 1), after: next, share };
  });
  return losses
    .slice(0, LOSSES)
    .map((values) =>
      places.map((place) =>
        place ? values[place.before] * (1 - place.share) + values[place.after] * place.share : null,
      ),
    );
}
