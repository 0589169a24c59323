export { FourNetworks } from './four-networks';
export type { GeneratedAddresses, GeneratedShape } from './shape';
export { canGenerate, generateTraining, scratchBytes } from './training-module';
export { hasMultiplyAdd } from './wasm-writer';
