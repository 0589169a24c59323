/** Powers of e of the values [first, end), shared out so that they sum to 1; written to `shares`. */
export function softmax(values: Float64Array, shares: Float64Array, first: number, end: number): void {
  const most = values.subarray(first, end).reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let k = first; k < end; k++) sum += shares[k] = Math.exp(values[k] - most);
  for (let k = first; k < end; k++) shares[k] /= sum;
}

/** −ln of the share that `target` has in the softmax of values [first, end), also where that share is no number any more. */
export function crossEntropy(values: Float64Array, target: number, first: number, end: number): number {
  const row = values.subarray(first, end);
  const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
  return most - row[target] + Math.log(row.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
