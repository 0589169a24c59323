// The int32 record that describes a model to the kernels. Its fields stand in the order of
// src/lib/engine/backend/plan.ts, which writes it; every position is a byte offset in memory.

/** Samples of one purpose (training, validation, test, map), structure of arrays. */
@unmanaged
export class SampleSet {
  /** [inputs][stride] float32. */
  columns: usize;
  /** Bytes from one column to the next, a multiple of 16. */
  stride: usize;
  /** [outputs][stride] float32. */
  targets: usize;
  count: i32;
}

@unmanaged
export class Layer {
  inputs: i32;
  outputs: i32;
  /** [outputs][inputs] float32. */
  weights: usize;
  /** [outputs] float32. */
  biases: usize;
  /** Where the layer begins in the packed parameters. */
  packed: usize;
  /** A hidden layer's; the output layer's stands in the plan. */
  activation: i32;
}

@unmanaged
export class Rule {
  optimizer: i32;
  /** Bit 0 for L1, bit 1 for L2. */
  regularization: i32;
  /** Share of neurons left out · 2³², unsigned. */
  dropoutThreshold: u32;
  dropoutKey: i32;
  learningRate: f32;
  regularizationRate: f32;
  momentum: f32;
  weightDecay: f32;
  /** Largest norm of the gradient, 0 for no limit. */
  clipNorm: f32;
  /** What dropout multiplies the neurons by that it leaves in. */
  dropoutScale: f32;
}

@unmanaged
export class Plan {
  layerCount: i32;
  outputActivation: i32;
  loss: i32;
  /** Samples worked on at a time, a multiple of 4. */
  chunk: i32;
  parameters: usize;
  parameterCount: i32;
  /** As parameters, in the same order. */
  gradients: usize;
  /** The parameters as training wants them; see pack.ts. */
  packed: usize;
  /** Bytes, whole vectors. */
  packedBytes: i32;
  /** As packed, in the same order. */
  packedGradients: usize;
  /** The share of one chunk, where a batch has several. */
  chunkGradients: usize;
  /** As packed, twice: the optimizer's running numbers. */
  moments: usize;
  /** Two float64: β₁ᵗ and β₂ᵗ after t updates. */
  powers: usize;
  /** Room for a chunk's inputs and activations, each layer's width rounded up to whole vectors. */
  activations: usize;
  /** As activations: derivatives of the loss by each neuron's pre-activation. */
  deltas: usize;
  /** As activations: their derivatives by the pre-activations, where values alone do not tell them. */
  slopes: usize;
  /** [outputs][chunk] float32: pre-activations of the last layer; room for its outputs and deltas follows. */
  preActivations: usize;
  /** [neurons][map samples] float32. */
  mapped: usize;
  /** float64: sum of losses, sum of squared errors, then the confusion matrix [actual][predicted]. */
  results: usize;
  /** How training goes: a Rule. */
  rule: usize;
  trainColumns: usize;
  trainStride: usize;
  trainTargets: usize;
  trainCount: i32;
  validationColumns: usize;
  validationStride: usize;
  validationTargets: usize;
  validationCount: i32;
  testColumns: usize;
  testStride: usize;
  testTargets: usize;
  testCount: i32;
  mapColumns: usize;
  mapStride: usize;
  mapTargets: usize;
  mapCount: i32;
}

export function ruleOf(plan: Plan): Rule {
  return changetype<Rule>(plan.rule);
}

export function sampleSet(plan: Plan, set: i32): SampleSet {
  return changetype<SampleSet>(
    changetype<usize>(plan) + offsetof<Plan>('trainColumns') + set * offsetof<SampleSet>(),
  );
}

export function layerAt(plan: Plan, index: i32): Layer {
  return changetype<Layer>(changetype<usize>(plan) + offsetof<Plan>() + index * offsetof<Layer>());
}
