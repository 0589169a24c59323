import { untrack } from 'svelte';
import type { Stop } from '$lib/engine';
import type { LinkProblem } from '$lib/state/share-link';
import type { Playground } from '$lib/state/playground.svelte';
import type { Side } from '$lib/state/side';
import type { Trouble } from '$lib/state/live-run.svelte';
import { m } from '$lib/paraglide/messages.js';
import { notices, type Repair } from '../parts/notices.svelte';

const PROBLEMS_SHOWN = 6;
/** A limit of the gradient that mends a run lets all parameters together move so far in one update. */
const REPAIR_STEP = 0.1;

/**
 * Turns what went wrong with a link or a run into notices, which go when the trouble is over.
 * Call it while a component is set up.
 */
export function announceTroubles(playground: () => Playground): void {
  const warnWhile = (warning: () => number) => {
    const id = untrack(warning);
    return () => notices.dismiss(id);
  };
  $effect(() => {
    const { linkProblems } = playground();
    if (linkProblems.length > 0) return warnWhile(() => notices.warn(describeLink(linkProblems)));
  });
  for (const sideOf of [playground, () => playground().comparison]) {
    const said = (text: string) => sideText(text, sideOf(), playground());
    $effect(() => {
      const side = sideOf();
      const trouble = side?.run.trouble;
      if (side && trouble) return warnWhile(() => announce(trouble, side, said));
    });
    $effect(() => {
      const side = sideOf();
      const stop = side?.run.stop;
      // A lesson says by itself what has come out.
      if (side && stop && playground().view.lesson === 'none')
        return warnWhile(() => notices.tell(said(describeStop(stop, side))));
    });
  }
  $effect(() => {
    if (playground().startedAnew > 0) untrack(() => notices.inform(m.notice_started_anew()));
  });
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

/** Of two sides, says which one it is about. */
function sideText(text: string, side: Side | undefined, { comparison }: Playground): string {
  if (!comparison) return text;
  return side === comparison ? comparison.named(text) : m.compare_a_name({ name: text });
}

type Said = (text: string) => string;

function announce(trouble: Trouble, side: Side, said: Said): number {
  switch (trouble.kind) {
    case 'diverged':
      return announceDivergence(trouble, side, said);
    case 'failed':
      return notices.warn(said(m.trouble_failed({ message: trouble.message })));
    case 'worker-restarted':
      return notices.warn(said(m.trouble_worker_restarted({ reason: trouble.reason })));
    case 'worker-lost':
      return notices.warn(said(m.trouble_worker_lost({ reason: trouble.reason })));
  }
}

function describeStop(stop: Stop, { experiment }: Side): string {
  switch (stop.rule) {
    case 'stopEpoch':
      return m.stopped_stopEpoch({ epoch: stop.epoch });
    case 'stopLoss':
      return m.stopped_stopLoss({ epoch: stop.epoch, loss: experiment.stopLoss });
    case 'patience':
      return m.stopped_patience({ best: stop.best, patience: experiment.patience });
  }
}

function announceDivergence(
  { cause, epoch }: Extract<Trouble, { kind: 'diverged' }>,
  side: Side,
  said: Said,
): number {
  if (cause === 'parameters') return notices.warn(said(m.trouble_diverged_parameters({ epoch })));
  const { experiment } = side;
  const rate = experiment[cause];
  const lower = Number((rate / 10).toPrecision(2));
  const lowerIt: Repair = {
    text: m[`repair_${cause}`]({ rate: lower }),
    run: () => side.startOver({ [cause]: lower }),
  };
  const norm = Number((REPAIR_STEP / experiment.learningRate).toPrecision(1));
  const clipIt: Repair = {
    text: m.repair_clipNorm({ norm }),
    run: () => side.startOver({ clipNorm: norm }),
  };
  const canClip = cause === 'learningRate' && experiment.clipNorm === 0;
  return notices.warn(
    said(m[`trouble_diverged_${cause}`]({ rate, epoch })),
    ...(canClip ? [lowerIt, clipIt] : [lowerIt]),
  );
}
