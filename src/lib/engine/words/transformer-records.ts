import { paddedSizes } from './transformer-packing';
import { blockRegion, POWERS_LENGTH, type TransformerMemory } from './transformer-memory';
import { RecordWriter, type PlanRecord } from './transformer-plan';
import type { TransformerShape } from './shape';

const normPlaces = { none: 0, before: 1, after: 2 } as const;

/** Where a block's numbers stand that are another's under some shapes, in bytes. */
export interface BlockPlaces {
  readonly input: number;
  readonly attentionInput: number;
  readonly middle: number;
  readonly forwardInput: number;
  readonly output: number;
}

/**
 * Writes the records that describe a transformer to the kernels.
 * @param base of the arena in `buffer`, in bytes
 * @returns the plan's byte offset
 */
export function writeRecords(
  shape: TransformerShape,
  memory: TransformerMemory,
  buffer: ArrayBuffer,
  base: number,
): number {
  const { layout, packing, strides, windowsAtOnce } = memory;
  const sizes = paddedSizes(shape);
  const at = (name: string) => base + layout.regions[name].offset;
  const writer = new RecordWriter(new Int32Array(buffer, at('records'), layout.regions.records.length));
  const [parameters, transposed] = [at('parameters'), at('transposed')];
  const firstMoments = at('optimizer') + 4 * POWERS_LENGTH;
  const rowsOf = (name: string) => parameters + 4 * (packing.rows.get(name) ?? 0);

  const writeLinear = (name: string) => {
    const linear = packing.linears.get(name);
    if (!linear) return 0;
    return writer.write('linear', {
      inputs: linear.inputs,
      outputs: linear.outputs,
      weights: parameters + 4 * linear.weights,
      biases: parameters + 4 * linear.biases,
      transposed: transposed + 4 * linear.transposed,
    });
  };
  const writeNorm = (name: string, source: number, target: number, statistics: number) =>
    writer.write('norm', {
      source,
      target,
      scales: rowsOf(`${name}.weight`),
      shifts: rowsOf(`${name}.bias`),
      statistics,
    });

  const blocks: PlanRecord<'block'>[] = [];
  const places = blockPlaces(shape, at);
  for (const [b, { input, attentionInput, middle, forwardInput }] of places.entries()) {
    const name = `blocks.${b}`;
    const own = (region: string) => at(blockRegion(b, region));
    const isBefore = shape.norm === 'before';
    const norm1 = [isBefore ? input : own('added1'), own('normed1'), own('statistics1')] as const;
    const norm2 = [isBefore ? middle : own('added2'), own('normed2'), own('statistics2')] as const;
    blocks.push({
      norm1: writeNorm(`${name}.norm1`, ...norm1),
      norm2: writeNorm(`${name}.norm2`, ...norm2),
      attention: writeLinear(`${name}.attention`),
      projection: writeLinear(`${name}.attention.projection`),
      expand: writeLinear(`${name}.feedForward.expand`),
      contract: writeLinear(`${name}.feedForward.contract`),
      input,
      attentionInput,
      queries: own('queries'),
      shares: own('shares'),
      mixed: own('mixed'),
      added1: own('added1'),
      middle,
      forwardInput,
      hidden: own('hidden'),
      activated: own('activated'),
      added2: own('added2'),
      scores: own('scores'),
      projected: own('projected'),
      contracted: own('contracted'),
      cachedKeys: own('cachedKeys'),
      cachedValues: own('cachedValues'),
    });
  }
  const finalNorm = writeNorm(
    'norm',
    places[places.length - 1].output,
    at('finalNormed'),
    at('finalStatistics'),
  );
  const output = writeLinear('output');
  const blockRecords = blocks.map((block) => writer.write('block', block));
  const tensors = packing.tensors.map((tensor) =>
    writer.write('tensor', { ...tensor, dense: 4 * tensor.dense, packed: parameters + 4 * tensor.packed }),
  );
  return writer.write('plan', {
    width: shape.width,
    paddedWidth: sizes.width,
    heads: shape.heads,
    headWidth: shape.width / shape.heads,
    paddedHeadWidth: sizes.headWidth,
    attentionWidth: sizes.attention,
    hiddenWidth: sizes.hidden,
    vocabulary: shape.vocabulary,
    paddedVocabulary: sizes.vocabulary,
    blockCount: shape.blocks,
    isMasked: Number(shape.mask),
    hasFeedForward: Number(shape.feedForward),
    isGelu: Number(shape.activation === 'gelu'),
    normPlace: normPlaces[shape.norm],
    hasPositions: Number(shape.positions !== 'none'),
    learnsPositions: Number(shape.positions === 'learned'),
    windowsAtOnce,
    widthStride: 4 * strides.width,
    queriesStride: 4 * strides.queries,
    mixedStride: 4 * strides.mixed,
    hiddenStride: 4 * strides.hidden,
    logitsStride: 4 * strides.logits,
    sharesStride: 4 * strides.shares,
    parameters,
    parameterBytes: 4 * packing.length,
    toGradients: at('gradients') - parameters,
    toFirst: firstMoments - parameters,
    toSecond: firstMoments + 4 * packing.length - parameters,
    powers: at('optimizer'),
    embedding: rowsOf('embedding.weight'),
    positions: shape.positions === 'learned' ? rowsOf('positions.weight') : at('sinusoids'),
    windows: at('windows'),
    logits: at('logits'),
    inputSlopes: at('inputSlopes'),
    normSlopes: at('normSlopes'),
    queriesSlopes: at('queriesSlopes'),
    mixedSlopes: at('mixedSlopes'),
    hiddenSlopes: at('hiddenSlopes'),
    scoresSlopes: at('scoresSlopes'),
    keyPanels: at('keyPanels'),
    valuePanels: at('valuePanels'),
    finalNorm,
    output,
    blocks: blockRecords[0],
    tensors: tensors[0],
    tensorCount: tensors.length,
    dense: at('dense'),
    readInput: at('readInput'),
    readNormed: at('readNormed'),
    readQueries: at('readQueries'),
    readMixed: at('readMixed'),
    readHidden: at('readHidden'),
    readShares: at('readShares'),
  });
}

/** Which region is what to each block, where norms and layers that a shape leaves out change it. */
function blockPlaces(
  { blocks, norm, feedForward }: TransformerShape,
  at: (region: string) => number,
): readonly BlockPlaces[] {
  const places: BlockPlaces[] = [];
  let input = at('input');
  for (let b = 0; b < blocks; b++) {
    const own = (region: string) => at(blockRegion(b, region));
    const attentionInput = norm === 'before' ? own('normed1') : input;
    const middle = own(norm === 'after' ? 'normed1' : 'added1');
    const forwardInput = norm === 'before' ? own('normed2') : middle;
    const output = feedForward ? own(norm === 'after' ? 'normed2' : 'added2') : middle;
    places.push({ input, attentionInput, middle, forwardInput, output });
    input = output;
  }
  return places;
}
