/** weights [outputs][inputs], inputs a multiple of 4, as panels [outputs / 8][inputs][8]; the last one is padded with 0. */
export function packRows(panels: usize, weights: usize, outputs: i32, inputs: i32): void {
  const rowBytes = <usize>inputs << 2;
  for (let first = 0; first < outputs; first += 8) {
    if (first + 8 > outputs) memory.fill(panels, 0, rowBytes << 3);
    for (let half = 0; half < 8; half += 4) {
      const row = weights + (first + half) * rowBytes;
      const place = panels + (half << 2);
      if (first + half + 4 <= outputs) packFour(place, row, rowBytes);
      else for (let k = first + half; k < outputs; k++) packOne(place + ((k - first - half) << 2), weights + k * rowBytes, rowBytes);
    }
    panels += rowBytes << 3;
  }
}

/** Four rows become four neighbouring columns of a panel. */
// @ts-ignore: decorator
@inline
function packFour(place: usize, row: usize, rowBytes: usize): void {
  for (let k: usize = 0; k < rowBytes; k += 16, place += 128) {
    const a = v128.load(row + k);
    const b = v128.load(row + rowBytes + k);
    const c = v128.load(row + 2 * rowBytes + k);
    const d = v128.load(row + 3 * rowBytes + k);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(place, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
    v128.store(place, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 32);
    v128.store(place, v128.shuffle<f32>(AB, CD, 0, 1, 4, 5), 64);
    v128.store(place, v128.shuffle<f32>(AB, CD, 2, 3, 6, 7), 96);
  }
}

// @ts-ignore: decorator
@inline
function packOne(place: usize, row: usize, rowBytes: usize): void {
  for (let k: usize = 0; k < rowBytes; k += 4, place += 32) f32.store(place, f32.load(row + k));
}

/** weights [outputs][inputs], inputs a multiple of 8, as panels [inputs / 8][outputs][8]. */
export function packColumns(panels: usize, weights: usize, outputs: i32, inputs: i32): void {
  const rowBytes = <usize>inputs << 2;
  for (let block: usize = 0; block < rowBytes; block += 32) {
    let row = weights + block;
    for (let output = 0; output < outputs; output++, row += rowBytes, panels += 32) {
      v128.store(panels, v128.load(row));
      v128.store(panels, v128.load(row, 16), 16);
    }
  }
}
