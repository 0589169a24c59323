/** A request that stays unanswered this long means that the worker is gone. */
const SILENCE_MS = 5000;

/**
 * The page's end of one worker. Whatever goes wrong with the worker itself
 * (script not loaded, uncaught error, silence) arrives as one `onlost` call.
 */
export class WorkerEnd<Command, Event> {
  readonly #worker: Worker;
  readonly #onlost: (reason: string) => void;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(worker: Worker, onevent: (event: Event) => void, onlost: (reason: string) => void) {
    this.#worker = worker;
    this.#onlost = onlost;
    worker.onmessage = ({ data }: MessageEvent<Event>) => {
      clearTimeout(this.#silence);
      onevent(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'the worker script could not be loaded');
    };
    worker.onmessageerror = () => this.#lose('a message could not be read');
  }

  send(command: Command): void {
    this.#worker.postMessage(command);
  }

  /** From now on there has to be an event before long. */
  expectEvent(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(`no answer for ${SILENCE_MS / 1000} seconds`), SILENCE_MS);
  }

  expectNothing(): void {
    clearTimeout(this.#silence);
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
  }

  #lose(reason: string): void {
    this.close();
    this.#onlost(reason);
  }
}
