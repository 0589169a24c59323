// The order of these fields is the contract with src/kernels/transformer/plan.ts, which documents each.
const linearFields = ['inputs', 'outputs', 'weights', 'biases', 'transposed'] as const;
const normFields = ['source', 'target', 'scales', 'shifts', 'statistics'] as const;
const blockFields = [
  'norm1',
  'norm2',
  'attention',
  'projection',
  'expand',
  'contract',
  'input',
  'attentionInput',
  'queries',
  'shares',
  'mixed',
  'added1',
  'middle',
  'forwardInput',
  'hidden',
  'activated',
  'added2',
  'scores',
  'projected',
  'contracted',
  'cachedKeys',
  'cachedValues',
] as const;
const tensorFields = [
  'dense',
  'packed',
  'rows',
  'columns',
  'isPanels',
  'packedColumns',
  'rowGroup',
  'paddedRowGroup',
  'columnGroup',
  'paddedColumnGroup',
] as const;
const planFields = [
  'width',
  'paddedWidth',
  'heads',
  'headWidth',
  'paddedHeadWidth',
  'attentionWidth',
  'hiddenWidth',
  'vocabulary',
  'paddedVocabulary',
  'blockCount',
  'isMasked',
  'hasFeedForward',
  'isGelu',
  'normPlace',
  'hasPositions',
  'learnsPositions',
  'windowsAtOnce',
  'widthStride',
  'queriesStride',
  'mixedStride',
  'hiddenStride',
  'logitsStride',
  'sharesStride',
  'parameters',
  'parameterBytes',
  'toGradients',
  'toFirst',
  'toSecond',
  'powers',
  'embedding',
  'positions',
  'windows',
  'logits',
  'inputSlopes',
  'normSlopes',
  'queriesSlopes',
  'mixedSlopes',
  'hiddenSlopes',
  'scoresSlopes',
  'keyPanels',
  'valuePanels',
  'finalNorm',
  'output',
  'blocks',
  'tensors',
  'tensorCount',
  'dense',
  'readInput',
  'readNormed',
  'readQueries',
  'readMixed',
  'readHidden',
  'readShares',
] as const;
/** Fields that the kernels themselves set, after the plan's others. */
const OWN_FIELDS = 5;

const fields = {
  linear: linearFields,
  norm: normFields,
  block: blockFields,
  tensor: tensorFields,
  plan: planFields,
};
type RecordKind = keyof typeof fields;
export type PlanRecord<Kind extends RecordKind> = Record<(typeof fields)[Kind][number], number>;

/** Writes records one after another into the kernels' memory. */
export class RecordWriter {
  readonly #memory: Int32Array;
  /** Of the memory's first element, in bytes. */
  readonly #base: number;
  #next = 0;

  constructor(memory: Int32Array) {
    this.#memory = memory;
    this.#base = memory.byteOffset;
  }

  /** Writes a record; gives its byte offset. */
  write<Kind extends RecordKind>(kind: Kind, record: PlanRecord<Kind>): number {
    const address = this.#base + 4 * this.#next;
    const names: readonly (keyof PlanRecord<Kind>)[] = fields[kind];
    this.#memory.set(
      names.map((name) => record[name]),
      this.#next,
    );
    this.#next += names.length + (kind === 'plan' ? OWN_FIELDS : 0);
    return address;
  }
}

/** Room for so many records, in int32 elements. */
export function recordsLength(counts: Readonly<Record<RecordKind, number>>): number {
  const kinds = Object.keys(fields) as RecordKind[];
  return OWN_FIELDS + kinds.reduce((sum, kind) => sum + counts[kind] * fields[kind].length, 0);
}
