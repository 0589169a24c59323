import { beforeEach, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../src/lib/engine/spec';
import { SettingsPool } from '../../src/lib/training/settings-pool';
import type {
  SettingsCommand,
  SettingsEvent,
  SettingsTrial,
  TrialResult,
} from '../../src/lib/training/settings-protocol';

type Train = Extract<SettingsCommand, { type: 'train' }>;

/** A worker that does what the test says. */
class Worker {
  batches: Train[] = [];
  run = 0;
  isClosed = false;
  constructor(
    readonly tell: (event: SettingsEvent) => void,
    readonly die: (reason: string) => void,
  ) {}
  send(command: SettingsCommand): void {
    if (command.type === 'train') {
      expect(command.run).toBe(this.run);
      this.batches.push(command);
    } else {
      this.run = command.run;
      this.batches = [];
    }
  }
  close(): void {
    this.isClosed = true;
  }
  /** Does its next batch. */
  work(): void {
    const batch = this.batches.shift();
    if (!batch) return;
    const results = batch.trials.map(({ number }): TrialResult => ({ kind: 'diverged', number }));
    this.tell({ type: 'trained', run: batch.run, results });
  }
}

let nowMs: number;
let workers: Worker[];
let results: TrialResult[];
let progress: number[];
let reasons: string[];
let pool: SettingsPool;
const task = {
  epochs: 1,
  pictureSide: 8,
  colors: { table: new Uint32Array(256), classes: new Uint32Array(6), middle: 0 },
};
const trials = (count: number): SettingsTrial[] =>
  Array.from({ length: count }, (_, number) => ({ number, experiment: defaultExperiment }));
const living = () => workers.filter(({ isClosed }) => !isClosed);
const numbers = () => results.map(({ number }) => number);
const numbersOf = ({ trials: some }: Train) => some.map(({ number }) => number);
const inOrder = (count: number) => Array.from({ length: count }, (_, number) => number);
/** The worker is gone, and never heard of again. */
function kill(worker: Worker, reason = 'gone'): void {
  worker.isClosed = true;
  worker.die(reason);
}

beforeEach(() => {
  nowMs = 0;
  workers = [];
  results = [];
  progress = [];
  reasons = [];
  pool = new SettingsPool(
    {
      size: 2,
      connect: (onevent, onlost) => {
        const worker = new Worker(onevent, onlost);
        workers.push(worker);
        return worker;
      },
      now: () => nowMs,
    },
    {
      onresults: (some) => results.push(...some),
      onprogress: (share) => progress.push(share),
      ongivenup: (reason) => reasons.push(reason),
    },
  );
});

/** All workers by turns, until nothing is left to do; each batch takes this long for each trial. */
function workToEnd(trialMs = 1): void {
  for (let busy = living(); busy.length > 0; busy = living().filter(({ batches }) => batches.length > 0)) {
    for (const worker of busy) {
      nowMs += trialMs * (worker.batches[0]?.trials.length ?? 0);
      worker.work();
    }
  }
}

it('gets each trial done once, begun in the order given', () => {
  pool.begin(task, trials(100));
  const begun = workers.flatMap(({ batches }) => batches.flatMap(numbersOf));
  expect(begun.toSorted((a, b) => a - b)).toEqual(inOrder(begun.length));
  workToEnd();
  expect(numbers().toSorted((a, b) => a - b)).toEqual(inOrder(100));
  expect(workers).toHaveLength(2);
});

it('gives as many trials at a time as fit a moment, and the last ones evenly', () => {
  pool.begin(task, trials(200));
  const sizes: number[] = [];
  for (let turn = 0; turn < 400; turn++) {
    for (const worker of workers) {
      const count = worker.batches[0]?.trials.length ?? 0;
      if (count > 0) sizes.push(count);
      nowMs += count * 2;
      worker.work();
    }
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
  expect(Math.max(...sizes)).toBeGreaterThan(2);
  expect(sizes.at(-1)).toBe(1);
});

it('gives long trials one by one', () => {
  pool.begin(task, trials(50));
  workers[0].work();
  nowMs = 5000;
  workers[0].work();
  workers[0].work();
  expect(workers[0].batches.at(-1)?.trials).toHaveLength(1);
});

it('adds up how far the workers are', () => {
  pool.begin(task, trials(50));
  workers[0].tell({ type: 'progress', run: 1, share: 0.5 });
  workers[1].tell({ type: 'progress', run: 1, share: 0.25 });
  expect(progress).toEqual([0.5, 0.75]);
});

describe('another run', () => {
  it('drops the rest of the one before, and what still comes of it', () => {
    pool.begin(task, trials(50));
    const [stale] = workers[0].batches;
    pool.begin(task, trials(3));
    workers[0].tell({
      type: 'trained',
      run: stale.run,
      results: [{ kind: 'diverged', number: 40 }],
    });
    expect(results).toEqual([]);
    workToEnd();
    expect(numbers().toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
    expect(workers).toHaveLength(2);
  });
});

describe('when a worker ends', () => {
  it('another one runs again what it had not answered', () => {
    pool.begin(task, trials(60));
    workers[0].work();
    const [suspects] = workers[0].batches.map(numbersOf);
    expect(suspects.length).toBeGreaterThan(1);
    kill(workers[0]);
    expect(workers).toHaveLength(3);
    // One by one, to find the one that does it, if one does.
    expect(workers[2].batches.map(numbersOf)).toEqual(suspects.slice(0, 2).map((number) => [number]));
    workToEnd();
    expect(numbers().toSorted((a, b) => a - b)).toEqual(inOrder(60));
  });

  it('a trial that ends every worker is found and given up, the others are not', () => {
    pool.begin(task, trials(20));
    const deadly = 3;
    for (let turn = 0; turn < 200; turn++) {
      for (const worker of living()) {
        if (worker.batches[0] && numbersOf(worker.batches[0]).includes(deadly)) kill(worker, 'out of memory');
        else worker.work();
      }
    }
    expect(results.filter(({ kind }) => kind === 'failed')).toEqual([
      { kind: 'failed', number: deadly, reason: 'out of memory' },
    ]);
    expect(numbers().toSorted((a, b) => a - b)).toEqual(inOrder(20));
    expect(living()).toHaveLength(2);
  });

  it('and none ever begins, it says so instead of trying for ever; a new run tries again', () => {
    pool.begin(task, trials(20));
    for (let turn = 0; turn < 100; turn++)
      living()
        .slice(0, 1)
        .forEach((worker) => kill(worker, 'no script'));
    expect(reasons).toEqual(['no script']);
    expect(workers.length).toBeLessThan(20);
    pool.begin(task, trials(4));
    results = [];
    workToEnd();
    expect(numbers().toSorted((a, b) => a - b)).toEqual(inOrder(4));
  });
});

it('ends its workers when it is closed', () => {
  pool.begin(task, trials(20));
  pool.close();
  expect(living()).toEqual([]);
});
