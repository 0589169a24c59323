import { execFileSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createTokenizer,
  defaultWordExperiment,
  parameterCountOf,
  shapeOf,
  type WordExperiment,
} from '$lib/engine/words';
import { vocabularyOf, writeModelFile } from '$lib/engine/words/model-file';
import { trainingText } from '$lib/engine/words/texts';
import { openTransformer, quotedForShell, writeCommand } from '$lib/state/word-files';
import type { WordMachine } from '$lib/state/word-machine.svelte';
import { watchedMachine } from './watched-machine';

const rhyme = 'Pease porridge hot, pease porridge cold, pease porridge in the pot, nine days old.';
const small = { ...defaultWordExperiment, width: 16, context: 8 } as const;
const own = { ...small, text: 'own', ownText: rhyme } as const;

function parametersFor(experiment: WordExperiment) {
  const text = trainingText(experiment);
  const tokenizer = createTokenizer(experiment.tokens, text, experiment.vocabulary);
  const vocabulary = vocabularyOf(experiment.tokens, { text, ...tokenizer });
  const count = parameterCountOf(shapeOf(experiment, tokenizer.pieces.length));
  return { vocabulary, parameters: new Float32Array(count).fill(0.25) };
}

function fileOf(experiment: WordExperiment): Uint8Array {
  const { vocabulary, parameters } = parametersFor(experiment);
  return writeModelFile({ experiment, ...vocabulary, step: 340, parameters });
}

let machine: WordMachine;
let starts: unknown[][];
beforeEach(() => ({ machine, starts } = watchedMachine()));

describe('a file that is opened', () => {
  it.each([
    ['characters', small],
    ['byte pairs', { ...small, tokens: 'bytePairs', vocabulary: 300 }],
  ] as const)('goes on from its step with its parameters: %s', (_, experiment) => {
    expect(openTransformer(machine, fileOf(experiment))).toBeUndefined();
    const { parameters } = parametersFor(experiment);
    expect(starts).toEqual([[experiment, { epoch: 340, position: 0, parameters }]]);
  });

  it('needs the own text it was trained on', () => {
    const file = fileOf(own);
    const count = new Set(rhyme).size;
    expect(openTransformer(machine, file)).toEqual({ kind: 'textMissing' });
    machine.experiment = { ...own, ownText: `${rhyme}!` };
    expect(openTransformer(machine, file)).toEqual({
      kind: 'vocabulary',
      came: count + 1,
      expected: count,
    });
    machine.experiment = { ...own, width: 64 };
    expect(starts).toEqual([]);
    expect(openTransformer(machine, file)).toBeUndefined();
    expect(starts[0][0]).toEqual(own);
  });

  it('changes nothing where it is none', () => {
    expect(openTransformer(machine, fileOf(small).slice(0, -1))).toMatchObject({ kind: 'cutShort' });
    expect(starts).toEqual([]);
  });
});

describe('the command', () => {
  it('asks for what is written, as the page chooses', () => {
    machine.writing.prompt = '画龙点睛，';
    machine.view = { ...machine.view, temperature: 0.5, topK: 5, topP: 0.9, writeSeed: '-1' };
    expect(writeCommand(machine)).toBe(
      'node run.mjs "画龙点睛，" --tokens 40 --temperature 0.5 --top-k 5 --top-p 0.9 --seed="-1"',
    );
    machine.view = { ...machine.view, greedy: true };
    machine.writing.prompt = '-1';
    machine.writing.written = [{ token: 1, candidates: [] }];
    expect(writeCommand(machine)).toBe('node run.mjs --tokens 1 --greedy -- "-1"');
  });

  it.runIf(process.platform !== 'win32')('comes through a shell as it is', () => {
    const texts = ['', 'a', '画龙', '$HOME `id` "q"', "it's \\ 100 %", '!!', 'two\nlines', "''", '*'];
    const echo = `node -p 'JSON.stringify(process.argv.slice(1))' -- ${texts.map(quotedForShell).join(' ')}`;
    expect(JSON.parse(execFileSync('sh', ['-c', echo], { encoding: 'utf8' }))).toEqual(texts);
  });
});
