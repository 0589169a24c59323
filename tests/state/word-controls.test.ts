import { describe, expect, test } from 'vitest';
import { defaultWordExperiment, wordFieldKeys, wordFields } from '$lib/engine/words';
import type { Field } from '$lib/engine';
import { wordsOf } from '$lib/state/word-field-words';
import {
  isUsualWord,
  wordControlOf,
  wordControls,
  wordControlsAt,
  type WordControlKey,
} from '$lib/state/word-controls';

const keys = wordFieldKeys.filter((key): key is WordControlKey => wordControls[key].place !== 'apart');

describe('the table of the word machine’s controls', () => {
  test('has a row for every field', () => {
    expect(Object.keys(wordControls).sort()).toEqual([...wordFieldKeys].sort());
  });

  test.each(keys)('says how %s is set, and explains it', (key) => {
    const { input, smallest } = wordControlOf(key);
    const field: Field = wordFields[key];
    expect(Boolean(input), 'numbers of a range alone are put in').toBe(
      field.kind === 'number' && field.steps === undefined,
    );
    if (input === 'rate') expect(smallest).toBeGreaterThan(0);
    expect(wordsOf(key).hint(), 'a sentence').toMatch(/[.;]/);
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
