import { fieldKeys, type Experiment, type FieldKey } from '$lib/engine';
import type { SettingsTrial } from '$lib/training/settings-protocol';
import { changedExperiment } from './experiment-change';
import { fieldControls } from './field-controls';
import { fillOrder } from './fill-order';
import { seedsFrom } from './seeds';
import { axisPatch, type Axis } from './setting-axes';

/** What a map of settings is to show. */
export interface AskedSettings {
  /** What is the same in all cells, but for what the axes say. */
  readonly experiment: Experiment;
  readonly columns: Axis;
  readonly rows: Axis;
  /** Runs of each cell. */
  readonly seeds: number;
  readonly epochs: number;
}

/** The trainings of a map: those of a seed for all cells, then those of the next. */
export interface SettingsPlan {
  readonly seeds: readonly string[];
  /** [cell] */
  readonly patches: readonly Partial<Experiment>[];
  readonly trialsFrom: (firstCell: number) => SettingsTrial[];
}

/** Fields that have no say in what a map shows: its runs all last as long. */
const withoutSay: readonly FieldKey[] = [
  'seed',
  ...fieldKeys.filter((key) => fieldControls[key].place === 'stopping'),
];

/** Two maps with the same text, and the same first seed, are the same. */
export function identityOf({ experiment, columns, rows, seeds, epochs }: AskedSettings): string {
  const varied = Object.keys(
    axisPatch(
      [columns, rows].map(({ name }) => [name, 0] as const),
      experiment,
    ),
  );
  const kept = fieldKeys.filter((key) => !withoutSay.includes(key) && !varied.includes(key));
  // The axes for layers and for neurons each leave the other to the experiment.
  const shape = [columns.name, rows.name].sort().join() === 'layers,neurons' ? [] : experiment.networkShape;
  return JSON.stringify([kept.map((key) => experiment[key]), shape, columns, rows, seeds, epochs]);
}

/** What has to be trained for a map. */
export function planSettings({ experiment, columns, rows, seeds: count }: AskedSettings): SettingsPlan {
  const seeds = seedsFrom(experiment.seed, count);
  const patches = rows.values.flatMap((y) =>
    columns.values.map((x) =>
      axisPatch(
        [
          [columns.name, x],
          [rows.name, y],
        ],
        experiment,
      ),
    ),
  );
  const order = fillOrder(columns.values.length, rows.values.length);
  return {
    seeds,
    patches,
    trialsFrom: (firstCell) => {
      const cells = [...order.slice(firstCell), ...order.slice(0, firstCell)];
      return seeds.flatMap((seed, run) =>
        cells.map((cell) => ({
          number: run * patches.length + cell,
          experiment: changedExperiment(experiment, { ...patches[cell], seed }),
        })),
      );
    },
  };
}
