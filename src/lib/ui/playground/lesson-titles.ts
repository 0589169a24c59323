import { m } from '$lib/paraglide/messages.js';
import type { LessonName } from '$lib/state/lessons';

/** What the menu says of each lesson; the rest is loaded with the lesson. */
export const lessonTitles: Readonly<Record<LessonName, { title: () => string; line: () => string }>> = {
  underfit: { title: m.lesson_underfit_title, line: m.lesson_underfit_line },
  fit: { title: m.lesson_fit_title, line: m.lesson_fit_line },
  overfit: { title: m.lesson_overfit_title, line: m.lesson_overfit_line },
  noise: { title: m.lesson_noise_title, line: m.lesson_noise_line },
  l2: { title: m.lesson_l2_title, line: m.lesson_l2_line },
  l1: { title: m.lesson_l1_title, line: m.lesson_l1_line },
  dropout: { title: m.lesson_dropout_title, line: m.lesson_dropout_line },
  learningRate: { title: m.lesson_learningRate_title, line: m.lesson_learningRate_line },
};
