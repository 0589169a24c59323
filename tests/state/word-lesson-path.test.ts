import { beforeEach, describe, expect, test } from 'vitest';
import english from '../../messages/en.json';
import { checkWordExperiment, wordFieldKeys } from '$lib/engine/words';
import { trainingText } from '$lib/engine/words/texts';
import { WordLessonPath } from '$lib/state/word-lesson-path.svelte';
import { namesText } from '$lib/state/names-text';
import { readWordLink, writeWordLink } from '$lib/state/word-link';
import { wordLessonNames, wordLessons, wordTrialNames } from '$lib/state/word-lessons';
import { defaultWordView, wordViewFields } from '$lib/state/word-view-options';
import { LessonMachine } from './lesson-machine.svelte';

const messages: Record<string, string> = english;

describe('the lessons of what breaks', () => {
  test('are those that a link can name, in the same order', () => {
    expect(wordViewFields.lesson.options).toEqual(['none', ...wordLessonNames]);
    expect(wordLessons.map(({ name }) => name)).toEqual([...wordLessonNames]);
  });

  test.each(wordLessons)('$name has two good experiments that differ in one field', ({ trials }) => {
    const { without, with: whole } = trials;
    expect(() => checkWordExperiment(without)).not.toThrow();
    expect(() => checkWordExperiment(whole)).not.toThrow();
    expect(wordFieldKeys.filter((key) => without[key] !== whole[key])).toHaveLength(1);
  });

  test.each(wordLessons)('$name has a prompt that its text can continue', ({ prompt, trials }) => {
    expect(trainingText(trials.with)).toContain(prompt);
  });

  test.each(wordLessons)('$name says before and after what to see', ({ name, answers, right }) => {
    expect(answers).toContain(right);
    const parts = ['title', 'line', 'predict', ...answers, ...wordTrialNames];
    for (const part of [...parts, ...wordTrialNames.map((trial) => `${trial}_because`)])
      expect(messages).toHaveProperty(`words_lesson_${name}_${part}`);
  });
});

test('the text of names has the same characters in another order, which ends otherwise', () => {
  const lines = namesText().trim().split('\n');
  const sorted = (text: string) => [...text].sort().join('');
  const beginnings = new Set(lines.map((line) => line.split('，')[0]));
  for (const beginning of beginnings) {
    const twins = [...beginnings].filter(
      (other) => other !== beginning && sorted(other) === sorted(beginning),
    );
    expect(twins).toHaveLength(1);
    const endOf = (start: string) => lines.find((line) => line.startsWith(start))!.slice(-5);
    expect(endOf(twins[0])).not.toBe(endOf(beginning));
    expect(beginning.endsWith(endOf(beginning).slice(0, 3))).toBe(true);
  }
  const link = writeWordLink(wordLessons[0].trials.without, defaultWordView);
  expect(readWordLink(link, () => 'none').experiment).toEqual(wordLessons[0].trials.without);
});

describe('the way through the lessons', () => {
  let machine: LessonMachine;
  let path: WordLessonPath;
  const [first, second] = wordLessons;

  beforeEach(() => {
    machine = new LessonMachine();
    path = new WordLessonPath(machine);
    path.open(first.name);
  });

  test('begins without the part, before any training', () => {
    expect(machine.experiment).toEqual(first.trials.without);
    expect(machine.view.prompt).toBe(first.prompt);
    expect(path.trial).toBe('without');
    expect(path.isMet).toBe(false);
  });

  test('rests at the lesson’s step, however far the run went', () => {
    machine.seek(first.endStep - 1);
    expect(path.isMet).toBe(false);
    machine.seek(first.endStep + 37);
    expect(path.isMet).toBe(true);
    path.tick();
    expect(machine.run.snapshot.epoch).toBe(first.endStep);
    expect(path.isSeen).toBe(true);
    expect(path.isMet).toBe(false);
  });

  test('has not seen a lesson to which the address leads, whatever was seen of another', () => {
    machine.seek(first.endStep);
    path.tick();
    expect(path.isSeen).toBe(true);
    machine.changeView({ lesson: second.name });
    machine.change(second.trials.without);
    expect([path.trial, path.isSeen]).toEqual(['without', false]);
  });

  test('compares with the whole model, which is another run', () => {
    machine.seek(first.endStep);
    path.tick();
    path.compare('with');
    expect(machine.experiment).toEqual(first.trials.with);
    expect(machine.run.snapshot.epoch).toBe(0);
    expect(path.isSeen).toBe(false);
  });

  test('knows when something else was changed, but for the seed', () => {
    machine.change({ seed: 'another' });
    expect(path.trial).toBe('without');
    machine.change({ width: 16 });
    expect(path.trial).toBeUndefined();
    path.setUp();
    expect(path.trial).toBe('without');
  });

  test('forgets an answer when a lesson is opened again', () => {
    path.predict(first.right);
    expect(path.answer).toBe(first.right);
    path.next();
    expect(path.lesson?.name).toBe(second.name);
    expect(path.answer).toBeUndefined();
    path.back();
    expect(path.answer).toBeUndefined();
  });

  test('ends after the last lesson', () => {
    path.open(wordLessonNames[wordLessonNames.length - 1]);
    path.next();
    expect(path.lesson).toBeUndefined();
    expect(machine.view.lesson).toBe('none');
  });
});
