import { expect, test } from 'vitest';
import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { trainingText } from '$lib/engine/words/texts';
import { promptFor, readTextFile } from '$lib/state/word-text';

const experimentOf = (patch: Partial<WordExperiment>): WordExperiment => ({
  ...defaultWordExperiment,
  ...patch,
});

test.each(['idioms', 'evenings', 'eveningsChinese', 'article', 'rhymes'] as const)(
  'what is written after in %s stands in it',
  (text) => {
    const prompt = promptFor(experimentOf({ text }), 'anything');
    expect(prompt).not.toBe('');
    expect(trainingText(experimentOf({ text }))).toContain(prompt);
  },
);

test('a prompt stays where a text of one’s own has its characters, else the text’s first words stand for it', () => {
  const own = experimentOf({ text: 'own', ownText: '\n天下大势，分久必合，合久必分。' });
  expect(promptFor(own, '合久，')).toBe('合久，');
  expect(promptFor(own, '合久，a')).toBe('天下大势，');
  expect(promptFor(own, '')).toBe('天下大势，');
  expect(promptFor(experimentOf({ text: 'own', ownText: 'Once upon a time' }), '久')).toBe('Once ');
  expect(promptFor(experimentOf({ text: 'own', ownText: '天'.repeat(40) }), '久')).toBe('');
});

test('reads a file, or says why not without reading one that is too large', async () => {
  expect(await readTextFile(new Blob(['天下']))).toBe('天下');
  expect(await readTextFile(new Blob([Uint8Array.of(0xff, 0xfe, 0x61, 0)]))).toMatchObject({ kind: 'utf16' });
  const large = new Blob([new Uint8Array(2 ** 20 + 1)]);
  large.arrayBuffer = () => Promise.reject(new Error('must not be read'));
  expect(await readTextFile(large)).toMatchObject({ kind: 'tooLong', is: 2 ** 20 + 1, expected: 2 ** 20 });
  const gone = new Blob(['a']);
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  expect(await readTextFile(gone)).toMatchObject({ kind: 'unreadable' });
});
