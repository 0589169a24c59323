import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Writing, type Pen } from '$lib/state/writing.svelte';
import type { WriteRequest } from '$lib/training/word-protocol';

const SAMPLING = { temperature: 1, topK: 0, topP: 1, greedy: false };

/** A pen that notes what it is asked for. */
class NotingPen implements Pen {
  readonly prompts: [writing: number, text: string][] = [];
  readonly requests: WriteRequest[] = [];
  changes = 0;
  sampling = () => SAMPLING;
  seed = () => 'seed';
  prompt(writing: number, text: string): void {
    this.prompts.push([writing, text]);
  }
  write(request: WriteRequest): void {
    this.requests.push(request);
  }
  onchange(): void {
    this.changes++;
  }
}

let pen: NotingPen;
let writing: Writing;
const answerPrompt = (tokens: number[], unknown: string[] = []) => {
  const [number, text] = pen.prompts[pen.prompts.length - 1];
  writing.receive({ type: 'prompted', run: 1, writing: number, text, tokens, unknown });
};
const span = (text: string, isCopied = false) => ({ text, isCopied });
const answerWrite = (token: number, kept = 0, spans = [span(String(token))]) => {
  const { writing: number } = pen.requests[pen.requests.length - 1];
  writing.receive({
    type: 'written',
    run: 1,
    writing: number,
    token: { token, candidates: [] },
    kept,
    spans,
  });
};

beforeEach(() => {
  pen = new NotingPen();
  writing = new Writing(pen);
  writing.setPrompt('ab');
  answerPrompt([1, 2]);
});

describe('Writing', () => {
  it('asks for one token after another, each after all before it', () => {
    writing.writeOne();
    answerWrite(3);
    writing.writeOne();
    answerWrite(4);
    expect(pen.requests.map(({ prompt, written }) => [prompt, written])).toEqual([
      [[1, 2], []],
      [[1, 2], [3]],
    ]);
    expect(writing.tokens).toEqual([1, 2, 3, 4]);
  });

  it('does not ask twice for the same place', () => {
    writing.writeOne();
    writing.writeOne();
    expect(pen.requests).toHaveLength(1);
  });

  it('writes on until it is paused', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    writing.toggleOn();
    for (const token of [3, 4, 5]) {
      answerWrite(token);
      vi.runAllTimers();
    }
    expect(pen.requests).toHaveLength(4);
    answerWrite(6);
    writing.toggleOn();
    vi.runAllTimers();
    expect(pen.requests).toHaveLength(4);
    expect(writing.tokens).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps the prompt in force when another has unknown characters', () => {
    writing.setPrompt('añ');
    answerPrompt([], ['ñ']);
    expect(writing.unknown).toEqual(['ñ']);
    expect(writing.prompt).toBe('ab');
    expect(writing.tokens).toEqual([1, 2]);
  });

  it('waits for the tokens of a prompt before it writes after it', () => {
    writing.setPrompt('abc');
    writing.writeOne();
    writing.choose(7);
    expect(pen.requests).toEqual([]);
    answerPrompt([1, 2, 3]);
    expect(pen.requests).toMatchObject([{ prompt: [1, 2, 3], written: [], chosen: undefined }]);
    answerWrite(4);
    expect(writing.tokens).toEqual([1, 2, 3, 4]);
  });

  it('continues the opening where a new model does not know the prompt', () => {
    writing.begin('añ');
    expect(writing.tokens).toEqual([]);
    answerPrompt([], ['ñ']);
    expect(pen.prompts.at(-1)?.[1]).toBe('');
    answerPrompt([8, 9]);
    expect(writing.unknown).toEqual(['ñ']);
    expect(writing.tokens).toEqual([8, 9]);
  });

  it('goes back by a token, or to the prompt, and drops an answer that comes late', () => {
    const shown: unknown[] = [writing.spans];
    for (const [token, kept, spans] of [
      [3, 0, [span('3')]],
      [4, 1, [span('4', true)]],
      [5, 0, [span('34'), span('5', true)]],
      [6, 2, [span('6')]],
      [7, 2, [span('67', true)]],
    ] as const) {
      writing.writeOne();
      answerWrite(token, kept, [...spans]);
      shown.push(writing.spans);
    }
    expect(writing.spans).toEqual([span('34'), span('5', true), span('67', true)]);
    for (const left of [4, 3]) {
      writing.back();
      expect(writing.tokens).toEqual([1, 2, 3, 4, 5, 6].slice(0, 2 + left));
      expect(writing.spans).toEqual(shown[left]);
    }
    writing.writeOne();
    writing.clear();
    answerWrite(9);
    expect(writing.tokens).toEqual([1, 2]);
    expect(writing.spans).toEqual([]);
    writing.back();
    expect(writing.tokens).toEqual([1, 2]);
    writing.choose(7);
    expect(pen.requests.at(-1)).toMatchObject({ chosen: 7, prompt: [1, 2], written: [] });
  });
});
