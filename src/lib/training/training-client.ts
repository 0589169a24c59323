import type { Command, Event } from './protocol';

/** A request that stays unanswered this long means that the worker is gone. */
const SILENCE_MS = 5000;

/**
 * The page's end of one training worker. Whatever goes wrong with the worker itself
 * (script not loaded, uncaught error, silence) arrives as one `onlost` call.
 */
export class TrainingClient {
  readonly #worker: Worker;
  readonly #onlost: (reason: string) => void;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(onevent: (event: Event) => void, onlost: (reason: string) => void) {
    this.#onlost = onlost;
    this.#worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<Event>) => {
      clearTimeout(this.#silence);
      onevent(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'the worker script could not be loaded');
    };
    this.#worker.onmessageerror = () => this.#lose('a message could not be read');
  }

  send(command: Command): void {
    this.#worker.postMessage(command);
    if (command.type !== 'requestSnapshot') return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(`no answer for ${SILENCE_MS / 1000} seconds`), SILENCE_MS);
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
