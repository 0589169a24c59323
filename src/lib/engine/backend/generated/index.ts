export type { GeneratedAddresses, GeneratedShape } from './shape';
export { canGenerate, generateTraining } from './training-module';
export { hasMultiplyAdd } from './wasm-writer';
