/** How the next token is chosen from the model's probabilities. */
export interface Sampling {
  /** Logits are divided by it; above 0. */
  readonly temperature: number;
  /** Only so many of the likeliest tokens may be chosen; 0 for all. */
  readonly topK: number;
  /** Only the likeliest tokens whose probabilities together reach this share may be chosen; 1 for all. */
  readonly topP: number;
  /** The likeliest token is always chosen. */
  readonly greedy: boolean;
}

export interface Candidate {
  readonly token: number;
  /** The model's own, of all tokens. */
  readonly probability: number;
  /** With which it is chosen, after temperature, top-k and top-p; 0 where it is left out. */
  readonly chance: number;
}

/** One token written, and what it was chosen from. */
export interface WrittenToken {
  readonly token: number;
  /** The likeliest first; the chosen one is among them, last if need be. */
  readonly candidates: readonly Candidate[];
  /** The number in [0, 1) that chose; undefined where greedy or chosen by hand. */
  readonly draw?: number;
}

/**
 * The likeliest tokens after the last one, the likeliest first, equal ones by number. Softmax in float64; temperature
 * divides the logits; top-k keeps the likeliest, top-p (Holtzman et al. 2020) the fewest of them whose chances, after
 * temperature, reach its share together; what is kept shares the whole chance.
 * @param logits [vocabulary]
 * @param most how many are wanted
 */
export function candidatesOf(logits: Float32Array, sampling: Sampling, most = logits.length): Candidate[] {
  const { temperature, topK, topP, greedy } = sampling;
  const order = likeliestFirst(logits);
  const largest = logits[order[0]];
  const powers = (divisor: number) => order.map((token) => Math.exp((logits[token] - largest) / divisor));
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const probabilities = powers(1);
  const chances = powers(temperature);
  const wholeProbability = total(probabilities);
  const wholeChance = total(chances);
  let kept = greedy ? 1 : topK > 0 ? Math.min(topK, order.length) : order.length;
  if (!greedy && topP < 1) {
    let reached = 0;
    const enough = chances.findIndex((chance) => (reached += chance / wholeChance) >= topP);
    if (enough >= 0) kept = Math.min(kept, enough + 1);
  }
  const keptChance = total(chances.slice(0, kept));
  return order.slice(0, most).map((token, rank) => ({
    token,
    probability: probabilities[rank] / wholeProbability,
    chance: rank < kept ? chances[rank] / keptChance : 0,
  }));
}

/**
 * All tokens in order, sorted as numbers, which engines do several times as fast as by a comparison: each logit's sign
 * and magnitude as an integer, the largest logit's the least, times the number of tokens, plus the token.
 */
function likeliestFirst(logits: Float32Array): number[] {
  const { length } = logits;
  const bits = new Int32Array(logits.map((logit) => -logit).buffer);
  const keys = new Float64Array(length);
  bits.forEach((key, token) => (keys[token] = (key < 0 ? -(key & 0x7fffffff) : key) * length + token));
  const tokens: number[] = [];
  keys.sort().forEach((key) => tokens.push(key - length * Math.floor(key / length)));
  return tokens;
}
