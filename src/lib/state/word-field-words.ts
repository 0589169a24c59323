import type { WordExperiment } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';
import { scheduleWords, type FieldWords, type OptionsOf } from './shared-field-words';
import type { WordControlKey } from './word-controls';
import type { WordViewOptions } from './word-view-options';

type Settings = WordExperiment & WordViewOptions;
type LabelledKey = WordControlKey | 'speed';

/** Where a field does something else than the playground's of the same name, its sentence is another. */
const words: { readonly [Key in LabelledKey]: FieldWords & OptionsOf<Settings[Key]> } = {
  blocks: { label: m.field_blocks_label, hint: m.field_blocks_hint },
  heads: { label: m.field_heads_label, hint: m.field_heads_hint },
  width: { label: m.field_width_label, hint: m.field_width_hint },
  context: { label: m.field_context_label, hint: m.field_context_hint },
  positions: {
    label: m.field_positions_label,
    hint: m.field_positions_hint,
    options: {
      sinusoidal: m.option_positions_sinusoidal,
      learned: m.option_positions_learned,
      none: m.option_positions_none,
    },
  },
  tokens: {
    label: m.field_tokens_label,
    hint: m.field_tokens_hint,
    options: { characters: m.option_tokens_characters, bytePairs: m.option_tokens_bytePairs },
  },
  vocabulary: { label: m.field_vocabulary_label, hint: m.field_vocabulary_hint },
  learningRate: { label: m.field_learningRate_label, hint: m.words_field_learningRate_hint },
  norm: {
    label: m.field_norm_label,
    hint: m.field_norm_hint,
    options: { before: m.option_norm_before, after: m.option_norm_after, none: m.option_norm_none },
  },
  activation: {
    label: m.field_activation_label,
    hint: m.words_field_activation_hint,
    options: { relu: m.option_activation_relu, gelu: m.option_activation_gelu },
  },
  mask: { label: m.field_mask_label, hint: m.field_mask_hint },
  feedForward: { label: m.field_feedForward_label, hint: m.field_feedForward_hint },
  batchSize: { label: m.field_batchSize_label, hint: m.words_field_batchSize_hint },
  ...scheduleWords,
  schedule: { ...scheduleWords.schedule, hint: m.words_field_schedule_hint },
  schedulePeriod: { ...scheduleWords.schedulePeriod, hint: m.words_field_schedulePeriod_hint },
  warmUp: { ...scheduleWords.warmUp, hint: m.words_field_warmUp_hint },
  weightDecay: { label: m.field_weightDecay_label, hint: m.field_weightDecay_hint },
  speed: {
    label: m.field_speed_label,
    hint: m.words_field_speed_hint,
    options: {
      1: m.option_speed_1,
      5: m.option_speed_5,
      30: m.option_speed_30,
      'flat-out': m.option_speed_flat_out,
    },
  },
};
/** What is said of a field of the word machine. */
export const wordsOf = (key: LabelledKey): FieldWords => words[key];
