import type { Landscape, LandscapeRequest } from '$lib/engine';

/** The surroundings of one run as the page sees them: what of them is asked for, and the latest answer. */
export class LandscapeView {
  plane = $state<LandscapeRequest['plane']>('random');
  set = $state<LandscapeRequest['set']>('train');
  halfWidth = $state(1);
  #directions = $state(1);
  readonly request: LandscapeRequest = $derived({
    plane: this.plane,
    seed: String(this.#directions),
    halfWidth: this.halfWidth,
    set: this.set,
  });
  landscape = $state.raw<Landscape>();
  readonly #send: (request: LandscapeRequest) => void;
  #isWaiting = $state(false);
  #isDue = $state(false);

  constructor(send: (request: LandscapeRequest) => void) {
    this.#send = send;
  }

  /** Whether the landscape is that of the moment for which it was asked last. */
  get isSettled(): boolean {
    return !this.#isWaiting && !this.#isDue;
  }

  /** Other random directions than so far. */
  turn(): void {
    this.#directions++;
  }

  /** Asks for the landscape as it is now, once the one that was asked for before is drawn. */
  ask(): void {
    this.#isDue = true;
    if (!this.#isWaiting) this.#ask();
  }

  /** Is told when the latest landscape is on the screen. */
  drawn(): void {
    if (this.#isDue && !this.#isWaiting) this.#ask();
  }

  receive(landscape: Landscape): void {
    this.#isWaiting = false;
    this.landscape = landscape;
  }

  /** What was asked will not be answered. */
  forget(): void {
    this.#isWaiting = false;
  }

  #ask(): void {
    this.#isDue = false;
    this.#isWaiting = true;
    this.#send(this.request);
  }
}
