import { m } from '$lib/paraglide/messages.js';
import type { Stop } from '$lib/engine';
import type { Playground } from '$lib/state/playground.svelte';
import type { Side } from '$lib/state/side';
import { notices } from '../parts/notices.svelte';
import {
  announceLink,
  announceStarts,
  announceTrouble,
  lowered,
  rateRepairs,
  warnWhile,
  type Divergence,
} from '../troubles.svelte';

/**
 * Turns what went wrong with a link or a run into notices, which go when the trouble is over.
 * Call it while a component is set up.
 */
export function announceTroubles(playground: () => Playground): void {
  announceLink(playground);
  for (const sideOf of [playground, () => playground().comparison]) {
    const said = (text: string) => sideText(text, sideOf(), playground());
    $effect(() => {
      const side = sideOf();
      const trouble = side?.run.trouble;
      if (!side || !trouble) return;
      const diverged = (divergence: Divergence) => announceDivergence(divergence, side, said);
      return warnWhile(() => announceTrouble(trouble, diverged, said));
    });
    $effect(() => {
      const side = sideOf();
      const stop = side?.run.stop;
      // A lesson says by itself what has come out.
      if (side && stop && playground().view.lesson === 'none')
        return warnWhile(() => notices.tell(said(describeStop(stop, side))));
    });
  }
  announceStarts(playground, m.notice_started_anew);
}

/** Of two sides, says which one it is about. */
function sideText(text: string, side: Side | undefined, { comparison }: Playground): string {
  if (!comparison) return text;
  return side === comparison ? comparison.named(text) : m.compare_a_name({ name: text });
}

type Said = (text: string) => string;

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

const diverged = {
  learningRate: m.trouble_diverged_learningRate,
  regularizationRate: m.trouble_diverged_regularizationRate,
};

function announceDivergence({ cause, epoch }: Divergence, side: Side, said: Said): number {
  if (cause === 'parameters') return notices.warn(said(m.trouble_diverged_parameters({ epoch })));
  const rate = side.experiment[cause];
  const lower = lowered(rate);
  const repairs =
    cause === 'learningRate'
      ? rateRepairs(side)
      : [
          {
            text: m.repair_regularizationRate({ rate: lower }),
            run: () => side.startOver({ [cause]: lower }),
          },
        ];
  return notices.warn(said(diverged[cause]({ rate, epoch })), ...repairs);
}
