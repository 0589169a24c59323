/** a · b + c: rounded once in the build with relaxed SIMD (where the processor can), twice in the plain one. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * A float32 of a table in memory, in all lanes: an engine makes a constant vector anew, in three instructions, each
 * time it is used.
 */
// @ts-ignore: decorator
@inline
export function numberAt(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2));
}

/** Of degree 6, by Horner's rule: its coefficients stand in a table from `first` on, that of x⁶ first. */
// @ts-ignore: decorator
@inline
export function polynomial(x: v128, table: usize, first: usize): v128 {
  let p = multiplyAdd(x, numberAt(table, first), numberAt(table, first + 1));
  p = multiplyAdd(x, p, numberAt(table, first + 2));
  p = multiplyAdd(x, p, numberAt(table, first + 3));
  p = multiplyAdd(x, p, numberAt(table, first + 4));
  p = multiplyAdd(x, p, numberAt(table, first + 5));
  return multiplyAdd(x, p, numberAt(table, first + 6));
}

/** [Σa, Σb, Σc, Σd]. */
// @ts-ignore: decorator
@inline
export function sumOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
export function sumOfLanes(a: v128): f32 {
  const halves = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 2, 3));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

/** The four float32 summed in float64. */
// @ts-ignore: decorator
@inline
export function preciseSumOfLanes(a: v128): f64 {
  const halves = f64x2.add(
    f64x2.promote_low_f32x4(a),
    f64x2.promote_low_f32x4(v128.shuffle<f32>(a, a, 2, 3, 2, 3)),
  );
  return f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1);
}

/** All ones in the lanes that hold one of the `remaining` values, zeros beyond. */
// @ts-ignore: decorator
@inline
export function laneMask(remaining: i32): v128 {
  return i32x4.gt_s(i32x4.splat(remaining), i32x4(0, 1, 2, 3));
}

/** Bytes of a row of `count` float32, whole vectors. */
// @ts-ignore: decorator
@inline
export function rowBytes(count: i32): usize {
  return ((count + 3) & ~3) << 2;
}
