import type { Command, Event } from './protocol';
import { WorkerEnd } from './worker-end';

/** The page's end of one training worker. */
export class TrainingClient {
  readonly #end: WorkerEnd<Command, Event>;

  constructor(onevent: (event: Event) => void, onlost: (reason: string) => void) {
    const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
    this.#end = new WorkerEnd(worker, onevent, onlost);
  }

  send(command: Command): void {
    this.#end.send(command);
    if (command.type === 'requestSnapshot') this.#end.expectEvent();
  }

  close(): void {
    this.#end.close();
  }
}
