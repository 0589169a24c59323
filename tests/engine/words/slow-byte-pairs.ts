/** Byte pairs as one would explain them: count all pairs, merge the most frequent everywhere, count again. */
export function slowBytePairs(text: string, vocabulary: number) {
  let pieces = text
    .split(/(?<=\n)|(?=\n)/)
    .map((line) => [...new TextEncoder().encode(line)].map((byte) => [byte]));
  const known = new Set(pieces.flat(2));
  const merges: { left: number[]; right: number[] }[] = [];
  while (known.size + merges.length < vocabulary) {
    const counts = new Map<string, { left: number[]; right: number[]; count: number }>();
    for (const line of pieces) {
      line.slice(1).forEach((right, place) => {
        const key = JSON.stringify([line[place], right]);
        const pair = counts.get(key) ?? { left: line[place], right, count: 0 };
        counts.set(key, { ...pair, count: pair.count + 1 });
      });
    }
    // A map keeps the order of first appearance, and so does the sort among equals.
    const [best] = [...counts.values()].sort((a, b) => b.count - a.count);
    if (!best || best.count < 2) break;
    merges.push({ left: best.left, right: best.right });
    pieces = pieces.map((line) => mergedLine(line, best.left, best.right));
  }
  return { merges, pieces: pieces.flat() };
}

function mergedLine(
  line: readonly number[][],
  left: readonly number[],
  right: readonly number[],
): number[][] {
  const merged: number[][] = [];
  for (let place = 0; place < line.length; place++) {
    const isPair = String(line[place]) === String(left) && String(line[place + 1]) === String(right);
    merged.push(isPair ? [...line[place], ...line[++place]] : line[place]);
  }
  return merged;
}
