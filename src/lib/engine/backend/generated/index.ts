export type { GeneratedAddresses, GeneratedShape } from './shape';
export { canGenerate, generateTraining, scratchBytes } from './training-module';
export { generateTrainingOfFour, scratchBytesOfFour } from './training-of-four';
export { hasMultiplyAdd } from './wasm-writer';
