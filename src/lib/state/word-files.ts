import { ModelFileProblem, type ModelFileFault } from '$lib/engine/files';
import type { WordExperiment } from '$lib/engine/words';
import {
  readModelFile,
  vocabularyOf,
  writeModelFile,
  type SavedTransformer,
  type SavedVocabulary,
} from '$lib/engine/words/model-file';
import { trainingText } from '$lib/engine/words/texts';
import { createTokenizer } from '$lib/engine/words/tokenizer';
import type { WordMachine } from './word-machine.svelte';

/** The program that lets a model of a file write. */
export { default as wordProgram } from '$lib/engine/words/run-file/run.mjs?raw';
export { writeModelFile };

export type WordFileFault =
  | ModelFileFault
  /** Its text was somebody's own, and is not here. */
  | { readonly kind: 'textMissing' }
  /** Its text gives other tokens here: how many, and how many its own did. */
  | { readonly kind: 'vocabulary'; readonly came: number; readonly expected: number };

/** Tokens that are asked for where none have been written yet. */
const USUAL_COUNT = 40;

/** The model as it stands; undefined until its parameters have come, which have to be wanted. */
export function presentTransformer({ experiment, run }: WordMachine): SavedTransformer | undefined {
  const { data, snapshot, isCurrent } = run;
  if (!data || !snapshot?.parameters || !isCurrent) return undefined;
  const vocabulary = vocabularyOf(experiment.tokens, data);
  return { experiment, ...vocabulary, step: snapshot.epoch, parameters: snapshot.parameters };
}

/** What lets run.mjs write what stands on the page; where nothing does, as much as one likes to read. */
export function writeCommand({ writing, view }: WordMachine): string {
  const { temperature, topK, topP, greedy, writeSeed } = view;
  const choices = greedy
    ? ['--greedy']
    : [
        `--temperature ${temperature}`,
        ...(topK > 0 ? [`--top-k ${topK}`] : []),
        ...(topP < 1 ? [`--top-p ${topP}`] : []),
        // After a space, what begins with a dash would be another option.
        `--seed${writeSeed.startsWith('-') ? '=' : ' '}${quotedForShell(writeSeed)}`,
      ];
  const options = [`--tokens ${writing.written.length || USUAL_COUNT}`, ...choices].join(' ');
  const { prompt } = writing;
  const text = quotedForShell(prompt);
  return prompt.startsWith('-') ? `node run.mjs ${options} -- ${text}` : `node run.mjs ${text} ${options}`;
}

/** A text as one argument: in double quotes, which all shells know, where nothing in it means anything to them. */
export function quotedForShell(text: string): string {
  if (/^[\w.]+$/.test(text)) return text;
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}

/**
 * Takes a model out of a file: its experiment, and the step and the parameters it was at; it goes on from there at rest.
 * A file that holds none, or whose text is not here, changes nothing.
 * @returns what is wrong with the file, if anything
 */
export function openTransformer(machine: WordMachine, file: Uint8Array): WordFileFault | undefined {
  try {
    const saved = readModelFile(file);
    const experiment = withText(saved.experiment, machine.experiment);
    if (!experiment) return { kind: 'textMissing' };
    const vocabulary = vocabularyHere(experiment, machine);
    if (JSON.stringify(vocabulary) !== JSON.stringify({ units: saved.units, merges: saved.merges })) {
      return { kind: 'vocabulary', came: sizeOf(vocabulary), expected: sizeOf(saved) };
    }
    const { step, parameters } = saved;
    machine.startFrom(experiment, { epoch: step, position: 0, parameters });
  } catch (error) {
    if (error instanceof ModelFileProblem) return error.fault;
    throw error;
  }
  return undefined;
}

const sizeOf = ({ units, merges }: SavedVocabulary) => units.length + merges.length;

/** Files hold no text of one's own: the one that is open stands for it. */
function withText(experiment: WordExperiment, open: WordExperiment): WordExperiment | undefined {
  if (experiment.text !== 'own') return experiment;
  return open.text === 'own' ? { ...experiment, ownText: open.ownText } : undefined;
}

/** What the tokens of an experiment's text are, as a run of it would have them. */
function vocabularyHere(experiment: WordExperiment, { experiment: open, run }: WordMachine): SavedVocabulary {
  const { tokens, vocabulary } = experiment;
  const isOpen = (['text', 'ownText', 'tokens', 'vocabulary'] as const).every(
    (key) => experiment[key] === open[key],
  );
  if (isOpen && run.data) return vocabularyOf(tokens, run.data);
  const text = trainingText(experiment);
  return vocabularyOf(tokens, { text, ...createTokenizer(tokens, text, vocabulary) });
}
