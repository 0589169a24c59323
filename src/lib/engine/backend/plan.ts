/** The sample sets of a plan, in order; kernels know them by index. */
export const sampleSets = ['train', 'test', 'map'] as const;
export type SampleSet = (typeof sampleSets)[number];

// The order of these fields is the contract with src/kernels/plan.ts, which documents each.
const headerFields = [
  'layerCount',
  'hiddenActivation',
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
  'activations',
  'deltas',
  'preActivations',
  'mapped',
  'results',
] as const;
const setFields = ['columns', 'stride', 'targets', 'count'] as const;
const layerFields = ['inputs', 'outputs', 'weights', 'biases', 'packed'] as const;

type Int32Record<Fields extends readonly string[]> = Record<Fields[number], number>;
export type SetPlan = Int32Record<typeof setFields>;
export type LayerPlan = Int32Record<typeof layerFields>;

/** A model as kernels see it: sizes, codes of the tables, and byte offsets in the kernels' memory. */
export interface Plan extends Omit<Int32Record<typeof headerFields>, 'layerCount'> {
  readonly sets: Readonly<Record<SampleSet, SetPlan>>;
  readonly layers: readonly LayerPlan[];
}

/** Length of a plan in int32 elements. */
export function planLength(layerCount: number): number {
  return headerFields.length + sampleSets.length * setFields.length + layerCount * layerFields.length;
}

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
    Object.fromEntries(fields.map((field) => [field, memory[next++]])) as Int32Record<Fields>;
  const { layerCount, ...header } = read(headerFields);
  const sets = { train: read(setFields), test: read(setFields), map: read(setFields) };
  const layers = Array.from({ length: layerCount }, () => read(layerFields));
  return { ...header, sets, layers };
}
