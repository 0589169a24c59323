import { describe, expect, it } from 'vitest';
import { defaultWordExperiment } from '$lib/engine/words';
import { readWordLink, writeWordLink } from '$lib/state/word-link';
import { defaultWordView } from '$lib/state/word-view-options';

const read = (hash: string, ownText?: string) => readWordLink(hash, () => 'drawn', ownText);

describe('links of the word machine', () => {
  it('mean the same after writing and reading', () => {
    const experiment = {
      ...defaultWordExperiment,
      text: 'own',
      ownText: 'a=b&c, 50 % of 张麻子\n',
      seed: '7',
      width: 32,
      heads: 8,
      positions: 'none',
      mask: false,
      learningRate: 0.0123,
    } as const;
    const view = {
      ...defaultWordView,
      prompt: '画龙点睛，',
      topK: 5,
      stage: 'scores',
      lang: 'zh-Hans',
    } as const;
    expect(read(writeWordLink(experiment, view))).toEqual({ experiment, view, problems: [] });
  });

  it('are written for a prompt with half a character, too', () => {
    const view = { ...defaultWordView, prompt: '对\ud83d酒' };
    expect(read(writeWordLink(defaultWordExperiment, view)).view.prompt).toBe('对\ufffd酒');
  });

  it('name only what differs from an absent key, and the seed', () => {
    expect(writeWordLink({ ...defaultWordExperiment, seed: '7' }, defaultWordView)).toBe('#seed=7');
    expect(read('').experiment).toEqual({ ...defaultWordExperiment, seed: 'drawn' });
  });

  it('fall back or are clamped where they say what cannot be, and say so', () => {
    const { experiment, problems } = read('#seed=1&width=70&heads=three&blocks=9000&cheese=1');
    expect(experiment).toEqual({ ...defaultWordExperiment, seed: '1', width: 64, blocks: 4 });
    expect(problems).toMatchObject([
      { key: 'width', came: '70', kind: 'out-of-range', used: '64', expected: '16, 32, 64, 96, 128' },
      { key: 'heads', came: 'three', kind: 'bad-value', used: String(defaultWordExperiment.heads) },
      { key: 'blocks', came: '9000', kind: 'out-of-range', used: '4' },
      { key: 'cheese', came: '1', kind: 'unknown-key' },
    ]);
  });

  it('leave out own texts for which an address has no room', () => {
    const long = { ...defaultWordExperiment, text: 'own', ownText: '字'.repeat(1000), seed: '7' } as const;
    const link = writeWordLink(long, defaultWordView);
    expect(link).toBe('#text=own&seed=7');
    expect(read(link, long.ownText)).toEqual({ experiment: long, view: defaultWordView, problems: [] });
    expect(read(link).experiment.text).toBe('idioms');
    expect(read(link).problems).toMatchObject([{ key: 'text', kind: 'no-text', used: 'idioms' }]);
  });
});
