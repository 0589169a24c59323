import { m } from '$lib/paraglide/messages.js';
import type { WordLessonName } from '$lib/state/word-lessons';

/** What the menu says of each lesson; the rest is loaded with the lesson. */
export const wordLessonTitles: Readonly<Record<WordLessonName, { title: () => string; line: () => string }>> =
  {
    noPositions: { title: m.words_lesson_noPositions_title, line: m.words_lesson_noPositions_line },
    noMask: { title: m.words_lesson_noMask_title, line: m.words_lesson_noMask_line },
    oneHead: { title: m.words_lesson_oneHead_title, line: m.words_lesson_oneHead_line },
    noFeedForward: { title: m.words_lesson_noFeedForward_title, line: m.words_lesson_noFeedForward_line },
    noNorm: { title: m.words_lesson_noNorm_title, line: m.words_lesson_noNorm_line },
  };
