export { evaluate, lossesOf, map } from './evaluate';
export { gradient, train } from './train';

/** The first byte the compiler leaves free. */
export function heapBase(): usize {
  return __heap_base;
}
