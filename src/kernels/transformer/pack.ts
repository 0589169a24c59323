import { Plan, Tensor } from './plan';

/** The dense parameters to the packed ones; what fills up is left as it is, zero. */
export function pack(plan: Plan): void {
  for (let index = 0; index < plan.tensorCount; index++) copyTensor(plan, tensorAt(plan, index), 0, true);
}

/** Packed numbers, `toPacked` bytes from the parameters, to dense ones. */
export function unpack(plan: Plan, toPacked: usize): void {
  for (let index = 0; index < plan.tensorCount; index++) copyTensor(plan, tensorAt(plan, index), toPacked, false);
}

// @ts-ignore: decorator
@inline
function tensorAt(plan: Plan, index: i32): Tensor {
  return changetype<Tensor>(plan.tensors + index * offsetof<Tensor>());
}

function copyTensor(plan: Plan, tensor: Tensor, toPacked: usize, isPacking: bool): void {
  const columns = tensor.columns;
  const group = tensor.columnGroup;
  // Bytes from one column to the next.
  const step: i32 = tensor.isPanels ? 32 : 4;
  const gap = (tensor.paddedColumnGroup - group) * step;
  let dense = plan.dense + tensor.dense;
  for (let r = 0; r < tensor.rows; r++) {
    let packed = rowOf(tensor, r) + toPacked;
    for (let left = columns; left > 0; left -= group) {
      for (let c = 0; c < group; c++) {
        if (isPacking) f32.store(packed, f32.load(dense));
        else f32.store(dense, f32.load(packed));
        dense += 4;
        packed += step;
      }
      packed += gap;
    }
  }
}

/** Where a row begins. */
// @ts-ignore: decorator
@inline
function rowOf(tensor: Tensor, row: i32): usize {
  const padded = (row / tensor.rowGroup) * tensor.paddedRowGroup + (row % tensor.rowGroup);
  if (!tensor.isPanels) return tensor.packed + ((padded * tensor.packedColumns) << 2);
  return tensor.packed + (((padded >> 3) * tensor.packedColumns) << 5) + ((padded & 7) << 2);
}
