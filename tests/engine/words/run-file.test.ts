import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/engine';
import {
  defaultWordExperiment,
  initialTransformer,
  referenceTransformer,
  shapeOf,
  Writer,
  type Sampling,
  type Tokenizer,
  type TransformerModel,
  type WordExperiment,
} from '$lib/engine/words';
import { vocabularyOf, writeModelFile } from '$lib/engine/words/model-file';
import { createTokenizer } from '$lib/engine/words/tokenizer';
import { runProgram, twoFiles } from '../files/two-files';

const PROGRAM = 'src/lib/engine/words/run-file/run.mjs';
const COUNT = 24;
const STEPS = 6;
const idioms =
  '画龙点睛，睛目不转，转危为安，安居乐业，业精于勤，勤能补拙，拙嘴笨舌，舌战群儒，儒雅风流，流连忘返。'.repeat(
    2,
  );
const rhyme =
  'Twinkle, twinkle, little star, how I wonder what you are! Up above the world so high, naïve in the sky.\n'.repeat(
    2,
  );

const usual: Sampling = { temperature: 0.8, topK: 0, topP: 1, greedy: false };
const cases: [what: string, fields: Partial<WordExperiment>, prompt: string, sampling: Partial<Sampling>][] =
  [
    ['characters, norm before, sinusoids', { blocks: 2 }, '画龙点睛，', {}],
    ['greedy, past the context', { heads: 1 }, '画龙点睛，睛目不转，', { greedy: true }],
    [
      'norm after, learned positions, GELU',
      { norm: 'after', positions: 'learned', activation: 'gelu' },
      '安',
      { topK: 5 },
    ],
    ['no norm, no positions', { norm: 'none', positions: 'none' }, '安居', { topP: 0.6 }],
    [
      'no mask, no feed-forward',
      { mask: false, feedForward: false, blocks: 2 },
      '安居',
      { topK: 7, topP: 0.9, temperature: 1.4 },
    ],
    ['byte pairs', { ownText: rhyme, tokens: 'bytePairs', vocabulary: 60 }, 'Twinkle, naïve ', {}],
    [
      'byte pairs of Chinese',
      { tokens: 'bytePairs', vocabulary: 120, width: 32, heads: 8 },
      '安居',
      { temperature: 2 },
    ],
    ['a byte order mark within the text', { ownText: '\uFEFF安'.repeat(20) }, '安', { greedy: true }],
  ];

interface Trained {
  readonly experiment: WordExperiment;
  readonly tokenizer: Tokenizer;
  readonly model: TransformerModel;
}

function trained(fields: Partial<WordExperiment>): Trained {
  const small: Partial<WordExperiment> = { width: 16, context: 8, heads: 2, text: 'own', ownText: idioms };
  const experiment = { ...defaultWordExperiment, ...small, ...fields };
  const tokenizer = createTokenizer(experiment.tokens, experiment.ownText, experiment.vocabulary);
  const shape = shapeOf(experiment, tokenizer.pieces.length);
  const model = referenceTransformer(shape, 1);
  model.writeParameters(initialTransformer(shape, createRandom('3')));
  const tokens = tokenizer.encode(experiment.ownText);
  for (let step = 0; step < STEPS; step++) {
    const window = tokens.slice(step, step + experiment.context + 1);
    model.train(Int32Array.from(window), 1, { learningRate: 0.02, weightDecay: 0.01, clipNorm: 1 });
  }
  return { experiment, tokenizer, model };
}

function fileOf({ experiment, tokenizer, model }: Trained): Uint8Array {
  const vocabulary = vocabularyOf(experiment.tokens, { text: experiment.ownText, ...tokenizer });
  return writeModelFile({ experiment, ...vocabulary, step: STEPS, parameters: model.readParameters() });
}

/** What the page writes after a prompt. */
function written({ model, tokenizer }: Trained, prompt: string, sampling: Sampling, seed: string): string {
  const writer = new Writer(model);
  const before = tokenizer.encode(prompt);
  const tokens: number[] = [];
  for (let index = 0; index < COUNT; index++) {
    tokens.push(writer.next([...before, ...tokens], sampling, seed, index).token);
  }
  return prompt + tokenizer.decode(tokens);
}

describe('two files of a transformer', () => {
  it.each(cases)('write what the page writes: %s', async (_, fields, prompt, patch) => {
    const trainer = trained(fields);
    const sampling = { ...usual, ...patch };
    const folder = twoFiles(PROGRAM, fileOf(trainer));
    const { temperature, topK, topP, greedy } = sampling;
    const options = ['--temperature', temperature, '--top-k', topK, '--top-p', topP, '--tokens', COUNT];
    for (const seed of greedy ? ['1'] : ['1', '张麻子']) {
      const choice = greedy ? ['--greedy'] : ['--seed', seed];
      const { lines, errors } = await runProgram(folder, prompt, ...options, ...choice);
      expect(errors).toEqual([]);
      expect(lines.join('\n')).toBe(written(trainer, prompt, sampling, seed));
    }
  });

  it.each([
    ['a character that the text lacks', ['安X'], 'the model does not know the character "X"'],
    ['no text', [], 'expected one text to continue, in quotes'],
    ['a temperature of 0', ['安', '--temperature', '0'], '--temperature: expected a number above 0, got "0"'],
    ['a word for a number', ['安', '--tokens', 'x'], '--tokens: expected an integer above 0, got "x"'],
    ['an unknown option', ['安', '--heat', '1'], expect.stringContaining("Unknown option '--heat'")],
  ])('say so in one line: %s', async (_, options, message: unknown) => {
    const { lines, errors, code } = await runProgram(twoFiles(PROGRAM, fileOf(trained({}))), ...options);
    expect({ lines, errors, code }).toEqual({ lines: [], errors: [message], code: 1 });
  });

  it('say so where one is missing or another', async () => {
    const missing = await runProgram(twoFiles(PROGRAM), '安');
    expect(missing.errors).toEqual(['model.safetensors is missing: put it beside run.mjs']);
    const short = await runProgram(twoFiles(PROGRAM, fileOf(trained({})).slice(0, -4)), '安');
    expect(short.errors).toEqual(['model.safetensors is cut short']);
    expect([missing.code, short.code]).toEqual([1, 1]);
  });
});
