/**
 * The cells of a grid, by their numbers row by row, in such an order that the first few are spread over all of it and
 * each further one falls where most room is: by the bits of their columns and rows, the lowest first.
 */
export function fillOrder(columns: number, rows: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(columns, rows, 2)));
  const rankOf = (column: number, row: number) => {
    let rank = 0;
    for (let bit = 0; bit < bits; bit++) {
      const [x, y] = [(column >> bit) & 1, (row >> bit) & 1];
      // A cell off both ways comes before those off one way: so four are a square's corners, two its diagonal.
      rank = rank * 4 + (x ^ y) * 2 + y;
    }
    return rank;
  };
  const ranks = Array.from({ length: columns * rows }, (_, cell) =>
    rankOf(cell % columns, Math.floor(cell / columns)),
  );
  return [...ranks.keys()].sort((a, b) => ranks[a] - ranks[b]);
}
