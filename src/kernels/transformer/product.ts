import { tile1, tile4, tile6, wideRow } from './tiles';

/** Rows of the largest tile that fits into the registers. */
const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/**
 * out [rows][8 · panels] = initial + x [rows][inner] · panels [panel][inner][8]. Strides are bytes from row to row;
 * an initial stride of 0 repeats one row of initial values, such as biases.
 */
export function product(
  out: usize,
  outStride: usize,
  x: usize,
  xStride: usize,
  panels: usize,
  panelCount: i32,
  rows: i32,
  inner: i32,
  initial: usize,
  initialStride: usize,
  isRectified: bool,
): void {
  const panelBytes = <usize>inner << 5;
  if (rows == 1) {
    for (; panelCount >= 4; panelCount -= 4) {
      wideRow(out, x, panels, panelBytes, inner, initial, isRectified);
      panels += panelBytes << 2;
      out += 128;
      initial += 128;
    }
  }
  for (let panel = 0; panel < panelCount; panel++) {
    column(out, outStride, x, xStride, panels, rows, inner, initial, initialStride, isRectified);
    panels += panelBytes;
    out += 32;
    initial += 32;
  }
}

/** One panel's 8 columns of a product, in as few tiles as possible. */
export function column(
  out: usize,
  outStride: usize,
  x: usize,
  xStride: usize,
  panel: usize,
  rows: i32,
  inner: i32,
  initial: usize,
  initialStride: usize,
  isRectified: bool,
): void {
  let tall = rows / TALL;
  // Two rows less than a whole number of sixes are two fours.
  if (TALL == 6 && rows % 6 == 2 && tall > 0) tall--;
  let left = rows - tall * TALL;
  for (; tall > 0; tall--) {
    if (TALL == 6) tile6(out, outStride, x, xStride, panel, inner, initial, initialStride, isRectified);
    else tile4(out, outStride, x, xStride, panel, inner, initial, initialStride, isRectified);
    out += TALL * outStride;
    x += TALL * xStride;
    initial += TALL * initialStride;
  }
  for (; left >= 4; left -= 4) {
    tile4(out, outStride, x, xStride, panel, inner, initial, initialStride, isRectified);
    out += outStride << 2;
    x += xStride << 2;
    initial += initialStride << 2;
  }
  for (; left > 0; left--) {
    tile1(out, outStride, x, xStride, panel, inner, initial, initialStride, isRectified);
    out += outStride;
    x += xStride;
    initial += initialStride;
  }
}
