import { describe, expect, test } from 'vitest';
import { RecordedRun } from '$lib/engine';
import { referenceTransformer, WordTrainer, WordView, type CreateTransformer } from '$lib/engine/words';
import { tinyWords } from './tiny-words';
import { transformers } from './transformer-backends';

const request = {
  sentence: [],
  sampling: { temperature: 1, topK: 0, topP: 1, greedy: false },
  wantsParameters: false,
} as const;
const runOf = (create: CreateTransformer) => new RecordedRun(new WordTrainer(create, tinyWords));
const writtenBy = (view: WordView, written: readonly number[]) =>
  view.write({ prompt: [1, 2], written, sampling: request.sampling, seed: 'view' }).token;

describe.each(transformers)('a view of a run of the %s transformer', (_, create) => {
  test.each<[what: string, change: (run: RecordedRun<WordTrainer>) => void]>([
    [
      'another moment and back',
      (run) => {
        run.seek({ epoch: 0, position: 0 });
        run.seek({ epoch: 3, position: 0 });
      },
    ],
    ['a new beginning', (run) => run.reset()],
  ])('writes by the parameters that are there after %s', (__, change) => {
    const run = runOf(create);
    run.trainBatches(3);
    const view = new WordView(run.trainer);
    const first = writtenBy(view, []).token;
    change(run);
    expect(writtenBy(view, [first])).toEqual(writtenBy(new WordView(run.trainer), [first]));
  });

  test('looking on between two tokens changes nothing of what is written, and reads nothing again', () => {
    const { trainer } = runOf(create);
    const view = new WordView(trainer);
    const first = writtenBy(view, []).token;
    const { model } = trainer;
    const append = model.append.bind(model);
    const read: number[] = [];
    model.append = (token) => {
      read.push(token);
      return append(token);
    };
    view.snapshot(request, 0, 0, false);
    const second = writtenBy(view, [first]);
    expect(read).toEqual([first]);
    expect(second).toEqual(writtenBy(new WordView(trainer), [first]));
  });

  test('tells the motion of other parameters that come without a step', () => {
    const { trainer } = runOf(create);
    const view = new WordView(trainer);
    const motionOf = () => view.snapshot(request, 0, 0, false).motion[0];
    const before = motionOf();
    const checkpoint = trainer.checkpoint();
    checkpoint.parameters[0] = 100;
    trainer.restore(checkpoint);
    expect(motionOf().size).toBeGreaterThan(before.size + 1);
    expect(motionOf().gradient).not.toBe(before.gradient);
  });
});

test.each([
  ['emoji', '🍎🍏🍐🍊🍋🍌'.repeat(10), 16],
  ['Chinese', '天地玄黄宇宙洪荒日月盈昃辰宿列张'.repeat(3), 16],
  ['Chinese after one letter', `a${'天地玄黄宇宙洪荒日月盈昃辰宿列张'.repeat(3)}`, 40],
])('the opening ends with a whole character: %s', (_, ownText, vocabulary) => {
  const change = { ownText, vocabulary, tokens: 'bytePairs' } as const;
  const trainer = new WordTrainer(referenceTransformer, { ...tinyWords, ...change });
  const { opening } = new WordView(trainer);
  expect(opening.length).toBeGreaterThanOrEqual(4);
  expect(ownText.startsWith(trainer.tokenizer.decode(opening))).toBe(true);
});

test('spans are told as they change from those of the text that is written on, also after going back', () => {
  const ownText = `${'甲乙丙丁\n'.repeat(3)}${'丙丁戊己\n'.repeat(5)}子丑寅卯辰巳午未申酉戌亥`;
  const change = { ownText, tokens: 'bytePairs', vocabulary: 100, context: 8 } as const;
  const trainer = new WordTrainer(referenceTransformer, { ...tinyWords, ...change });
  const { tokenizer, marker } = trainer;
  const view = new WordView(trainer);
  const pair = tokenizer.encode('甲乙');
  const four = tokenizer.encode('丙丁戊己');
  expect(four, 'a copy ends within it').toHaveLength(1);
  const spansOf = (tokens: readonly number[]) => marker.mark(tokenizer.decode(tokens));
  for (const written of [pair, pair, [], [...pair, ...four, ...pair], pair]) {
    const { kept, spans } = view.write({
      prompt: [1],
      written,
      sampling: request.sampling,
      seed: '',
      chosen: four[0],
    });
    expect([...spansOf(written).slice(0, kept), ...spans]).toEqual(spansOf([...written, ...four]));
  }
});

test('the opening goes to the first mark or space after a few tokens', () => {
  const openingOf = (ownText: string) => {
    const trainer = new WordTrainer(referenceTransformer, { ...tinyWords, ownText });
    return trainer.tokenizer.decode(new WordView(trainer).opening);
  };
  expect(openingOf('a cat sat on a mat')).toBe('a cat ');
  expect(openingOf('abc,defgh')).toBe('abc,');
  expect(openingOf('画龙点睛，睛目不转')).toBe('画龙点睛，');
  expect(openingOf('abcdefghijkl')).toBe('abcd');
});
