import type { WordLayout } from '$lib/scene/word-layout';
import { m } from '$lib/paraglide/messages.js';
import { attentionOf } from '$lib/state/drawn-sentence.svelte';
import { percentText } from '../text';

/** What a token looks at in one block, as shares of 1. */
export interface TokenLooks {
  readonly block: number;
  readonly shares: readonly { readonly token: number; readonly share: number }[];
}

/** What is looked at less is not written out. */
const LEAST_SHARE = 0.01;
const MOST_SHARES = 6;

/** Of every block; nothing where the numbers are of other stages. */
export function looksOf(
  { rows, blocks }: WordLayout,
  values: Float32Array,
  head: number,
  token: number,
): readonly TokenLooks[] {
  const last = rows[rows.length - 1].stage;
  if (values.length !== last.offset + last.rows * last.columns) return [];
  return blocks.map(({ block, attention }) => ({
    block,
    shares: [...attentionOf(attention, values, head, token)]
      .map((share, token) => ({ token, share }))
      .filter(({ share }) => share >= LEAST_SHARE),
  }));
}

/** In words, what is looked at most first. */
export function looksText(
  looks: readonly TokenLooks[],
  token: string,
  pieces: readonly string[],
  blocks: number,
): string {
  const sentences = looks.map(({ block, shares }) => {
    const most = shares.toSorted((one, other) => other.share - one.share).slice(0, MOST_SHARES);
    const text = most
      .map(({ token, share }) => m.words_draw_share({ token: pieces[token], share: percentText(share) }))
      .join(m.words_list_comma());
    return blocks === 1
      ? m.words_draw_looks({ token, shares: text })
      : m.words_draw_looks_block({ token, block: block + 1, shares: text });
  });
  return sentences.join(' ');
}
