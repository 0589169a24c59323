import { describe, expect, test } from 'vitest';
import english from '../../messages/en.json';
import { defaultWordExperiment, wordFieldKeys, wordFields } from '$lib/engine/words';
import type { Field } from '$lib/engine';
import { wordHintOf } from '$lib/state/field-words';
import {
  isUsualWord,
  wordControlOf,
  wordControls,
  wordControlsAt,
  type WordControlKey,
} from '$lib/state/word-controls';
import { wordViewFields } from '$lib/state/word-view-options';

const messages: Record<string, string> = english;
const keys = wordFieldKeys.filter((key): key is WordControlKey => wordControls[key].place !== 'apart');

describe('the table of the word machine’s controls', () => {
  test('has a row for every field', () => {
    expect(Object.keys(wordControls).sort()).toEqual([...wordFieldKeys].sort());
  });

  test.each(keys)('says how %s is set, in words that are there', (key) => {
    const { input, smallest } = wordControlOf(key);
    const field: Field = wordFields[key];
    expect(Boolean(input), 'numbers of a range alone are put in').toBe(
      field.kind === 'number' && field.steps === undefined,
    );
    if (input === 'rate') expect(smallest).toBeGreaterThan(0);
    expect(messages).toHaveProperty(`field_${key}_label`);
    expect(wordHintOf(key)).toMatch(/[.;]/);
    if (field.kind !== 'choice') return;
    for (const option of field.options) expect(messages).toHaveProperty(`option_${key}_${option}`);
  });

  test('names every speed', () => {
    for (const speed of wordViewFields.speed.options)
      expect(messages).toHaveProperty(`option_speed_${speed.replace('-', '_')}`);
  });

  test('shows what has a say only', () => {
    const shown = (patch: Partial<typeof defaultWordExperiment>) =>
      (['bar', 'model', 'training'] as const).flatMap((place) =>
        wordControlsAt(place, { ...defaultWordExperiment, ...patch }),
      );
    expect(shown({ tokens: 'characters' })).not.toContain('vocabulary');
    expect(shown({ tokens: 'bytePairs' })).toContain('vocabulary');
    expect(shown({ feedForward: false })).not.toContain('activation');
    expect(shown({ schedule: 'constant' })).not.toContain('schedulePeriod');
    expect(shown({ schedule: 'cosine' })).toContain('schedulePeriod');
    expect(shown({ schedule: 'cosine' })).not.toContain('scheduleFactor');
  });

  test('knows what is not as usual', () => {
    expect(keys.filter((key) => !isUsualWord(key, defaultWordExperiment))).toEqual([]);
    expect(keys.filter((key) => !isUsualWord(key, { ...defaultWordExperiment, mask: false }))).toEqual([
      'mask',
    ]);
  });
});
