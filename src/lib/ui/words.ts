import type { Experiment } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { firstExperiment, planeSettings } from '$lib/state/first-experiment';

/** A term of the field, in one sentence, with the place where one can see what it means. */
export interface Word {
  readonly name: () => string;
  readonly sentence: () => string;
  /** The accessible name of the control to look at. */
  readonly control: () => string;
  /** A tiny experiment in which it shows; every experiment has the control where there is none. */
  readonly experiment?: Experiment;
  /** Whether the experiment on the page will do. */
  readonly isShownBy?: (experiment: Experiment) => boolean;
}

const onTheNeuron = {
  experiment: firstExperiment,
  isShownBy: ({ problem, dataset, networkShape }: Experiment) =>
    problem === 'classification' && dataset === 'movie' && networkShape.length === 0,
};
const onTheCircle = (patch: Partial<Experiment>) => ({
  experiment: {
    ...firstExperiment,
    ...planeSettings,
    dataset: 'circle' as const,
    networkShape: [3],
    ...patch,
  },
});

export const words: readonly Word[] = [
  { name: m.word_input, sentence: m.movie_input_hint, control: m.input_weather, ...onTheNeuron },
  { name: m.word_weight, sentence: m.movie_weight_hint, control: m.weight_weather, ...onTheNeuron },
  { name: m.word_threshold, sentence: m.threshold_hint, control: m.threshold, ...onTheNeuron },
  {
    name: m.word_parameter,
    sentence: m.word_parameter_hint,
    control: () => m.bias_name({ target: m.target_output() }),
    ...onTheNeuron,
  },
  {
    name: m.word_hyperparameter,
    sentence: m.word_hyperparameter_hint,
    control: m.field_batchSize_label,
  },
  {
    name: m.field_activation_label,
    sentence: m.field_activation_hint,
    control: m.field_activation_label,
    ...onTheCircle({ activation: 'relu' }),
  },
  {
    name: m.word_linear,
    sentence: m.field_activation_linear_hint,
    control: m.field_activation_label,
    ...onTheCircle({ activation: 'linear' }),
  },
  {
    name: m.word_nonlinear,
    sentence: m.word_nonlinear_hint,
    control: m.field_activation_label,
    ...onTheCircle({ activation: 'tanh' }),
  },
  {
    name: m.field_learningRate_label,
    sentence: m.field_learningRate_hint,
    control: m.field_learningRate_label,
    ...onTheCircle({ learningRate: 3 }),
  },
  { name: m.epoch, sentence: m.epoch_hint, control: m.run_step },
];
