import { copyRows } from './rows';

/** [length][8 · blocks] → panels [length / 8][depth][8]: places become columns; beyond the length 0. */
export function packPlaces(panels: usize, rows: usize, stride: usize, length: i32, depth: i32): void {
  const panelBytes = <usize>depth << 5;
  if ((length & 7) != 0) memory.fill(panels + <usize>(length >> 3) * panelBytes, 0, panelBytes);
  for (let place = 0; place < length; place++, rows += stride) {
    let to = panels + <usize>(place >> 3) * panelBytes + ((place & 7) << 2);
    for (let k = 0; k < depth; k++, to += 32) f32.store(to, f32.load(rows + (k << 2)));
  }
}

/** [length][8 · blocks] → panels [blocks][length][8]. */
export function packDepth(panels: usize, rows: usize, stride: usize, length: i32, blocks: i32): void {
  for (let block = 0; block < blocks; block++, rows += 32) {
    let row = rows;
    for (let place = 0; place < length; place++, row += stride, panels += 32) {
      v128.store(panels, v128.load(row));
      v128.store(panels, v128.load(row, 16), 16);
    }
  }
}

/** One head's numbers [length][depth] as rows of whole blocks of 8, 0 beyond the depth. */
export function gather(to: usize, blocks: i32, from: usize, stride: usize, length: i32, depth: i32): void {
  if (depth != blocks << 3) memory.fill(to, 0, (<usize>length * blocks) << 5);
  copyRows(to, <usize>blocks << 5, from, stride, length, depth);
}

/** The way back. */
export function scatter(to: usize, stride: usize, from: usize, blocks: i32, length: i32, depth: i32): void {
  copyRows(to, stride, from, <usize>blocks << 5, length, depth);
}
