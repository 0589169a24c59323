export { canGenerate, generateTraining, scratchBytes } from './training-module';
export type { GeneratedAddresses, GeneratedShape } from './shape';
