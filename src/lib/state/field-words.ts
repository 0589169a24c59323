import type { Experiment, InputFeature } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { optionIn, scheduleWords, type FieldWords, type OptionsOf } from './shared-field-words';
import type { ControlKey } from './field-controls';
import type { ViewOptions } from './view-options';

type Settings = Experiment & ViewOptions;
type LabelledKey = ControlKey | 'speed' | 'showTestData' | 'showTrueCurve' | 'discretize';

const words: { readonly [Key in LabelledKey]: FieldWords & OptionsOf<Settings[Key]> } = {
  learningRate: { label: m.field_learningRate_label, hint: m.field_learningRate_hint },
  activation: {
    label: m.field_activation_label,
    hint: m.field_activation_hint,
    hints: { linear: m.field_activation_linear_hint, step: m.field_activation_step_hint },
    options: {
      tanh: m.option_activation_tanh,
      relu: m.option_activation_relu,
      sigmoid: m.option_activation_sigmoid,
      linear: m.option_activation_linear,
      leakyRelu: m.option_activation_leakyRelu,
      elu: m.option_activation_elu,
      gelu: m.option_activation_gelu,
      silu: m.option_activation_silu,
      softplus: m.option_activation_softplus,
      sine: m.option_activation_sine,
      step: m.option_activation_step,
      softmax: m.option_activation_softmax,
    },
  },
  regularization: {
    label: m.field_regularization_label,
    hint: m.field_regularization_hint,
    options: {
      none: m.option_regularization_none,
      L1: m.option_regularization_L1,
      L2: m.option_regularization_L2,
      both: m.option_regularization_both,
    },
  },
  regularizationRate: {
    label: m.field_regularizationRate_label,
    short: m.field_regularizationRate_short,
    hint: m.field_regularizationRate_hint,
  },
  optimizer: {
    label: m.field_optimizer_label,
    hint: m.field_optimizer_hint,
    hints: { perceptron: m.field_optimizer_perceptron_hint },
    options: {
      sgd: m.option_optimizer_sgd,
      momentum: m.option_optimizer_momentum,
      nesterov: m.option_optimizer_nesterov,
      rmsprop: m.option_optimizer_rmsprop,
      adam: m.option_optimizer_adam,
      adamw: m.option_optimizer_adamw,
      perceptron: m.option_optimizer_perceptron,
    },
  },
  loss: {
    label: m.field_loss_label,
    hint: m.field_loss_hint,
    hints: { perceptron: m.field_loss_perceptron_hint },
    options: {
      squared: m.option_loss_squared,
      crossEntropy: m.option_loss_crossEntropy,
      huber: m.option_loss_huber,
      hinge: m.option_loss_hinge,
      perceptron: m.option_loss_perceptron,
    },
  },
  batchSize: { label: m.field_batchSize_label, hint: m.field_batchSize_hint },
  problem: {
    label: m.field_problem_label,
    hint: m.field_problem_hint,
    options: { classification: m.option_problem_classification, regression: m.option_problem_regression },
  },
  init: {
    label: m.field_init_label,
    hint: m.field_init_hint,
    options: {
      uniform: m.option_init_uniform,
      glorot: m.option_init_glorot,
      he: m.option_init_he,
      zeros: m.option_init_zeros,
    },
  },
  layerActivations: { label: m.field_layerActivations_label, hint: m.field_layerActivations_hint },
  momentum: { label: m.field_momentum_label, hint: m.field_momentum_hint },
  weightDecay: { label: m.field_weightDecay_label, hint: m.field_weightDecay_hint },
  ...scheduleWords,
  dropout: { label: m.field_dropout_label, hint: m.field_dropout_hint },
  shuffle: { label: m.field_shuffle_label, hint: m.field_shuffle_hint },
  stopEpoch: { label: m.field_stopEpoch_label, hint: m.field_stopEpoch_hint },
  stopLoss: { label: m.field_stopLoss_label, short: m.field_stopLoss_short, hint: m.field_stopLoss_hint },
  patience: { label: m.field_patience_label, hint: m.field_patience_hint },
  ownPoints: { label: m.field_ownPoints_label, hint: m.field_ownPoints_hint },
  habit: {
    label: m.field_habit_label,
    hint: m.field_habit_hint,
    options: {
      weather: m.option_habit_weather,
      girlfriend: m.option_habit_girlfriend,
      treat: m.option_habit_treat,
      all: m.option_habit_all,
      notBoth: m.option_habit_notBoth,
      own: m.option_habit_own,
    },
  },
  habitWeights: { label: m.field_habitWeights_label, hint: m.field_habitWeights_hint },
  sunnyShare: { label: m.field_sunnyShare_label, hint: m.field_sunnyShare_hint },
  affordableShare: { label: m.field_affordableShare_label, hint: m.field_affordableShare_hint },
  girlfriendShare: { label: m.field_girlfriendShare_label, hint: m.field_girlfriendShare_hint },
  classes: { label: m.field_classes_label, hint: m.field_classes_hint },
  noise: { label: m.field_noise_label, hint: m.field_noise_hint, hints: { movie: m.field_noise_movie_hint } },
  labelFlips: { label: m.field_labelFlips_label, hint: m.field_labelFlips_hint },
  percTrainData: { label: m.field_percTrainData_label, hint: m.field_percTrainData_hint },
  validationShare: { label: m.field_validationShare_label, hint: m.field_validationShare_hint },
  samples: { label: m.field_samples_label, hint: m.field_samples_hint },
  speed: {
    label: m.field_speed_label,
    hint: m.field_speed_hint,
    options: {
      '0.1': m.option_speed_0_1,
      1: m.option_speed_1,
      10: m.option_speed_10,
      60: m.option_speed_60,
      'flat-out': m.option_speed_flat_out,
    },
  },
  showTestData: { label: m.field_showTestData_label, hint: m.field_showTestData_hint },
  showTrueCurve: { label: m.field_showTrueCurve_label, hint: m.field_showTrueCurve_hint },
  discretize: { label: m.field_discretize_label, hint: m.field_discretize_hint },
};

export const labelOf = (key: LabelledKey | 'networkShape') =>
  key === 'networkShape' ? m.field_networkShape_label() : words[key].label();

/** @param variant which sentence, where there are several */
export function hintOf(key: LabelledKey, variant?: string): string {
  const { hint, hints }: FieldWords = words[key];
  return (variant && hints?.[variant]?.()) || hint();
}

/** What stands on a control where its name is too long for it. */
export function shortLabelOf(key: LabelledKey): string {
  const { label, short = label }: FieldWords = words[key];
  return short();
}

/** The name of one option of a choice. */
export const optionText = (key: LabelledKey, option: string) => optionIn(words[key], option);

const inputNames: Readonly<Record<InputFeature, () => string>> = {
  x: m.input_x,
  y: m.input_y,
  xSquared: m.input_xSquared,
  ySquared: m.input_ySquared,
  xTimesY: m.input_xTimesY,
  sinX: m.input_sinX,
  sinY: m.input_sinY,
  weather: m.input_weather,
  price: m.input_price,
  girlfriend: m.input_girlfriend,
};
export const inputName = (input: InputFeature) => inputNames[input]();
