import { WorkerEnd } from './worker-end';
import type { WordCommand, WordEvent } from './word-protocol';

/** The page's end of the word machine's worker. */
export class WordClient {
  readonly #end: WorkerEnd<WordCommand, WordEvent>;

  constructor(onevent: (event: WordEvent) => void, onlost: (reason: string) => void) {
    const worker = new Worker(new URL('./word.worker.ts', import.meta.url), { type: 'module' });
    this.#end = new WorkerEnd(worker, onevent, onlost);
  }

  send(command: WordCommand): void {
    this.#end.send(command);
    if (command.type === 'requestSnapshot') this.#end.expectEvent();
  }

  close(): void {
    this.#end.close();
  }
}
