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
