import type { MatrixView, Operation, Stage, StageName } from '$lib/engine/words';
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
  norm2: [m.words_stage_norm2, m.words_stage_norm2_hint],
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

/** What a matrix of a product is, where the result is this stage. */
export function matrixName({ source }: MatrixView, result: StageName): string {
  if ('tensor' in source) return m.words_weight_of();
  return result === 'scores' && source.stage.name === 'key'
    ? m.words_keys_transposed()
    : stageName(source.stage.name);
}

/** Why a number of this stage is what it is, in one sentence; nothing where the line of numbers says it all. */
export function reasonOf(operation: Operation, result: StageName): string {
  switch (operation.kind) {
    case 'product': {
      const names = { left: matrixName(operation.left, result), right: matrixName(operation.right, result) };
      if (operation.bias) return m.words_reason_biased(names);
      return operation.scale === 1 ? m.words_reason_product(names) : m.words_reason_scaled(names);
    }
    case 'sum':
      return operation.addends.map((addend) => matrixName(addend, result)).join(' + ');
    case 'softmax':
      return m.words_reason_softmax();
    case 'norm':
      return m.words_reason_norm();
    case 'activation':
      return operation.name === 'relu' ? m.words_reason_relu() : m.words_reason_gelu();
    case 'wave':
      return m.words_reason_wave();
    case 'lookup':
      return '';
    default:
      return operation satisfies never;
  }
}
