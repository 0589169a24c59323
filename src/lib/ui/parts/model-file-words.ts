import type { ModelFileFault } from '$lib/engine/files';
import { m } from '$lib/paraglide/messages.js';

type Kind = ModelFileFault['kind'];
type Sentences = { readonly [K in Kind]: (fault: Extract<ModelFileFault, { kind: K }>) => string };

const damaged = (what: string) => `${what} ${m.files_take_again()}`;
const foreign = (what: string) => `${what} ${m.files_take_ours()}`;
const sentences: Sentences = {
  cutShort: (fault) => damaged(m.files_cut_short(fault)),
  tooLong: (fault) => damaged(m.files_too_long(fault)),
  notSafetensors: () => foreign(m.files_not_safetensors()),
  headerNotJson: (fault) => damaged(m.files_header_not_json(fault)),
  entry: (fault) => foreign(m.files_entry(fault)),
  duplicate: (fault) => foreign(m.files_duplicate({ entry: fault.name })),
  type: (fault) => foreign(m.files_type(fault)),
  place: (fault) => damaged(m.files_place(fault)),
  length: (fault) => damaged(m.files_length(fault)),
  foreign: (fault) => foreign(m.files_foreign(fault)),
  missingTensor: (fault) => foreign(m.files_missing_tensor(fault)),
  unknownTensor: (fault) => foreign(m.files_unknown_tensor(fault)),
  shape: (fault) => foreign(m.files_shape(fault)),
  number: (fault) => m.files_number(fault),
};

/** What is wrong with a file of a model, and what to do. */
export function faultText<K extends Kind>(fault: Extract<ModelFileFault, { kind: K }>): string {
  const sentence: (fault: Extract<ModelFileFault, { kind: K }>) => string = sentences[fault.kind];
  return sentence(fault);
}
