import type { Stage, StageName } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';

/** What each stage is called, and what it is in one sentence. */
const stageWords: Readonly<Record<StageName, readonly [name: () => string, sentence: () => string]>> = {
  embedding: [m.words_stage_embedding, m.words_stage_embedding_hint],
  position: [m.words_stage_position, m.words_stage_position_hint],
  input: [m.words_stage_input, m.words_stage_input_hint],
  norm1: [m.words_stage_norm1, m.words_stage_norm1_hint],
  query: [m.words_stage_query, m.words_stage_query_hint],
  key: [m.words_stage_key, m.words_stage_key_hint],
  value: [m.words_stage_value, m.words_stage_value_hint],
  scores: [m.words_stage_scores, m.words_stage_scores_hint],
  attention: [m.words_stage_attention, m.words_stage_attention_hint],
  mixed: [m.words_stage_mixed, m.words_stage_mixed_hint],
  projection: [m.words_stage_projection, m.words_stage_projection_hint],
  added1: [m.words_stage_added1, m.words_stage_added1_hint],
  norm2: [m.words_stage_norm2, m.words_stage_norm1_hint],
  hidden: [m.words_stage_hidden, m.words_stage_hidden_hint],
  activated: [m.words_stage_activated, m.words_stage_activated_hint],
  contracted: [m.words_stage_contracted, m.words_stage_contracted_hint],
  added2: [m.words_stage_added2, m.words_stage_added2_hint],
  norm: [m.words_stage_norm, m.words_stage_norm_hint],
  logits: [m.words_stage_logits, m.words_stage_logits_hint],
  probabilities: [m.words_stage_probabilities, m.words_stage_probabilities_hint],
};

export const stageName = (name: StageName) => stageWords[name][0]();
export const stageSentence = (name: StageName) => stageWords[name][1]();

/** With its block, where there is more than one of the kind. */
export function stageTitle({ name, block }: Stage, blocks: number): string {
  if (block === undefined || blocks === 1) return stageName(name);
  return m.words_stage_block({ stage: stageName(name), block: block + 1 });
}
