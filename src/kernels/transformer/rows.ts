/** Copies `columns` numbers of each row; strides are bytes. */
export function copyRows(to: usize, toStride: usize, from: usize, fromStride: usize, rows: i32, columns: i32): void {
  const whole = <usize>(columns & ~3) << 2;
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++, to += toStride, from += fromStride) {
    for (let k: usize = 0; k < whole; k += 16) v128.store(to + k, v128.load(from + k));
    for (let k = whole; k < bytes; k += 4) f32.store(to + k, f32.load(from + k));
  }
}

/** out = a + b; count a multiple of 4. */
export function add(out: usize, a: usize, b: usize, count: i32): void {
  const end = out + (<usize>count << 2);
  for (; out != end; out += 16, a += 16, b += 16) v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
}

/** out [sequences · length][width] = rows of the table by token, plus rows of positions where there are any. */
export function embed(
  out: usize,
  tokens: usize,
  table: usize,
  positions: usize,
  sequences: i32,
  length: i32,
  width: i32,
): void {
  const bytes = <usize>width << 2;
  for (let sequence = 0; sequence < sequences; sequence++) {
    let position = positions;
    for (let t = 0; t < length; t++, out += bytes, tokens += 4) {
      const row = table + <usize>i32.load(tokens) * bytes;
      if (positions == 0) memory.copy(out, row, bytes);
      else add(out, row, position, width);
      if (positions != 0) position += bytes;
    }
  }
}

/** Adds d [sequences · length][width] to the gradients of the table's rows, and of positions where they are learned. */
export function embedBackward(
  dTable: usize,
  dPositions: usize,
  d: usize,
  tokens: usize,
  sequences: i32,
  length: i32,
  width: i32,
): void {
  const bytes = <usize>width << 2;
  for (let sequence = 0; sequence < sequences; sequence++) {
    for (let t = 0; t < length; t++, d += bytes, tokens += 4) {
      const row = dTable + <usize>i32.load(tokens) * bytes;
      add(row, row, d, width);
      if (dPositions == 0) continue;
      const position = dPositions + <usize>t * bytes;
      add(position, position, d, width);
    }
  }
}
