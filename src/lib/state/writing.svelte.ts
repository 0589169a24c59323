import type { Sampling, SpansChange, WrittenSpan, WrittenToken } from '$lib/engine/words';
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
  /** Which parts of what was written are copied from the training text, and which are new. */
  spans = $state.raw<readonly WrittenSpan[]>([]);
  /** For each token, what brings the spans back that were there before it. */
  readonly #ways: SpansChange[] = [];
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
  /** A prompt's tokens are on their way: what is to be written after it waits for them. */
  #isPromptDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  /** Begins a text of another model, to which the tokens of the one before mean nothing. */
  begin(text: string): void {
    this.promptTokens = [];
    this.setPrompt(text);
  }

  /** Begins another text; what was written goes. */
  setPrompt(text: string): void {
    this.unknown = [];
    this.#cutAt(0);
    this.#ask(text);
  }

  /** Writes the next token. */
  writeOne(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    if (!this.#isPromptDue) this.#write();
  }

  #ask(text: string): void {
    this.#isPromptDue = true;
    this.#pen.prompt(this.#number, text);
  }

  #write(chosen?: number): void {
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
    // What is offered before the prompt is known is offered after another one.
    if (this.#isWaiting || this.#isPromptDue) return;
    this.#isWaiting = true;
    this.#write(token);
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
    if (!this.#isPromptDue) this.#cutAt(this.written.length - 1);
  }

  /** Takes all that was written away. */
  clear(): void {
    if (!this.#isPromptDue) this.#cutAt(0);
  }

  receive(event: Extract<WordEvent, { type: 'prompted' | 'written' }>): void {
    if (event.writing !== this.#number) return;
    if (event.type === 'prompted') {
      this.#isPromptDue = false;
      if (event.unknown.length > 0) {
        this.unknown = event.unknown;
        // Without a prompt before, the training text's opening.
        if (this.promptTokens.length === 0) return this.#ask('');
      } else {
        this.prompt = event.text;
        this.promptTokens = event.tokens;
      }
      if (this.#isWaiting) this.#write();
    } else {
      this.#isWaiting = false;
      this.written = [...this.written, event.token];
      this.#ways.push({ kept: event.kept, spans: this.spans.slice(event.kept) });
      this.spans = [...this.spans.slice(0, event.kept), ...event.spans];
      if (this.isOn) this.#timer = setTimeout(() => this.writeOne(), PAUSE_MS);
    }
    this.#pen.onchange();
  }

  /** Leaves the first so many tokens; an answer that is on its way comes too late. */
  #cutAt(count: number): void {
    this.pause();
    this.#number++;
    this.#isWaiting = false;
    const spans = [...this.spans];
    for (const way of this.#ways.splice(count).reverse()) spans.splice(way.kept, Infinity, ...way.spans);
    this.spans = spans;
    this.written = this.written.slice(0, count);
    this.#pen.onchange();
  }
}
