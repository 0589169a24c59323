/** The size at which a matrix's colours are full: that of its largest number, whatever the sign. */
export function largestOf(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  at: (row: number, column: number) => number,
  isLeftOut?: (row: number, column: number) => boolean,
): number {
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const size = Math.abs(at(row, column));
      if (size > largest && size < Infinity && !isLeftOut?.(row, column)) largest = size;
    }
  }
  return largest;
}
