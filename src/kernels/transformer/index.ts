export { gelu, geluBackward, rectify, rectifyBackward } from './activation';
export { adamw, sumOfSquares } from './adamw';
export { attend, attendBackward, attendLast } from './attention';
export { columnSums, gradientProduct } from './gradient-product';
export { norm, normBackward } from './norm';
export { packColumns, packRows } from './pack';
export { product } from './product';
export { add, embed, embedBackward } from './rows';
export { crossEntropy, softmax } from './softmax';

/** The first byte the compiler leaves free. */
export function heapBase(): usize {
  return __heap_base;
}
