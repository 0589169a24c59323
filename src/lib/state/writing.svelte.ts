import type { Sampling, WrittenSpan, WrittenToken } from '$lib/engine/words';
import type { WordEvent, WriteRequest } from '$lib/training/word-protocol';

/** What the writing needs of the machine it belongs to. */
export interface Pen {
  sampling(): Sampling;
  seed(): string;
  prompt(writing: number, text: string): void;
  write(request: WriteRequest): void;
  /** The text has changed: what is shown follows. */
  onchange(): void;
}

/** Between two tokens while it writes on, so that one can see them come. */
const PAUSE_MS = 120;

/** A text that the model continues: the prompt, and what has been written after it, token by token. */
export class Writing {
  /** The prompt in force: one that the model cannot read leaves the one before. */
  prompt = $state('');
  promptTokens = $state.raw<readonly number[]>([]);
  written = $state.raw<readonly WrittenToken[]>([]);
  /** After each token: which parts of what was written are copied from the training text, and which are new. */
  #marks = $state.raw<readonly (readonly WrittenSpan[])[]>([]);
  readonly spans: readonly WrittenSpan[] = $derived(this.#marks.at(-1) ?? []);
  isOn = $state(false);
  /** Characters of the prompt that the training text lacks; the prompt before stays in force. */
  unknown = $state.raw<readonly string[]>([]);
  /** Prompt and writing, as the model gets them. */
  readonly tokens: readonly number[] = $derived([
    ...this.promptTokens,
    ...this.written.map(({ token }) => token),
  ]);
  readonly last = $derived(this.written.at(-1));
  readonly #pen: Pen;
  #number = 0;
  #isWaiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  /** Begins another text; what was written goes. */
  setPrompt(text: string): void {
    this.unknown = [];
    this.#forget();
    this.#pen.prompt(this.#number, text);
  }

  /** Writes the next token. */
  writeOne(chosen?: number): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#pen.write({
      writing: this.#number,
      prompt: this.promptTokens,
      written: this.written.map(({ token }) => token),
      sampling: this.#pen.sampling(),
      seed: this.#pen.seed(),
      chosen,
    });
  }

  /** Writes this token next, whatever the model would choose. */
  choose(token: number): void {
    this.pause();
    this.writeOne(token);
  }

  toggleOn(): void {
    if (this.isOn) return this.pause();
    this.isOn = true;
    this.writeOne();
  }

  pause(): void {
    this.isOn = false;
    clearTimeout(this.#timer);
  }

  /** Takes the last token away. */
  back(): void {
    this.pause();
    this.#forgetFrom(this.written.length - 1);
  }

  /** Takes all that was written away. */
  clear(): void {
    this.pause();
    this.#forgetFrom(0);
  }

  receive(event: Extract<WordEvent, { type: 'prompted' | 'written' }>): void {
    if (event.writing !== this.#number) return;
    if (event.type === 'prompted') {
      this.unknown = event.unknown;
      if (event.unknown.length > 0) return;
      this.prompt = event.text;
      this.promptTokens = event.tokens;
    } else {
      this.#isWaiting = false;
      this.written = [...this.written, event.token];
      this.#marks = [...this.#marks, event.spans];
      if (this.isOn) this.#timer = setTimeout(() => this.writeOne(), PAUSE_MS);
    }
    this.#pen.onchange();
  }

  #forget(): void {
    this.pause();
    this.#number++;
    this.#isWaiting = false;
    this.written = [];
    this.#marks = [];
    this.#pen.onchange();
  }

  #forgetFrom(count: number): void {
    const written = this.written.slice(0, Math.max(count, 0));
    const marks = this.#marks.slice(0, written.length);
    this.#forget();
    this.written = written;
    this.#marks = marks;
  }
}
