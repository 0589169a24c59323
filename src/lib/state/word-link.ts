import type { Field } from '$lib/engine';
import { wordFieldKeys, wordFields, type WordExperiment } from '$lib/engine/words';
import { encoded, isSame, pairsOf, quoted, readValue, type LinkProblem } from './link-values';
import { wordViewFields, wordViewKeys, type WordViewOptions } from './word-view-options';

export interface ReadWordLink {
  readonly experiment: WordExperiment;
  readonly view: WordViewOptions;
  readonly problems: readonly LinkProblem[];
}

/** Longer own texts have no room in an address. */
const MOST_ADDRESS_LENGTH = 4000;

const allFields: Readonly<Record<string, Field>> = { ...wordFields, ...wordViewFields };
const allKeys: readonly string[] = [...wordFieldKeys, ...wordViewKeys];

/**
 * Reads the hash part of an address. Never throws: what cannot be taken falls back or is clamped, and is listed as a
 * problem.
 * @param drawSeed gives a seed when the link names none
 * @param ownText stands for an own text that had no room in the link
 */
export function readWordLink(hash: string, drawSeed: () => string, ownText = ''): ReadWordLink {
  const problems: LinkProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, came] of pairsOf(hash)) {
    const report = (kind: LinkProblem['kind'], used = '', expected = '') =>
      problems.push({ key: quoted(key), came: quoted(came), kind, used, expected });
    if (!Object.hasOwn(allFields, key)) report('unknown-key');
    else if (came !== '') values[key] = readValue(allFields[key], came, report);
  }
  if (values.text === 'own' && !values.ownText) {
    values.ownText = ownText;
    if (ownText === '') {
      values.text = wordFields.text.fallback;
      problems.push({
        key: 'text',
        came: 'own',
        kind: 'no-text',
        used: wordFields.text.fallback,
        expected: '',
      });
    }
  }
  values.seed ||= drawSeed();
  const valueOf = (key: string) => [key, values[key] ?? allFields[key].fallback] as const;
  return {
    experiment: Object.fromEntries(wordFieldKeys.map(valueOf)) as unknown as WordExperiment,
    view: Object.fromEntries(wordViewKeys.map(valueOf)) as unknown as WordViewOptions,
    problems,
  };
}

/** The hash part of an address that means this experiment: only what differs from an absent key. */
export function writeWordLink(experiment: WordExperiment, view: WordViewOptions): string {
  const ownText = experiment.text === 'own' ? encodedText(experiment.ownText) : '';
  const values: Readonly<Record<string, unknown>> = { ...experiment, ownText: '', ...view };
  const pairs = allKeys
    .filter((key) => key === 'seed' || !isSame(values[key], allFields[key].fallback))
    .map((key) => `${key}=${encoded(values[key])}`);
  return `#${(ownText === '' ? pairs : [...pairs, `ownText=${ownText}`]).join('&')}`;
}

/** Empty where an address has no room for it. */
function encodedText(text: string): string {
  if (text.length > MOST_ADDRESS_LENGTH) return '';
  const address = encoded(text);
  return address.length > MOST_ADDRESS_LENGTH ? '' : address;
}
