import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { referenceTransformer } from '$lib/engine/words';
import { WordLoop } from '$lib/training/word-loop';
import type { WordCommand, WordEvent } from '$lib/training/word-protocol';
import { WordMachine } from '$lib/state/word-machine.svelte';

const OWN = '天下大势，分久必合，合久必分。';
const OTHER = 'to be or not to be, that is the question';
const tiny = '#width=16&heads=2&context=8&batchSize=2&seed=1';

/** A worker's loop in this thread; answers come later, as from another. */
class NearWorker {
  onmessage: ((event: { data: WordEvent }) => void) | null = null;
  onmessageerror: (() => void) | undefined;
  readonly #loop = new WordLoop({
    createTransformer: referenceTransformer,
    post: (data) => void setImmediate(() => this.onmessage?.({ data })),
    now: () => 0,
    defer: setImmediate,
    delay: setImmediate,
  });

  constructor() {
    workers.push(this);
  }

  postMessage(command: WordCommand): void {
    asked.push(command);
    setImmediate(() => this.#loop.handle(command));
  }

  terminate(): void {
    this.onmessage = null;
  }
}

let workers: NearWorker[];
let asked: WordCommand[];
let machine: WordMachine;

vi.stubGlobal('Worker', NearWorker);
vi.stubGlobal('requestAnimationFrame', setImmediate);
beforeEach(async () => {
  workers = [];
  asked = [];
  machine = new WordMachine();
  machine.open(tiny);
  await until(() => machine.run.isCurrent);
});
afterEach(() => machine.close());

const until = (isIt: () => unknown) => vi.waitUntil(isIt, { timeout: 30_000, interval: 1 });
const own = (ownText: string) => machine.openText({ text: 'own', ownText });
const inUse = () =>
  machine.experiment.text === 'own' ? machine.experiment.ownText : machine.experiment.text;

test('takes a text when it has been judged, and leaves the run as it is where it is bad', async () => {
  machine.step();
  await until(() => machine.run.snapshot?.epoch === 1);
  for (const [text, fault] of [
    ['', { kind: 'empty' }],
    ['啊'.repeat(30), { kind: 'singleCharacter' }],
    ['天下', { kind: 'tooShort', is: 2, expected: 9 }],
    ['a '.repeat(2 ** 20), { kind: 'tooLong' }],
  ] as const) {
    await own(text);
    expect(machine.textProblem).toMatchObject(fault);
    expect([inUse(), machine.run.snapshot?.epoch, machine.run.isCurrent]).toEqual(['idioms', 1, true]);
  }
  expect(machine.canUndo).toBe(false);
  await own(OWN);
  expect([inUse(), machine.textProblem]).toEqual([OWN, undefined]);
  await until(() => machine.run.data?.text === OWN);
});

test('of texts in quick succession takes the last, whatever the others were', async () => {
  await Promise.all([own(OWN), own('天下'), own(OTHER)]);
  expect([inUse(), machine.textProblem]).toEqual([OTHER, undefined]);
  machine.undo();
  expect(inUse(), 'the others were never there').toBe('idioms');
  await Promise.all([own(OTHER), own('天下')]);
  expect([inUse(), machine.textProblem?.kind]).toEqual(['idioms', 'tooShort']);
  const slow = new Blob([OWN]);
  let arrive: () => void = () => undefined;
  slow.arrayBuffer = () =>
    new Promise((resolve) => (arrive = () => resolve(new TextEncoder().encode(OWN).buffer)));
  const opened = machine.openTextFile(slow);
  await own(OTHER);
  arrive();
  await opened;
  expect(inUse(), 'a file that was opened before it').toBe(OTHER);
});

test('a text that is being judged is taken back first, and gives way to one of the program', async () => {
  await own(OWN);
  const second = own(OTHER);
  expect(machine.canUndo).toBe(true);
  machine.undo();
  await second;
  expect(inUse()).toBe(OWN);
  const third = own(OTHER);
  machine.change({ text: 'rhymes' });
  await third;
  machine.undo();
  expect(inUse()).toBe(OWN);
  machine.undo();
  expect(inUse()).toBe('idioms');
});

test('what else is changed meanwhile counts as well', async () => {
  machine.change({ context: 16 });
  const text = own(OWN);
  machine.change({ learningRate: 0.03, context: 8 });
  await text;
  expect([inUse(), machine.experiment.learningRate, machine.experiment.context]).toEqual([OWN, 0.03, 8]);
  const { run } = machine;
  machine.change({ context: 64 });
  await until(() => machine.textProblem);
  expect(machine.textProblem).toMatchObject({ kind: 'tooShort', is: 15, expected: 65 });
  expect([machine.experiment.context, run.trouble]).toEqual([8, undefined]);
});

test('what was wrong with a text is no longer said once a change is taken back', async () => {
  await own(OWN);
  const rate = machine.experiment.learningRate;
  machine.change({ learningRate: 0.07 });
  machine.change({ context: 32 });
  await until(() => machine.textProblem);
  machine.undo();
  expect([machine.textProblem, machine.experiment.learningRate]).toEqual([undefined, rate]);
});

test('opens a link to a text that cannot be learned from with another text', async () => {
  machine.open(`${tiny}&text=own&ownText=abc`);
  await until(() => machine.textProblem);
  expect(machine.textProblem).toMatchObject({ kind: 'tooShort', is: 3, expected: 9 });
  expect(inUse()).toBe('idioms');
  await until(() => machine.run.isCurrent);
  expect(machine.run.trouble).toBeUndefined();
});

test('judges a text in the next worker when the first is lost', async () => {
  const text = own(OWN);
  workers[0].onmessage = null;
  workers[0].onmessageerror?.();
  await text;
  expect([workers.length, inUse()]).toEqual([2, OWN]);
});
