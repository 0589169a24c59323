import type { Merge } from './tokenizer';

/** A pair of tokens as one key. */
const PAIR = 2 ** 12;
const keyOf = (left: number, right: number) => left * PAIR + right;

/**
 * Learns byte-pair merges (Sennrich et al. 2016) from a text: again and again the pair of tokens that stands beside
 * each other most often becomes a token of its own; of equally frequent pairs the one that comes first in the text.
 * Pairs across line ends are none. Ends when there are `vocabulary` tokens, or no pair stands there twice.
 * @param tokens the text's single bytes as tokens 0 … first − 1; left as the text's final tokens
 * @param isLineEnd of each single byte's token
 * @returns the merges and the text in tokens
 */
export function learnMerges(
  tokens: Int32Array,
  first: number,
  vocabulary: number,
  lineEnd: number | undefined,
): { merges: Merge[]; tokens: Int32Array } {
  // A doubly linked list over the places of the text; a place that was merged away has the token −1.
  const text = tokens.slice();
  const next = Int32Array.from(text, (_, place) => place + 1);
  const previous = Int32Array.from(text, (_, place) => place - 1);
  const places = new Map<number, Set<number>>();
  const note = (left: number, right: number, place: number) => {
    if (left === lineEnd || right === lineEnd) return;
    const key = keyOf(left, right);
    const at = places.get(key);
    if (at) at.add(place);
    else places.set(key, new Set([place]));
  };
  const drop = (left: number, right: number, place: number) => places.get(keyOf(left, right))?.delete(place);
  for (let place = 0; place + 1 < text.length; place++) note(text[place], text[place + 1], place);

  const merges: Merge[] = [];
  for (let token = first; token < vocabulary; token++) {
    const best = mostFrequent(places);
    if (!best) break;
    const [left, right] = [Math.floor(best.key / PAIR), best.key % PAIR];
    let count = 0;
    for (const place of [...best.places].sort((a, b) => a - b)) {
      const second = next[place];
      // Of overlapping pairs, as in aaa, the first was merged.
      if (text[place] !== left || second >= text.length || text[second] !== right) continue;
      count++;
      const [before, after] = [previous[place], next[second]];
      if (before >= 0) drop(text[before], left, before);
      if (after < text.length) drop(right, text[after], second);
      text[place] = token;
      text[second] = -1;
      next[place] = after;
      if (after < text.length) previous[after] = place;
      if (before >= 0) note(text[before], token, before);
      if (after < text.length) note(token, text[after], place);
    }
    places.delete(best.key);
    merges.push({ left, right, token, count });
  }
  return { merges, tokens: text.filter((token) => token >= 0) };
}

/** The pair with most places; of several the one whose first place comes first. */
function mostFrequent(
  places: ReadonlyMap<number, Set<number>>,
): { key: number; places: Set<number> } | undefined {
  let best: { key: number; places: Set<number> } | undefined;
  for (const [key, at] of places) {
    if (at.size < 2 || (best && at.size < best.places.size)) continue;
    if (best && at.size === best.places.size && firstOf(at) > firstOf(best.places)) continue;
    best = { key, places: at };
  }
  return best;
}

const firstOf = (places: ReadonlySet<number>) => {
  let first = Infinity;
  for (const place of places) if (place < first) first = place;
  return first;
};
