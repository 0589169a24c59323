import type { Experiment } from '$lib/engine';
import { transferOf, type Command, type Event } from '$lib/training/protocol';
import { TrainingLoop } from '$lib/training/training-loop';
import { pageKernels } from '../engine/mlp-cases';
import { FarEnd } from './far-end';

/** A training loop at the far end of a channel. */
export class FarLoop extends FarEnd<Command, Event> {
  constructor() {
    super((world) => new TrainingLoop({ ...world, createKernels: pageKernels }), transferOf);
  }

  async snapshot() {
    return (await this.shown()).snapshot;
  }

  async shown() {
    const answer = this.next('snapshot');
    this.send({ type: 'requestSnapshot', focus: undefined, isPageLate: false });
    return answer;
  }

  /** Trains to the epoch at which the experiment rests. */
  async trainToStop() {
    const stopped = this.next('stopped');
    this.send({ type: 'play', pace: 'flat-out' });
    return (await stopped).stop;
  }

  async start(experiment: Experiment, run = 1) {
    const ready = this.next('ready');
    this.send({ type: 'start', run, experiment });
    return ready;
  }

  async snapshotWhen(isIt: (epoch: number) => boolean) {
    for (;;) {
      const snapshot = await this.snapshot();
      if (isIt(snapshot.epoch)) return snapshot;
    }
  }

  async close(): Promise<void> {
    this.send({ type: 'pause' });
    const answered = Promise.race([this.next('snapshot'), this.next('failed')]);
    this.send({ type: 'requestSnapshot', focus: undefined, isPageLate: false });
    // Without a network nothing answers.
    if (this.events.some(({ type }) => type === 'ready')) await answered;
    this.disconnect();
  }
}
