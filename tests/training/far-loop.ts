import type { Experiment } from '$lib/engine';
import { transferOf, type Command, type Event } from '$lib/training/protocol';
import { TrainingLoop } from '$lib/training/training-loop';
import { pageKernels } from '../engine/mlp-cases';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** A loop at the far end of a channel, as a worker has it; time passes as the test says. */
export class FarLoop {
  readonly #channel = new MessageChannel();
  readonly #waiting: ((event: Event) => boolean)[] = [];
  readonly events: Event[] = [];
  nowMs = 0;
  /** How long every look at the clock takes: the work between two looks. */
  workMs = 1;

  constructor() {
    const { port1, port2 } = this.#channel;
    const loop = new TrainingLoop({
      createKernels: pageKernels,
      post: (event) => port2.postMessage(event, transferOf(event)),
      now: () => (this.nowMs += this.workMs),
      defer: (callback) => void setImmediate(callback),
      delay: (callback, milliseconds) =>
        void setImmediate(() => {
          this.nowMs += milliseconds;
          callback();
        }),
    });
    port2.onmessage = ({ data }: MessageEvent<Command>) => loop.handle(data);
    port1.onmessage = ({ data }: MessageEvent<Event>) => {
      this.events.push(data);
      const index = this.#waiting.findIndex((isIt) => isIt(data));
      if (index >= 0) this.#waiting.splice(index, 1);
    };
  }

  send(command: Command): void {
    this.#channel.port1.postMessage(command);
  }

  next<Type extends Event['type']>(type: Type): Promise<EventOf<Type>> {
    return new Promise((resolve) => {
      this.#waiting.push((event) => {
        if (event.type !== type) return false;
        resolve(event as EventOf<Type>);
        return true;
      });
    });
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
    this.#channel.port1.close();
  }
}
