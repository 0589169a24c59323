import { untrack } from 'svelte';
import type { LinkProblem } from '$lib/state/link-values';
import type { Trouble } from '$lib/state/live-run.svelte';
import { m } from '$lib/paraglide/messages.js';
import { notices, type Repair } from './parts/notices.svelte';

const PROBLEMS_SHOWN = 6;
/** A limit of the gradient that mends a run lets all parameters together move so far in one update. */
const REPAIR_STEP = 0.1;

export type Divergence = Extract<Trouble, { kind: 'diverged' }>;

/** Shows a notice until the effect that shows it runs again. */
export function warnWhile(warning: () => number): () => void {
  const id = untrack(warning);
  return () => notices.dismiss(id);
}

/** Says what could not be taken of a link. Call it while a component is set up. */
export function announceLink(page: () => { readonly linkProblems: readonly LinkProblem[] }): void {
  $effect(() => {
    const { linkProblems } = page();
    if (linkProblems.length > 0) return warnWhile(() => notices.warn(describeLink(linkProblems)));
  });
}

/** Says when a change has started a run anew that had made progress. Call it while a component is set up. */
export function announceStarts(page: () => { readonly startedAnew: number }, text: () => string): void {
  $effect(() => {
    if (page().startedAnew > 0) untrack(() => notices.inform(text()));
  });
}

/** Shows what has gone wrong with a run; a divergence differs by what is trained. */
export function announceTrouble(
  trouble: Trouble,
  diverged: (trouble: Divergence) => number,
  said = (text: string) => text,
): number {
  switch (trouble.kind) {
    case 'diverged':
      return diverged(trouble);
    case 'failed':
      return notices.warn(said(m.trouble_failed({ message: trouble.message })));
    case 'worker-restarted':
      return notices.warn(said(m.trouble_worker_restarted({ reason: trouble.reason })));
    case 'worker-lost':
      return notices.warn(said(m.trouble_worker_lost({ reason: trouble.reason })));
  }
}

interface Rated {
  readonly experiment: { readonly learningRate: number; readonly clipNorm: number };
  startOver(patch: { learningRate?: number; clipNorm?: number }): void;
}

/** A tenth of what was too high. */
export const lowered = (rate: number) => Number((rate / 10).toPrecision(2));

/** What mends a learning rate that was too high. */
export function rateRepairs(side: Rated): Repair[] {
  const { learningRate, clipNorm } = side.experiment;
  const rate = lowered(learningRate);
  const norm = Number((REPAIR_STEP / learningRate).toPrecision(1));
  const lowerIt: Repair = {
    text: m.repair_learningRate({ rate }),
    run: () => side.startOver({ learningRate: rate }),
  };
  const clipIt: Repair = {
    text: m.repair_clipNorm({ norm }),
    run: () => side.startOver({ clipNorm: norm }),
  };
  return clipNorm === 0 ? [lowerIt, clipIt] : [lowerIt];
}

function describeLink(problems: readonly LinkProblem[]): string {
  const lines = problems.slice(0, PROBLEMS_SHOWN).map(describeProblem);
  if (problems.length > PROBLEMS_SHOWN) {
    lines.push(m.link_problems_more({ count: problems.length - PROBLEMS_SHOWN }));
  }
  return [m.link_problems(), ...lines].join('\n');
}

function describeProblem({ key, came, kind, used, expected }: LinkProblem): string {
  switch (kind) {
    case 'unknown-key':
      return m.link_unknown_key({ key });
    case 'no-effect':
      return m.link_no_effect({ key, came });
    case 'bad-value':
      return m.link_bad_value({ key, came, expected, used });
    case 'out-of-range':
      return m.link_out_of_range({ key, came, expected, used });
    case 'no-input':
      return m.link_no_input();
    case 'no-text':
      return m.link_no_text();
    case 'wrong-count':
      return m.link_wrong_count({ came, expected });
  }
}
