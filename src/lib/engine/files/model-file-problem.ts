/** What is wrong with a file that should hold a model, and what a sentence about it needs to know. */
export type ModelFileFault =
  /** Shorter than its beginning says. */
  | { readonly kind: 'cutShort'; readonly bytes: number; readonly needed: number }
  /** Longer than its tensors. */
  | { readonly kind: 'tooLong'; readonly bytes: number; readonly needed: number }
  /** Its first eight bytes, or what comes next, are not those of a safetensors file. */
  | { readonly kind: 'notSafetensors' }
  | { readonly kind: 'headerNotJson'; readonly reason: string }
  /** Something in the header or among the metadata, by its path there. */
  | { readonly kind: 'entry'; readonly key: string; readonly came: string; readonly expected: string }
  | { readonly kind: 'duplicate'; readonly name: string }
  | { readonly kind: 'type'; readonly tensor: string; readonly came: string }
  /** Bytes that no tensor or two tensors claim: where one begins, and where the one before it ended. */
  | { readonly kind: 'place'; readonly tensor: string; readonly from: number; readonly expected: number }
  /** Its place is not as long as its shape. */
  | { readonly kind: 'length'; readonly tensor: string; readonly bytes: number; readonly expected: number }
  /** A safetensors file, but not one of this kind of model. */
  | { readonly kind: 'foreign'; readonly came: string; readonly expected: string }
  | { readonly kind: 'missingTensor'; readonly tensor: string; readonly shape: string }
  | { readonly kind: 'unknownTensor'; readonly tensor: string; readonly shape: string }
  | { readonly kind: 'shape'; readonly tensor: string; readonly came: string; readonly expected: string }
  /** A number at a place in a tensor, counted from 0. */
  | { readonly kind: 'number'; readonly tensor: string; readonly place: number; readonly came: string };

/** A file from which no model can be read. */
export class ModelFileProblem extends Error {
  override readonly name = 'ModelFileProblem';
  constructor(readonly fault: ModelFileFault) {
    super(JSON.stringify(fault));
  }
}
