import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { runInPool } from '../../scripts/sweep-pool.mjs';

/** A thread that answers with the square of a number; `deaths` are numbers it does not survive, so many times. */
function squares(deaths: Record<number, number> = {}) {
  const left = new Int32Array(new SharedArrayBuffer(400));
  for (const [number, count] of Object.entries(deaths)) left[Number(number)] = count;
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.on('message', (number) => {
      if (Atomics.sub(workerData, number, 1) > 0) {
        if (number % 2) process.exit(7);
        throw new Error('no ' + number);
      }
      parentPort.postMessage(number * number);
    });
    parentPort.postMessage('ready');`;
  return () => new Worker(code, { eval: true, workerData: left });
}

interface Order {
  trials: number[];
  jobs?: number;
  createWorker: () => Worker;
  signal?: AbortSignal;
  onResult?: (trial: number) => void;
}

async function outcome({ onResult, ...order }: Order) {
  const results: [trial: number, result: number | string][] = [];
  await runInPool<number>({
    jobs: 2,
    signal: new AbortController().signal,
    ...order,
    onResult: (trial, result) => {
      onResult?.(trial);
      results.push([trial, result]);
    },
    onGivenUp: (trial, reason) => results.push([trial, reason]),
  });
  return results.sort(([left], [right]) => left - right);
}

describe('the pool of workers', () => {
  it('runs each trial once, with no more workers than trials', async () => {
    let started = 0;
    const create = squares();
    const createWorker = () => (started++, create());
    expect(await outcome({ trials: [5, 2, 9], jobs: 8, createWorker })).toEqual([
      [2, 4],
      [5, 25],
      [9, 81],
    ]);
    expect(started).toBe(3);
    expect(await outcome({ trials: [], createWorker })).toEqual([]);
    expect(started).toBe(3);
  });

  it('runs a trial again whose worker died, up to three times in all, and loses no other', async () => {
    const createWorker = squares({ 3: 1, 4: 2, 5: 3, 6: 3 });
    expect(await outcome({ trials: [1, 2, 3, 4, 5, 6, 7], createWorker })).toEqual([
      [1, 1],
      [2, 4],
      [3, 9],
      [4, 16],
      [5, 'its worker ended with code 7'],
      [6, 'no 6'],
      [7, 49],
    ]);
  });

  it('rejects when a worker dies before it is ready, instead of trying forever', async () => {
    const createWorker = () => new Worker('throw new Error("broken")', { eval: true });
    await expect(outcome({ trials: [1, 2], createWorker })).rejects.toThrow(
      'A worker could not start: broken',
    );
  });

  it('rejects when a result cannot be taken, and runs nothing more', async () => {
    let taken = 0;
    const onResult = () => {
      taken++;
      throw new Error('disk full');
    };
    await expect(
      outcome({ trials: [1, 2, 3, 4], jobs: 1, createWorker: squares(), onResult }),
    ).rejects.toThrow('disk full');
    expect(taken).toBe(1);
  });

  it('ends at once on request, with what is finished', async () => {
    const controller = new AbortController();
    const trials = Array.from({ length: 99 }, (_, index) => index + 1);
    const onResult = (trial: number) => trial === 10 && controller.abort();
    const { signal } = controller;
    const results = await outcome({ trials, jobs: 1, createWorker: squares(), signal, onResult });
    expect(results.map(([trial]) => trial)).toEqual(trials.slice(0, 10));
    expect(await outcome({ trials, createWorker: squares(), signal })).toEqual([]);
  });
});
