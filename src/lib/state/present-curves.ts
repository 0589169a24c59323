import type { Curves, Snapshot } from '$lib/engine';

const nothing = new Float64Array(0);
export const noCurves: Curves = {
  epochs: nothing,
  train: nothing,
  validation: nothing,
  test: nothing,
  penalty: nothing,
};

/**
 * The recorded curves, with the present moment at their end where it lies behind it.
 * @param trainCount of the epoch's samples, of which the moment's position counts those that have been seen
 */
export function curvesUpTo(recorded: Curves, present: Present, trainCount: number): Curves {
  const epoch = present.epoch + present.position / trainCount;
  const last = recorded.epochs.at(-1);
  if (last !== undefined && last >= epoch) return recorded;
  const { train, validation, test } = present.losses;
  const append = (column: Float64Array, value: number) => {
    const longer = new Float64Array(column.length + 1);
    longer.set(column);
    longer[column.length] = value;
    return longer;
  };
  return {
    epochs: append(recorded.epochs, epoch),
    train: append(recorded.train, train.loss),
    validation: validation ? append(recorded.validation, validation.loss) : nothing,
    test: append(recorded.test, test.loss),
    penalty: append(recorded.penalty, present.penalty),
  };
}

type Present = Pick<Snapshot, 'epoch' | 'position' | 'losses' | 'penalty'>;
