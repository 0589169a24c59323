import type { Clock } from '$lib/training/sliced-training';

/** What a loop is given: a clock, and how it answers. */
interface Surroundings<Event> extends Clock {
  post(event: Event): void;
}

/** The far end of a channel, as a worker has it; time passes as the test says. */
export class FarEnd<Command, Event extends { readonly type: string }> {
  readonly #channel = new MessageChannel();
  readonly #waiting: ((event: Event) => boolean)[] = [];
  readonly events: Event[] = [];
  nowMs = 0;
  /** How long every look at the clock takes: the work between two looks. */
  workMs = 1;

  constructor(
    open: (world: Surroundings<Event>) => { handle(command: Command): void },
    transferOf: (event: Event) => ArrayBuffer[],
  ) {
    const { port1, port2 } = this.#channel;
    const loop = open({
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

  next<Type extends Event['type']>(type: Type): Promise<Extract<Event, { type: Type }>> {
    return new Promise((resolve) => {
      this.#waiting.push((event) => {
        if (event.type !== type) return false;
        resolve(event as Extract<Event, { type: Type }>);
        return true;
      });
    });
  }

  disconnect(): void {
    this.#channel.port1.close();
  }
}
