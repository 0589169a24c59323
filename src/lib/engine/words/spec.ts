import { check, FieldError, keyed } from '../check';
import { choice, flag, number, numberOf, text, type Field, type FieldValue } from '../fields';

/** Own texts may be this long, in UTF-16 units; in bytes of UTF-8 there is a limit of its own. */
const MAX_TEXT_LENGTH = 2 ** 20;

/**
 * Every field of a word experiment: what it may hold, what it is when a link does not name it, and whether changing
 * it starts the run anew. Controls, links, validation and tests read this table.
 */
export const wordFields = {
  text: choice('idioms', 'restart', ['idioms', 'evenings', 'eveningsChinese', 'article', 'rhymes', 'own']),
  /** Of the text `own`. */
  ownText: text('', 'restart', MAX_TEXT_LENGTH),
  tokens: choice('characters', 'restart', ['characters', 'bytePairs']),
  /** Of byte pairs: the most tokens there may be, single bytes' included. */
  vocabulary: number(512, 'restart', { min: 16, max: 1024, integer: true }),
  seed: text('', 'restart', 64),

  blocks: numberOf(1, 'restart', [1, 2, 3, 4]),
  heads: numberOf(4, 'restart', [1, 2, 4, 8]),
  width: numberOf(64, 'restart', [16, 32, 64, 96, 128]),
  context: numberOf(16, 'restart', [8, 16, 32, 64, 128]),
  positions: choice('sinusoidal', 'restart', ['sinusoidal', 'learned', 'none']),
  /** Whether a token sees only itself and what stands before it. */
  mask: flag(true, 'restart'),
  feedForward: flag(true, 'restart'),
  /** Of the feed-forward layer. */
  activation: choice('relu', 'restart', ['relu', 'gelu']),
  /** Where layers are normalized: before attention and feed-forward, after they were added, or nowhere. */
  norm: choice('before', 'restart', ['before', 'after', 'none']),

  learningRate: number(0.008, 'live', { min: 1e-5, max: 10 }),
  /** Steps over which the learning rate grows linearly to its full size; the schedule begins after them. */
  warmUp: number(20, 'live', { min: 0, max: 10_000, integer: true }),
  schedule: choice('cosine', 'live', ['constant', 'cosine', 'exponential', 'step']),
  /** Steps: of the cosine's fall, of one factor of the exponential fall, or of one step. */
  schedulePeriod: number(600, 'live', { min: 1, max: 1_000_000, integer: true }),
  scheduleFactor: number(0.5, 'live', { min: 0.01, max: 1 }),
  weightDecay: number(0.01, 'live', { min: 0, max: 1 }),
  /** Largest norm of the whole gradient of one step; 0 for no limit. */
  clipNorm: number(1, 'live', { min: 0, max: 1000 }),
  /** Windows of the text that each step learns from. */
  batchSize: number(16, 'live', { min: 1, max: 64, integer: true }),
} as const satisfies Record<string, Field>;

export type WordFieldKey = keyof typeof wordFields;
export type WordExperiment = { readonly [Key in WordFieldKey]: FieldValue<(typeof wordFields)[Key]> };

export const wordFieldKeys = Object.keys(wordFields) as WordFieldKey[];
/** The fields that take effect while a model trains. */
export const liveWordKeys = wordFieldKeys.filter((key) => wordFields[key].effect === 'live');

export const defaultWordExperiment = Object.freeze(
  Object.fromEntries(wordFieldKeys.map((key) => [key, wordFields[key].fallback])),
) as WordExperiment;

const schema = keyed(Object.fromEntries(wordFieldKeys.map((key) => [key, wordFields[key].schema])));

/**
 * Checks a word experiment at the engine's edge.
 * @throws {FieldError} naming the first field that is missing, unknown or out of range.
 */
export function checkWordExperiment(candidate: unknown): WordExperiment {
  const experiment = check(schema, candidate, 'experiment') as unknown as WordExperiment;
  const { width, heads } = experiment;
  if (width % heads !== 0) throw new FieldError('heads', heads, `a divisor of the width ${width}`);
  return experiment;
}
