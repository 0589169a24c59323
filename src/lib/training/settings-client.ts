import type { SettingsCommand, SettingsEvent } from './settings-protocol';
import { WorkerEnd } from './worker-end';

/** The page's end of one worker of a map of settings. */
export class SettingsClient {
  readonly #end: WorkerEnd<SettingsCommand, SettingsEvent>;
  /** Batches without an answer. */
  #pending = 0;
  #run = 0;

  constructor(onevent: (event: SettingsEvent) => void, onlost: (reason: string) => void) {
    const worker = new Worker(new URL('./settings.worker.ts', import.meta.url), { type: 'module' });
    const receive = (event: SettingsEvent) => {
      if (event.type === 'trained' && event.run === this.#run) this.#pending--;
      if (this.#pending > 0) this.#end.expectEvent();
      onevent(event);
    };
    this.#end = new WorkerEnd(worker, receive, onlost);
  }

  send(command: SettingsCommand): void {
    this.#end.send(command);
    switch (command.type) {
      case 'begin':
        this.#run = command.run;
        this.#pending = 0;
        return this.#end.expectNothing();
      case 'train':
        this.#pending++;
        return this.#end.expectEvent();
      default:
        command satisfies never;
    }
  }

  close(): void {
    this.#end.close();
  }
}
