import type { Clock } from '$lib/training/sliced-training';

/** What a loop is given: a clock, and how it answers. */
interface Surroundings<Event> extends Clock {
  post(event: Event): void;
}

/**
 * The far end of a channel, as a worker has it. Messages and what the loop puts off come in the order in which they
 * were sent, one in each turn of Node; time passes as the test says.
 */
export class FarEnd<Command, Event extends { readonly type: string }> {
  readonly #loop: { handle(command: Command): void };
  readonly #tasks: (() => void)[] = [];
  readonly #waiting: ((event: Event) => boolean)[] = [];
  readonly events: Event[] = [];
  nowMs = 0;
  /** When the loop last sent something. */
  sentMs = 0;
  /** How long every look at the clock takes: the work between two looks. */
  workMs = 1;

  constructor(
    open: (world: Surroundings<Event>) => { handle(command: Command): void },
    transferOf: (event: Event) => ArrayBuffer[],
  ) {
    this.#loop = open({
      post: (event) => {
        this.sentMs = this.nowMs;
        const sent = structuredClone(event, { transfer: transferOf(event) });
        this.#queue(() => this.#receive(sent));
      },
      now: () => (this.nowMs += this.workMs),
      defer: (callback) => this.#queue(callback),
      delay: (callback, milliseconds) =>
        this.#queue(() => {
          this.nowMs += milliseconds;
          callback();
        }),
    });
  }

  send(command: Command): void {
    const sent = structuredClone(command);
    this.#queue(() => this.#loop.handle(sent));
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

  /** Nothing more comes of what is on its way. */
  disconnect(): void {
    this.#tasks.length = 0;
  }

  #queue(task: () => void): void {
    this.#tasks.push(task);
    setImmediate(() => this.#tasks.shift()?.());
  }

  #receive(event: Event): void {
    this.events.push(event);
    const index = this.#waiting.findIndex((isIt) => isIt(event));
    if (index >= 0) this.#waiting.splice(index, 1);
  }
}
