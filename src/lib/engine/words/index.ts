export { bytesOfText, textOfBytes } from './byte-text';
export { bitsPerCharacter } from './bits-per-character';
export {
  checkWordExperiment,
  defaultWordExperiment,
  wordFieldKeys,
  wordFields,
  type WordExperiment,
  type WordFieldKey,
} from './spec';
export {
  parameterCountOf,
  parameterTensors,
  shapeOf,
  type ParameterTensor,
  type TransformerShape,
} from './shape';
export { stagesOf, traceLength, type Stage, type StageName } from './trace';
export type { CreateTransformer, StepRule, TransformerModel } from './model';
export { initialTransformer } from './initial-parameters';
export { referenceTransformer } from './reference-transformer';
export { candidatesOf, type Sampling, type WrittenToken } from './sampling';
export { loadTransformer, wasmTransformer } from './wasm-transformer';
export { Writer } from './writer';
export type { Sample, SpansChange, TensorMotion, WordData, WordSnapshot, WrittenSpan } from './snapshot';
export type { Merge, Tokenizer } from './tokenizer';
export type { NextRequest } from './view';
export { createTokenizer, UnknownCharacters } from './tokenizer';
export { checkSize, readText, TextProblem, type TextFault } from './text-check';
export { tokenTextOf, type TokenText } from './token-text';
export { WordTrainer } from './trainer';
export { WordView } from './view';
export {
  cellArithmetic,
  numberAt,
  positionField,
  type CellArithmetic,
  type Numbers,
} from './cell-arithmetic';
export { normalizations } from './normalizations';
export { Operations, viewOf, type MatrixView, type Operation } from './operation';
