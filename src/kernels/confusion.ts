/**
 * Adds each sample to counts[actual][predicted], float64. One output tells two classes apart at 0; several are a
 * class each, and the largest pre-activation wins.
 * @param z [outputs][samples], rows of `bytes`
 * @param target [outputs][samples], rows of `stride`, above 0 for the sample's class
 */
export function countConfusion(
  counts: usize, z: usize, bytes: usize, target: usize, stride: usize, outputs: i32, samples: i32,
): void {
  const classes = max(2, outputs);
  for (let s = 0; s < samples; s++, z += 4, target += 4) {
    let actual = 0;
    let predicted = 0;
    if (outputs == 1) {
      actual = i32(f32.load(target) > 0);
      predicted = i32(f32.load(z) > 0);
    } else {
      let largest = f32.load(z);
      for (let o = 1, at = z + bytes, wanted = target + stride; o < outputs; o++, at += bytes, wanted += stride) {
        if (f32.load(wanted) > 0) actual = o;
        if (f32.load(at) > largest) {
          largest = f32.load(at);
          predicted = o;
        }
      }
    }
    const at = counts + ((actual * classes + predicted) << 3);
    f64.store(at, f64.load(at) + 1);
  }
}
