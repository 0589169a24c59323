import { afterEach, describe, expect, test } from 'vitest';
import {
  parameterCountOf,
  shapeOf,
  stagesOf,
  traceLength,
  type WordExperiment,
  type WrittenSpan,
} from '$lib/engine/words';
import { tinyWords } from '../engine/words/tiny-words';
import { FarWordLoop } from './far-word-loop';

let far: FarWordLoop;
const open = () => (far = new FarWordLoop());
afterEach(() => far.close());

const shape = shapeOf(tinyWords, 13);
/** Without norms each of many layers multiplies what grows without limit. */
const wild = { norm: 'none', blocks: 4, learningRate: 10, clipNorm: 0, warmUp: 0 } as const;

describe('the word machine’s loop, over a channel', () => {
  test('tells what a run consists of', async () => {
    const { run, data } = await open().start(tinyWords, 7);
    expect(run).toBe(7);
    expect([data.characterCount, data.tokenCount, data.textBytes]).toEqual([120, 120, 120]);
    expect([...data.pieces].sort().join('')).toBe(' ,.acdglmnost');
    expect(data.parameterCount).toBe(parameterCountOf(shape));
    expect(data.baselines.pairs).toBeLessThan(data.baselines.single);
  });

  test('steps, steps back to the same parameters, and goes to any step', async () => {
    await open().start(tinyWords);
    const first = await far.snapshot();
    far.send({ type: 'step', unit: 'epoch' });
    const second = await far.snapshotWhen((step) => step > 0);
    expect(second.epoch).toBe(1);
    expect(second.parameters).not.toEqual(first.parameters);
    far.send({ type: 'stepBack', unit: 'epoch' });
    expect((await far.snapshot()).parameters).toEqual(first.parameters);
    far.send({ type: 'catchUp', epoch: 30 });
    const end = await far.snapshotWhen((step) => step === 30);
    far.send({ type: 'seek', to: { epoch: 1, position: 0 } });
    const back = await far.shown();
    expect(back.snapshot.parameters).toEqual(second.parameters);
    expect(back.recording).toMatchObject({ end: { epoch: 30 }, canStepBack: true });
    far.send({ type: 'seek', to: { epoch: 99, position: 0 } });
    expect(await far.snapshot(), 'the furthest step').toMatchObject({ epoch: 30, loss: end.loss });
  });

  test('plays until it is paused, and begins anew', async () => {
    await open().start(tinyWords);
    far.send({ type: 'play', pace: 'flat-out' });
    await far.snapshotWhen((step) => step >= 20);
    far.send({ type: 'pause' });
    const { snapshot, isTraining } = await far.shown();
    expect(isTraining).toBe(false);
    expect((await far.snapshot()).epoch).toBe(snapshot.epoch);
    far.send({ type: 'reset' });
    expect((await far.snapshot()).epoch).toBe(0);
  });

  test.each([1, 5, 30])('trains %i steps a second', async (pace) => {
    await open().start(tinyWords);
    far.workMs = 0.01;
    far.send({ type: 'play', pace });
    const { epoch } = await far.snapshotWhen((step) => step >= 10);
    const perSecond = epoch / (far.sentMs / 1000);
    expect(perSecond / pace).toBeGreaterThan(0.8);
    expect(perSecond / pace).toBeLessThan(1.2);
  });

  test('shows what is computed for a sentence, of which it sees the end', async () => {
    const { data } = await open().start(tinyWords);
    const long = Array.from({ length: 12 }, (_, k) => k % 5);
    const { trace, candidates, counted, motion } = await far.snapshot({ sentence: long });
    expect(trace.tokens).toEqual(long.slice(-8));
    expect(trace.values.length).toBe(traceLength(stagesOf(shape, 8)));
    const { offset, columns } = stagesOf(shape, 8).find(({ name }) => name === 'probabilities')!;
    const last = Array.from(trace.values.subarray(offset + 7 * columns, offset + 8 * columns));
    expect(last[candidates[0].token]).toBeCloseTo(candidates[0].probability, 5);
    expect(Math.max(...last)).toBe(last[candidates[0].token]);
    expect(counted.total).toBeGreaterThan(0);
    expect(motion.some(({ name }) => name === 'embedding.weight')).toBe(true);
    const beginning = await far.snapshot({ sentence: [] });
    expect(data.pieces[beginning.trace.tokens[0]], 'without a sentence the text’s beginning').toBe('a');
  });

  test('tells the loss in bits per character, the rate and the curve, and samples once', async () => {
    await open().start({ ...tinyWords, schedule: 'constant', warmUp: 4, learningRate: 0.01 });
    const first = await far.snapshot();
    expect(first.learningRate).toBeCloseTo(0.01 / 5, 12);
    far.send({ type: 'catchUp', epoch: 40 });
    await far.snapshotWhen((step) => step === 40);
    far.send({ type: 'seek', to: { epoch: 20, position: 0 } });
    const { loss, bitsPerCharacter, learningRate, curve, samples } = await far.snapshot();
    expect(bitsPerCharacter).toBeCloseTo(loss / Math.LN2, 10);
    expect(learningRate).toBe(0.01);
    expect(curve.steps, 'of the whole run').toEqual(Float64Array.from({ length: 40 }, (_, step) => step));
    expect(loss).toBeCloseTo(curve.losses.slice(4, 20).reduce((a, b) => a + b) / 16, 10);
    expect(samples, 'nothing new').toBeUndefined();
    const told = far.events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot.samples] : []));
    expect(
      told
        .filter(Boolean)
        .at(-1)
        ?.map(({ step }) => step),
    ).toEqual([0, 8, 16, 32]);
  });

  test('takes a new learning rate while it plays', async () => {
    await open().start(tinyWords);
    far.send({ type: 'play', pace: 'flat-out' });
    far.send({ type: 'tune', experiment: { ...tinyWords, learningRate: 0.5, schedule: 'constant' } });
    expect((await far.snapshotWhen((step) => step > 30)).learningRate).toBe(0.5);
  });

  test('cuts a prompt into tokens, and names characters that the text lacks', async () => {
    const { data } = await open().start(tinyWords);
    const { tokens, unknown, writing } = await far.prompted('a cat', 4);
    expect(tokens.map((token) => data.pieces[token]).join('')).toBe('a cat');
    expect([unknown, writing]).toEqual([[], 4]);
    const refused = await far.prompted('a zebra');
    expect([refused.tokens, refused.unknown]).toEqual([[], ['z', 'e', 'b', 'r']]);
  });

  test('writes token by token, the same for the same seed, as the model it is at this step', async () => {
    const { data } = await open().start(tinyWords);
    const prompt = (await far.prompted('a cat sat on a mat, ')).tokens;
    const text = async () => {
      const written: number[] = [];
      let spans: readonly WrittenSpan[] = [];
      for (let count = 0; count < 12; count++) {
        const answer = await far.written({ prompt, written, seed: 'write' });
        written.push(answer.token.token);
        spans = [...spans.slice(0, answer.kept), ...answer.spans];
        const shown = spans.map((span) => span.text).join('');
        expect(shown).toBe(written.map((one) => data.pieces[one]).join(''));
      }
      return written;
    };
    const before = await text();
    expect(await text()).toEqual(before);
    const other = await far.written({ prompt, seed: 'other', writing: 9 });
    expect([other.writing, other.run]).toEqual([9, 1]);
    expect(other.token.draw).not.toBe((await far.written({ prompt, seed: 'write' })).token.draw);
    far.send({ type: 'catchUp', epoch: 60 });
    const there = await far.snapshotWhen((step) => step === 60);
    expect(await text(), 'having learned').not.toEqual(before);
    expect((await far.snapshot()).parameters, 'writing changes nothing').toEqual(there.parameters);
  });

  test('takes a token that was chosen by hand', async () => {
    const { data } = await open().start(tinyWords);
    const least = (await far.snapshot({ sentence: [0, 1] })).candidates.at(-1)!.token;
    const { token, spans } = await far.written({ prompt: [0, 1], chosen: least });
    expect(token.token).toBe(least);
    expect(token.draw).toBeUndefined();
    expect(spans.map(({ text }) => text).join('')).toBe(data.pieces[least]);
  });

  test('stops a run whose numbers grow beyond all bounds, and returns to finite ones', async () => {
    await open().start({ ...tinyWords, ...wild });
    const diverged = far.next('diverged');
    far.send({ type: 'play', pace: 'flat-out' });
    expect(await diverged).toMatchObject({ run: 1, cause: 'learningRate' });
    const { snapshot, isTraining } = await far.shown();
    expect(isTraining).toBe(false);
    expect(Number.isFinite(snapshot.loss)).toBe(true);
    expect(snapshot.parameters?.every(Number.isFinite)).toBe(true);
    expect(snapshot.trace.values.every(Number.isFinite)).toBe(true);
    far.send({ type: 'tune', experiment: { ...tinyWords, ...wild, learningRate: 0.001 } });
    const next = snapshot.epoch + 1;
    for (let step = next; step < next + 4; step++) {
      far.send({ type: 'step', unit: 'epoch' });
      await far.snapshotWhen((reached) => reached === step);
    }
    const { train } = far.events
      .flatMap((event) =>
        event.type === 'snapshot' && event.recording.curves ? [event.recording.curves] : [],
      )
      .at(-1)!;
    expect(train.length).toBe(next + 3);
    expect(train.every(Number.isFinite), 'goes on at a lower rate').toBe(true);
  });

  test('goes on from a saved state exactly', async () => {
    await open().start(tinyWords);
    far.send({ type: 'catchUp', epoch: 12 });
    const there = await far.snapshotWhen((step) => step === 12);
    const answer = far.next('saved');
    far.send({ type: 'save' });
    const { checkpoint } = await answer;
    far.send({ type: 'catchUp', epoch: 20 });
    const end = await far.snapshotWhen((step) => step === 20);
    const ready = far.next('ready');
    far.send({ type: 'start', run: 2, experiment: tinyWords, from: checkpoint });
    await ready;
    expect((await far.snapshot()).parameters).toEqual(there.parameters);
    far.send({ type: 'catchUp', epoch: 20 });
    expect((await far.snapshotWhen((step) => step === 20)).parameters).toEqual(end.parameters);
  });

  test.each([
    ['of nothing', { ownText: '' }, { kind: 'empty', is: 0, expected: 0 }],
    ['shorter than a window', { ownText: 'ab cd' }, { kind: 'tooShort', is: 5, expected: 9 }],
  ])('says why it cannot learn a text %s', async (_, change, fault) => {
    const refused = open().next('refused');
    far.send({ type: 'start', run: 3, experiment: { ...tinyWords, ...change } });
    expect(await refused).toMatchObject({ run: 3, fault });
    const { data } = await far.start(tinyWords, 4);
    expect(data.tokenCount, 'another text is learned all the same').toBe(120);
  });

  test('says why it cannot have three heads', async () => {
    const failed = open().next('failed');
    far.send({ type: 'start', run: 3, experiment: { ...tinyWords, heads: 3 } });
    const { run, failure } = await failed;
    expect([run, failure.name]).toEqual([3, 'FieldError']);
    expect(failure.message).toContain('heads');
  });

  test('judges texts while it trains on, and knows those it has judged in their tokens', async () => {
    await open().start(tinyWords);
    far.send({ type: 'play', pace: 'flat-out' });
    await far.snapshotWhen((step) => step >= 4);
    const judged = async (change: Partial<WordExperiment>) => {
      const checked = far.next('checked');
      far.send({ type: 'check', check: 5, experiment: { ...tinyWords, ...change } });
      return checked;
    };
    expect(await judged({ ownText: 'x'.repeat(30) })).toMatchObject({
      check: 5,
      fault: { kind: 'singleCharacter' },
    });
    expect((await judged({ ownText: 'ten of us.', context: 16 })).fault).toMatchObject({
      is: 10,
      expected: 17,
    });
    const ownText = 'a cat sat on a hat, a dog sat on a fog. '.repeat(3);
    const other = { ...tinyWords, ownText, tokens: 'bytePairs', vocabulary: 20 } as const;
    expect((await judged(other)).fault).toBeUndefined();
    expect((await far.snapshot()).epoch, 'of the first text').toBeGreaterThanOrEqual(4);
    expect((await far.prompted('a dog')).unknown).toEqual([]);
    const { data } = await far.start(other, 2);
    expect([data.text, data.merges.length]).toEqual([ownText, 7]);
    const more = await far.start({ ...other, vocabulary: 16 }, 3);
    expect(more.data.merges.length, 'with another vocabulary it is cut anew').toBe(3);
  });
});
