import { softmax } from './softmax';

type Numbers = Float64Array;

export interface AttentionShape {
  readonly heads: number;
  readonly width: number;
  readonly mask: boolean;
}

export interface Attention {
  /** [head][token that looks][token looked at] */
  readonly scores: Numbers;
  readonly attention: Numbers;
  /** [token][width] */
  readonly mixed: Numbers;
}

/** Scaled dot-product attention of queries, keys and values, each [token][width], the heads beside each other. */
export function attend(q: Numbers, k: Numbers, v: Numbers, shape: AttentionShape): Attention {
  const { heads: H, width: C, mask } = shape;
  const T = q.length / C;
  const D = C / H;
  const scores = new Float64Array(H * T * T);
  const attention = new Float64Array(H * T * T);
  const mixed = new Float64Array(T * C);
  for (let h = 0; h < H; h++) {
    for (let t = 0; t < T; t++) {
      const row = (h * T + t) * T;
      for (let u = 0; u < T; u++) {
        let sum = 0;
        for (let c = h * D; c < (h + 1) * D; c++) sum += q[t * C + c] * k[u * C + c];
        scores[row + u] = sum / Math.sqrt(D);
      }
      const seen = mask ? t + 1 : T;
      softmax(scores, attention, row, row + seen);
      for (let u = 0; u < seen; u++) {
        for (let c = h * D; c < (h + 1) * D; c++) mixed[t * C + c] += attention[row + u] * v[u * C + c];
      }
    }
  }
  return { scores, attention, mixed };
}

/** The gradients of queries, keys and values. */
export function attendBackward(
  dMixed: Numbers,
  attention: Numbers,
  q: Numbers,
  k: Numbers,
  v: Numbers,
  { heads: H, width: C, mask }: AttentionShape,
): { dq: Numbers; dk: Numbers; dv: Numbers } {
  const T = q.length / C;
  const D = C / H;
  const [dq, dk, dv] = [q, k, v].map(({ length }) => new Float64Array(length));
  const dAttention = new Float64Array(T);
  for (let h = 0; h < H; h++) {
    for (let t = 0; t < T; t++) {
      const row = (h * T + t) * T;
      const seen = mask ? t + 1 : T;
      let along = 0;
      for (let u = 0; u < seen; u++) {
        let sum = 0;
        for (let c = h * D; c < (h + 1) * D; c++) {
          sum += dMixed[t * C + c] * v[u * C + c];
          dv[u * C + c] += dMixed[t * C + c] * attention[row + u];
        }
        dAttention[u] = sum;
        along += sum * attention[row + u];
      }
      for (let u = 0; u < seen; u++) {
        const dScore = (attention[row + u] * (dAttention[u] - along)) / Math.sqrt(D);
        for (let c = h * D; c < (h + 1) * D; c++) {
          dq[t * C + c] += dScore * k[u * C + c];
          dk[u * C + c] += dScore * q[t * C + c];
        }
      }
    }
  }
  return { dq, dk, dv };
}
