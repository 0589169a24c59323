import { beforeEach, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '$lib/engine';
import { planSweep } from '$lib/headless/sweep-plan';
import { changedExperiment } from '$lib/state/experiment-change';
import { bestCell, lossLevels, medianOf, type CellResult } from '$lib/state/setting-cells';
import { SettingsMap } from '$lib/state/settings-map.svelte';
import { planSettings, type AskedSettings } from '$lib/state/settings-plan';
import { writeSweepFile } from '$lib/state/sweep-file';
import { SettingsLoop } from '$lib/training/settings-loop';
import type { SettingsCommand, SettingsEvent } from '$lib/training/settings-protocol';
import { Trainer } from '$lib/engine/trainer';
import { pageKernels } from '../engine/mlp-cases';

const base: Experiment = { ...defaultExperiment, seed: 's', noise: 10, regularization: 'L2' };
const colors = { table: new Uint32Array(256), classes: new Uint32Array(6), middle: 0 };
const usual: AskedSettings = {
  experiment: base,
  columns: { name: 'learningRate', values: [0.01, 0.1, 1] },
  rows: { name: 'noise', values: [0, 30] },
  seeds: 1,
  epochs: 4,
};

let frames: (() => void)[];
let deferred: (() => void)[];
let begun: number;
/** Ends the workers, one after another, before their next answer. */
let deaths: number;
let nowMs: number;
let settings: SettingsMap;

const world = {
  size: 2,
  connect(onevent: (event: SettingsEvent) => void, onlost: (reason: string) => void) {
    let isOpen = true;
    const loop = new SettingsLoop({
      createKernels: pageKernels,
      post: (event) => {
        deferred.push(() => {
          if (!isOpen) return;
          if (deaths > 0) {
            deaths--;
            isOpen = false;
            return onlost('gone');
          }
          onevent(event);
        });
      },
      now: () => (nowMs += 0.5),
      defer: (callback) => deferred.push(() => isOpen && callback()),
    });
    return {
      send: (command: SettingsCommand) => {
        if (command.type === 'begin') begun = command.run;
        loop.handle(command);
      },
      close: () => (isOpen = false),
    };
  },
  now: () => nowMs,
  requestFrame: (callback: () => void) => frames.push(callback),
};

beforeEach(() => {
  frames = [];
  deferred = [];
  begun = 0;
  deaths = 0;
  nowMs = 0;
  settings = new SettingsMap(world);
});

function frame(): void {
  for (const callback of frames.splice(0)) callback();
}
/** Runs workers for so many turns, then shows what has come. */
function work(turns = Infinity): void {
  for (let turn = 0; turn < turns && deferred.length > 0; turn++) deferred.shift()!();
  frame();
}
function ask(fields: Partial<AskedSettings> = {}): void {
  settings.ask({ ...usual, ...fields }, colors);
  frame();
}
const cells = () => settings.map!.cells;
const lossesShown = () =>
  cells().map(({ result }) => (result?.kind === 'trained' ? result.testLoss : undefined));

/** The test loss that the page comes to by itself. */
function lossOf(fields: Partial<Experiment>): number {
  const trainer = new Trainer(pageKernels, changedExperiment(base, fields));
  for (let epoch = 0; epoch < usual.epochs; epoch++) trainer.trainEpoch();
  return trainer.losses().test.loss;
}
const expected = (fields: Partial<Experiment> = {}) =>
  [0, 30].flatMap((noise) =>
    [0.01, 0.1, 1].map((learningRate) => lossOf({ ...fields, noise, learningRate })),
  );

describe('a map of settings', () => {
  it('comes to the same numbers as the page does for each cell', () => {
    ask();
    work();
    expect(lossesShown()).toEqual(expected());
    expect(settings.progress).toMatchObject({ finished: 6, total: 6 });
    expect(settings.progress.tookMs).toBeGreaterThan(0);
  });

  it('fills little by little, and says how much is left', () => {
    ask({ epochs: 200 });
    expect(lossesShown()).toEqual(Array(6).fill(undefined));
    const remaining: (number | undefined)[] = [];
    while (deferred.length > 0) {
      work(20);
      remaining.push(settings.progress.remainingMs);
    }
    const known = remaining.filter((ms) => ms !== undefined);
    expect(known.length).toBeGreaterThan(3);
    expect(known.at(-1)).toBeLessThan(known[0]);
    expect(remaining.at(-1)).toBeUndefined();
  });

  it('shows of several seeds the run with the median test loss, and opens that one', () => {
    ask({ seeds: 3 });
    work();
    expect(settings.progress.total).toBe(18);
    cells().forEach(({ result, runs, patch }, cell) => {
      const [noise, learningRate] = [[0, 30][Math.floor(cell / 3)], [0.01, 0.1, 1][cell % 3]];
      const losses = ['s', 's-2', 's-3'].map((seed) => lossOf({ noise, learningRate, seed }));
      expect(runs).toBe(3);
      expect(result).toMatchObject({ testLoss: losses.toSorted((a, b) => a - b)[1] });
      expect(patch.seed).toBe(['s', 's-2', 's-3'][losses.indexOf((result as { testLoss: number }).testLoss)]);
    });
  });

  it('is the same after all when workers end', () => {
    deaths = 3;
    ask();
    work();
    expect(deaths).toBe(0);
    expect(lossesShown()).toEqual(expected());
  });

  it('says that nothing will come when workers only end', () => {
    deaths = 1000;
    ask();
    work();
    expect(settings.trouble).toBe('gone');
  });
});

describe('a change', () => {
  it('trains the map anew and keeps what is there until it comes', () => {
    ask();
    work();
    const before = lossesShown();
    ask({ experiment: { ...base, labelFlips: 20 } });
    expect(lossesShown()).toEqual(before);
    expect(cells().every(({ isStale }) => isStale)).toBe(true);
    work();
    expect(lossesShown()).toEqual(expected({ labelFlips: 20 }));
    expect(cells().some(({ isStale }) => isStale)).toBe(false);
  });

  it('drops what the map before was at', () => {
    ask({ epochs: 100 });
    work(30);
    ask({ experiment: { ...base, labelFlips: 20 } });
    work();
    expect(lossesShown()).toEqual(expected({ labelFlips: 20 }));
  });

  it('of many within a frame counts once, the last', () => {
    for (const labelFlips of [1, 2, 20])
      settings.ask({ ...usual, experiment: { ...base, labelFlips } }, colors);
    frame();
    expect(begun).toBe(1);
    work();
    expect(lossesShown()).toEqual(expected({ labelFlips: 20 }));
  });

  it('lets other cells have their turn first than the map before', () => {
    const columns = {
      name: 'learningRate',
      values: Array.from({ length: 16 }, (_, k) => (k + 1) / 100),
    } as const;
    const fresh = new Set<number>();
    for (let labelFlips = 0; labelFlips < 12; labelFlips++) {
      ask({ columns, epochs: 1, experiment: { ...base, labelFlips } });
      while (settings.progress.finished < 4) work(1);
      cells().forEach(({ isStale }, cell) => !isStale && fresh.add(cell));
    }
    expect(fresh.size).toBe(32);
  });

  it.each<[string, Partial<Experiment>]>([
    ['of what the axes say', { learningRate: 0.5, noise: 12 }],
    ['of when a run rests', { stopEpoch: 500, patience: 3 }],
  ])('%s is none', (_, fields) => {
    ask();
    work();
    ask({ experiment: { ...base, ...fields } });
    expect(begun).toBe(1);
  });

  it('to another of its seeds, as when a cell is opened, is none; to a new one it is', () => {
    ask({ seeds: 3 });
    work();
    ask({ seeds: 3, experiment: { ...base, seed: 's-2' } });
    expect(begun).toBe(1);
    ask({ seeds: 3, experiment: { ...base, seed: 'other' } });
    expect(begun).toBe(2);
  });

  it('of the shape that one axis leaves alone counts', () => {
    const columns = { name: 'layers', values: [1, 2] } as const;
    ask({ columns });
    ask({ columns, experiment: { ...base, networkShape: [5, 2] } });
    expect(begun).toBe(2);
  });

  it('of the axes begins with empty cells', () => {
    ask();
    work();
    ask({ columns: { name: 'learningRate', values: [0.02, 0.1, 1] } });
    expect(lossesShown()).toEqual(Array(6).fill(undefined));
  });

  it('after the map is closed is not heard of', () => {
    ask();
    settings.close();
    work();
    expect(lossesShown()).toEqual(Array(6).fill(undefined));
  });
});

describe('cells', () => {
  const trained = (testLoss: number): CellResult => ({ kind: 'trained', testLoss, trainLoss: 0 });
  const cell = (result: CellResult | undefined) => ({ result, runs: 1, isStale: false, patch: {} });

  it('stand for their median run, the diverged ones being the worst', () => {
    const results = [trained(0.3), { kind: 'diverged' } as const, trained(0.1)];
    expect(medianOf(results, (result) => result)).toEqual(trained(0.3));
    expect(medianOf(results.slice(0, 2), (result) => result)).toEqual(trained(0.3));
    expect(medianOf(results.slice(1, 2), (result) => result)).toEqual({ kind: 'diverged' });
  });

  it('are compared: the best, and how bad the others are', () => {
    const all = [
      cell(trained(0.1)),
      cell(undefined),
      cell({ kind: 'diverged' }),
      cell(trained(0.001)),
      cell(trained(0.01)),
    ];
    expect(bestCell(all)).toBe(3);
    expect(bestCell(all.slice(1, 3))).toBeUndefined();
    const levels = lossLevels(all);
    expect([levels[0], levels[1], levels[2], levels[3]]).toEqual([1, undefined, undefined, 0]);
    expect(levels[4]).toBeCloseTo(0.5);
  });
});

describe('a sweep file', () => {
  it.each<Partial<AskedSettings>>([
    {},
    { seeds: 3 },
    { columns: { name: 'neurons', values: [2, 3] } },
    { columns: { name: 'neurons', values: [2, 3] }, rows: { name: 'layers', values: [0, 1, 2] } },
    {
      experiment: { ...base, dataset: 'movie', start: [8, 4, 4, -8], networkShape: [] },
      rows: { name: 'layers', values: [0, 1] },
    },
  ])('asks for the runs of the map: %j', (fields) => {
    const asked = { ...usual, ...fields };
    const plan = planSweep(writeSweepFile(asked));
    expect(plan.notices).toEqual([]);
    expect(plan.epochs).toBe(asked.epochs);
    const identities = (experiments: readonly Experiment[]) =>
      [...new Set(experiments.map((experiment) => JSON.stringify({ ...experiment, start: [] })))].sort();
    const trials = Array.from({ length: plan.trialCount }, (_, index) => plan.trialOf(index + 1).experiment);
    expect(identities(trials)).toEqual(
      identities(
        planSettings(asked)
          .trialsFrom(0)
          .map(({ experiment }) => experiment),
      ),
    );
  });
});
