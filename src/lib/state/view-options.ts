import { choice, flag, number, type Field, type FieldValue } from '$lib/engine';
import type { Difference } from './difference';
import { lessonNames } from './lessons';
import { axisNames } from './setting-axes';

/** What a link says about the page rather than about the run. */
export const viewFields = {
  showTestData: flag(false, 'live'),
  /** Of a curve: what it is without noise. */
  showTrueCurve: flag(false, 'live'),
  discretize: flag(false, 'live'),
  hideText: flag(false, 'live'),
  /** Epochs a second, or as fast as it goes. */
  speed: choice('60', 'live', ['0.1', '1', '10', '60', 'flat-out']),
  /** What Step and Step back go by. */
  stepUnit: choice('epoch', 'live', ['epoch', 'batch']),
  /** Which weekend of the movie decision is switched on: weather, price, girlfriend, each 1 or 0. */
  weekend: choice('110', 'live', ['111', '110', '101', '100', '011', '010', '001', '000']),
  /** What stands over the drawing of the network. */
  tool: choice('none', 'live', ['none', 'compare', 'settings', 'landscape']),
  /** The lesson that is shown; the rest of the link is its experiment. */
  lesson: choice('none', 'live', ['none', ...lessonNames]),
  /** What varies across a map of settings, and upwards. */
  settingsX: choice('auto', 'live', ['auto', ...axisNames]),
  settingsY: choice('auto', 'live', ['auto', ...axisNames]),
  /** Cells along a side, runs of each, and how long they are. */
  settingsSide: choice('16', 'live', ['8', '12', '16', '24', '32']),
  settingsSeeds: choice('1', 'live', ['1', '3', '5']),
  settingsEpochs: number(500, 'live', { min: 1, max: 100_000, integer: true }),
  lang: choice('auto', 'live', ['auto', 'en', 'zh-Hans']),
} as const satisfies Record<string, Field>;

export type ViewKey = keyof typeof viewFields;
export type ViewOptions = { readonly [Key in ViewKey]: FieldValue<(typeof viewFields)[Key]> } & {
  /** Names of the controls that the link hides. */
  readonly hidden: ReadonlySet<HideName>;
  /** In what the other side of a comparison differs. */
  readonly versus: Difference;
};

export const viewKeys = Object.keys(viewFields) as ViewKey[];

/** What `NAME_hide=true` may name. */
export const hideNames = [
  'playButton',
  'stepButton',
  'stepBackButton',
  'resetButton',
  'seed',
  'speed',
  'learningRate',
  'activation',
  'regularization',
  'regularizationRate',
  'problem',
  'loss',
  'batchSize',
  'optimizer',
  'momentum',
  'weightDecay',
  'schedule',
  'schedulePeriod',
  'scheduleFactor',
  'warmUp',
  'shuffle',
  'clipNorm',
  'dropout',
  'init',
  'layerActivations',
  'stopEpoch',
  'stopLoss',
  'patience',
  'dataset',
  'ownPoints',
  'habit',
  'habitWeights',
  'sunnyShare',
  'affordableShare',
  'girlfriendShare',
  'classes',
  'noise',
  'labelFlips',
  'percTrainData',
  'validationShare',
  'samples',
  'numHiddenLayers',
  'features',
  'showTestData',
  'showTrueCurve',
  'discretize',
  'parameters',
  'metrics',
  'tools',
  'timeline',
  'stepUnit',
  'diagnosis',
  'weights',
] as const;
export type HideName = (typeof hideNames)[number];

export const defaultView: ViewOptions = Object.freeze({
  ...(Object.fromEntries(viewKeys.map((key) => [key, viewFields[key].fallback])) as {
    [Key in ViewKey]: ViewOptions[Key];
  }),
  hidden: new Set<HideName>(),
  versus: {},
});
