import type { WrittenSpan } from '$lib/engine/words';

/** A part of prompt and writing that is shown in one way. */
export interface ContextPart {
  readonly text: string;
  readonly kind: 'prompt' | 'copied' | 'new';
  /** Whether the model still sees it. */
  readonly isSeen: boolean;
}

/**
 * A prompt and what was written after it, cut where the model's view begins.
 * @param seen characters (code points) at the end that the model sees
 */
export function contextParts(prompt: string, spans: readonly WrittenSpan[], seen: number): ContextPart[] {
  const whole = [
    { text: prompt, kind: 'prompt' as const },
    ...spans.map(({ text, isCopied }) => ({ text, kind: isCopied ? ('copied' as const) : ('new' as const) })),
  ].map((part) => ({ ...part, characters: Array.from(part.text) }));
  let unseen = whole.reduce((sum, { characters }) => sum + characters.length, 0) - seen;
  return whole.flatMap(({ characters, kind }) => {
    const cut = Math.min(Math.max(unseen, 0), characters.length);
    unseen -= cut;
    return [
      { text: characters.slice(0, cut).join(''), kind, isSeen: false },
      { text: characters.slice(cut).join(''), kind, isSeen: true },
    ].filter(({ text }) => text !== '');
  });
}

/** The share of characters that stand so in the training text; undefined where nothing was written. */
export function copiedShare(spans: readonly WrittenSpan[]): number | undefined {
  const count = (of: readonly WrittenSpan[]) =>
    of.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  const all = count(spans);
  return all > 0 ? count(spans.filter(({ isCopied }) => isCopied)) / all : undefined;
}
