import { m } from '$lib/paraglide/messages.js';

/** What was seen, after a word on what had been predicted. */
export function verdictText(seen: string, isRight: boolean, answer: string | undefined): string {
  return m.guide_verdict({ opening: openingOf(isRight, answer), seen });
}

function openingOf(isRight: boolean, answer: string | undefined): string {
  if (!answer) return m.guide_done();
  return isRight ? m.guide_right() : m.guide_wrong({ answer });
}
