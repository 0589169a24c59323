/** The sample sets of a plan, in order; kernels know them by index. */
export const sampleSets = ['train', 'validation', 'test', 'map'] as const;
export type SampleSet = (typeof sampleSets)[number];

/** Makes something for each set, in their order. */
export function recordOfSets<Made>(make: (set: SampleSet) => Made): Record<SampleSet, Made> {
  const [train, validation, test, map] = sampleSets.map(make);
  return { train, validation, test, map };
}

// The order of these fields is the contract with src/kernels/plan.ts, which documents each.
const headerFields = [
  'layerCount',
  'outputActivation',
  'loss',
  'chunk',
  'parameters',
  'parameterCount',
  'gradients',
  'packed',
  'packedBytes',
  'packedGradients',
  'chunkGradients',
  'moments',
  'powers',
  'activations',
  'deltas',
  'slopes',
  'preActivations',
  'mapped',
  'results',
  'rule',
] as const;
const setFields = ['columns', 'stride', 'targets', 'count'] as const;
const layerFields = ['inputs', 'outputs', 'weights', 'biases', 'packed', 'activation'] as const;

// The order of these fields is the contract with src/kernels/plan.ts, too.
const ruleIntegers = ['optimizer', 'regularization', 'dropoutThreshold', 'dropoutKey'] as const;
const ruleNumbers = [
  'learningRate',
  'regularizationRate',
  'momentum',
  'weightDecay',
  'clipNorm',
  'dropoutScale',
] as const;

type FieldRecord<Fields extends readonly string[]> = Record<Fields[number], number>;
export type SetPlan = FieldRecord<typeof setFields>;
export type LayerPlan = FieldRecord<typeof layerFields>;

/** A model as kernels see it: sizes, codes of the tables, and byte offsets in the kernels' memory. */
export interface Plan extends Omit<FieldRecord<typeof headerFields>, 'layerCount'> {
  readonly sets: Readonly<Record<SampleSet, SetPlan>>;
  readonly layers: readonly LayerPlan[];
}

/** How training goes: codes of the tables, and rates. Integers count modulo 2³². */
export type Rule = FieldRecord<typeof ruleIntegers> & FieldRecord<typeof ruleNumbers>;

/** Length of a plan in int32 elements. */
export function planLength(layerCount: number): number {
  return headerFields.length + sampleSets.length * setFields.length + layerCount * layerFields.length;
}

/** Length of a rule in elements of four bytes. */
export const RULE_LENGTH = ruleIntegers.length + ruleNumbers.length;

const countIndex = (set: SampleSet) =>
  headerFields.length + sampleSets.indexOf(set) * setFields.length + setFields.indexOf('count');

/**
 * Writes a plan into the kernels' memory.
 * @param memory planLength elements
 */
export function writePlan(memory: Int32Array, plan: Plan): void {
  const header = { ...plan, layerCount: plan.layers.length };
  memory.set([
    ...headerFields.map((field) => header[field]),
    ...sampleSets.flatMap((set) => setFields.map((field) => plan.sets[set][field])),
    ...plan.layers.flatMap((layer) => layerFields.map((field) => layer[field])),
  ]);
}

/** Changes how many samples of a set are in force. */
export function writeCount(memory: Int32Array, set: SampleSet, count: number): void {
  memory[countIndex(set)] = count;
}

/**
 * Reads a plan back.
 * @param buffer the kernels' memory
 * @param offset bytes
 */
export function readPlan(buffer: ArrayBuffer, offset: number): Plan {
  const memory = new Int32Array(buffer, offset);
  let next = 0;
  const read = <const Fields extends readonly string[]>(fields: Fields) =>
    Object.fromEntries(fields.map((field) => [field, memory[next++]])) as FieldRecord<Fields>;
  const { layerCount, ...header } = read(headerFields);
  const sets = recordOfSets(() => read(setFields));
  const layers = Array.from({ length: layerCount }, () => read(layerFields));
  return { ...header, sets, layers };
}

/**
 * Writes a rule into the kernels' memory.
 * @param integers RULE_LENGTH elements, over the same bytes as numbers
 */
export function writeRule(integers: Int32Array, numbers: Float32Array, rule: Rule): void {
  ruleIntegers.forEach((field, index) => (integers[index] = rule[field]));
  ruleNumbers.forEach((field, index) => (numbers[ruleIntegers.length + index] = rule[field]));
}

/**
 * Reads a rule back.
 * @param buffer the kernels' memory
 * @param offset bytes
 */
export function readRule(buffer: ArrayBuffer, offset: number): Rule {
  const integers = new Uint32Array(buffer, offset);
  const numbers = new Float32Array(buffer, offset + 4 * ruleIntegers.length);
  return Object.fromEntries([
    ...ruleIntegers.map((field, index) => [field, integers[index]]),
    ...ruleNumbers.map((field, index) => [field, numbers[index]]),
  ]) as Rule;
}
