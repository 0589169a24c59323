import { EXPANSION, parameterTensors, type ParameterTensor, type TransformerShape } from './shape';
import type { PlanRecord } from './transformer-plan';

/** A size filled up to whole pairs of vectors. */
export const padded = (size: number) => 8 * Math.ceil(size / 8);

/** Sizes of a transformer as the kernels fill them up. */
export function paddedSizes({ width, heads, vocabulary, context }: TransformerShape) {
  const headWidth = width / heads;
  return {
    width: padded(width),
    headWidth: padded(headWidth),
    attention: heads * padded(headWidth),
    hidden: padded(EXPANSION * width),
    vocabulary: padded(vocabulary),
    context: padded(context),
  };
}

interface PackedLinear {
  /** Padded, as outputs. */
  readonly inputs: number;
  readonly outputs: number;
  /** Places among the packed parameters. */
  readonly weights: number;
  readonly biases: number;
  /** Place among the transposed copies. */
  readonly transposed: number;
}

/** Where the kernels keep each parameter; places count float32. */
export interface Packing {
  readonly length: number;
  readonly transposedLength: number;
  readonly linears: ReadonlyMap<string, PackedLinear>;
  /** Places of rows and vectors, by the tensor's name. */
  readonly rows: ReadonlyMap<string, number>;
  /** In the order of parameterTensors; `dense` and `packed` count float32. */
  readonly tensors: readonly PlanRecord<'tensor'>[];
}

type Group = readonly [size: number, padded: number];

/**
 * Linear layers as panels of eight outputs, [outputs / 8][inputs][8]; queries, keys and values as one layer; rows, and
 * the heads' parts of them, filled up with zeros.
 */
export function packingOf(shape: TransformerShape): Packing {
  const sizes = paddedSizes(shape);
  const head: Group = [shape.width / shape.heads, sizes.headWidth];
  const linears = new Map<string, PackedLinear>();
  const rows = new Map<string, number>();
  const tensors: PlanRecord<'tensor'>[] = [];
  let [length, transposedLength] = [0, 0];
  const take = (count: number) => (length += count) - count;

  const addRows = ({ name, shape: sizes, offset }: ParameterTensor) => {
    const columns = sizes[sizes.length - 1];
    const count = sizes.length === 1 ? 1 : sizes[0];
    const packed = take(count * padded(columns));
    rows.set(name, packed);
    tensors.push(tensorRecord(offset, packed, [count, columns], padded(columns)));
  };
  const linear = (name: string, outputs: number, inputs: number) => {
    const [weights, biases] = [take(outputs * inputs), take(outputs)];
    linears.set(name, { inputs, outputs, weights, biases, transposed: transposedLength });
    transposedLength += outputs * inputs;
  };
  const partsOf = { query: 0, key: 1, value: 2 } as Readonly<Record<string, number | undefined>>;
  const addLinearPart = ({ name, shape: sizesOf, offset }: ParameterTensor) => {
    const [, layer, kind] = /^(.*)\.(weight|bias)$/.exec(name)!;
    const last = layer.slice(layer.lastIndexOf('.') + 1);
    const part = partsOf[last];
    const packedName = part === undefined ? layer : layer.replace(/\.\w+$/, '');
    const [outputs, inputs] = sizesOf;
    if (kind === 'weight' && !part) {
      if (part === 0) linear(packedName, 3 * sizes.attention, sizes.width);
      else linear(packedName, padded(outputs), last === 'projection' ? sizes.attention : padded(inputs));
    }
    const packed = linears.get(packedName)!;
    const firstRow = (part ?? 0) * sizes.attention;
    const rowGroup: Group = part === undefined ? [outputs, padded(outputs)] : head;
    if (kind === 'bias') {
      const place = packed.biases + firstRow;
      tensors.push(tensorRecord(offset, place, [1, outputs], packed.outputs, undefined, rowGroup));
      return;
    }
    const columnGroup: Group = last === 'projection' ? head : [inputs, padded(inputs)];
    const place = packed.weights + firstRow * packed.inputs;
    const record = tensorRecord(offset, place, [outputs, inputs], packed.inputs, rowGroup, columnGroup);
    tensors.push({ ...record, isPanels: 1 });
  };
  for (const tensor of parameterTensors(shape)) {
    const isRows = /^(embedding|positions|norm|blocks\.\d+\.norm\d)\./.test(tensor.name);
    if (isRows) addRows(tensor);
    else addLinearPart(tensor);
  }
  return { length, transposedLength, linears, rows, tensors };
}

function tensorRecord(
  dense: number,
  packed: number,
  [rows, columns]: readonly [number, number],
  packedColumns: number,
  [rowGroup, paddedRowGroup]: Group = [rows, rows],
  [columnGroup, paddedColumnGroup]: Group = [columns, columns],
): PlanRecord<'tensor'> {
  return {
    dense,
    packed,
    rows,
    columns,
    isPanels: 0,
    packedColumns,
    rowGroup,
    paddedRowGroup,
    columnGroup,
    paddedColumnGroup,
  };
}
