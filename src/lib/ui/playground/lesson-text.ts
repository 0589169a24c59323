import { m } from '$lib/paraglide/messages.js';
import type { LessonName } from '$lib/state/lessons';

const words: Readonly<Record<LessonName, Readonly<Record<string, () => string>>>> = {
  underfit: {
    predict: m.lesson_underfit_predict,
    follows: m.lesson_underfit_follows,
    straight: m.lesson_underfit_straight,
    line_because: m.lesson_underfit_line_because,
  },
  fit: {
    predict: m.lesson_fit_predict,
    training: m.lesson_fit_training,
    test: m.lesson_fit_test,
    together: m.lesson_fit_together,
    curve_because: m.lesson_fit_curve_because,
  },
  overfit: {
    predict: m.lesson_overfit_predict,
    falls: m.lesson_overfit_falls,
    turns: m.lesson_overfit_turns,
    few_name: m.lesson_overfit_few_name,
    few_because: m.lesson_overfit_few_because,
    many_name: m.lesson_overfit_many_name,
    many_because: m.lesson_overfit_many_because,
  },
  noise: {
    predict: m.lesson_noise_predict,
    true: m.lesson_noise_true,
    more: m.lesson_noise_more,
    flips_name: m.lesson_noise_flips_name,
    flips_because: m.lesson_noise_flips_because,
    shaken_name: m.lesson_noise_shaken_name,
    shaken_because: m.lesson_noise_shaken_because,
  },
  l2: {
    predict: m.lesson_l2_predict,
    smooth: m.lesson_l2_smooth,
    winding: m.lesson_l2_winding,
    gone: m.lesson_l2_gone,
    with_name: m.lesson_l2_with_name,
    with_because: m.lesson_l2_with_because,
    without_name: m.lesson_l2_without_name,
    without_because: m.lesson_l2_without_because,
  },
  l1: {
    predict: m.lesson_l1_predict,
    seven: m.lesson_l1_seven,
    two: m.lesson_l1_two,
    none: m.lesson_l1_none,
    with_name: m.lesson_l1_with_name,
    with_because: m.lesson_l1_with_because,
    without_name: m.lesson_l1_without_name,
    without_because: m.lesson_l1_without_because,
  },
  dropout: {
    predict: m.lesson_dropout_predict,
    dropout: m.lesson_dropout_dropout,
    stopping: m.lesson_dropout_stopping,
    either: m.lesson_dropout_either,
    leaving_name: m.lesson_dropout_leaving_name,
    leaving_because: m.lesson_dropout_leaving_because,
    early_name: m.lesson_dropout_early_name,
    early_because: m.lesson_dropout_early_because,
    neither_name: m.lesson_dropout_neither_name,
    neither_because: m.lesson_dropout_neither_because,
  },
  learningRate: {
    predict: m.lesson_learningRate_predict,
    fast: m.lesson_learningRate_fast,
    jumps: m.lesson_learningRate_jumps,
    high_name: m.lesson_learningRate_high_name,
    high_because: m.lesson_learningRate_high_because,
    low_name: m.lesson_learningRate_low_name,
    low_because: m.lesson_learningRate_low_because,
    middle_name: m.lesson_learningRate_middle_name,
    middle_because: m.lesson_learningRate_middle_because,
  },
};

/** A lesson's prediction or answer, or what there is to say of one of its experiments. */
export const lessonText = (lesson: LessonName, part: string) => words[lesson][part]();
