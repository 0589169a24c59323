import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Comparison } from '$lib/state/comparison.svelte';
import { Playground } from '$lib/state/playground.svelte';
import type { Command } from '$lib/training/protocol';

/** What a worker was told; it answers nothing. */
class SilentWorker {
  static readonly all: SilentWorker[] = [];
  readonly commands: Command[] = [];
  isTerminated = false;

  constructor() {
    SilentWorker.all.push(this);
  }

  postMessage(command: Command): void {
    this.commands.push(command);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

beforeEach(() => {
  SilentWorker.all.length = 0;
  vi.stubGlobal('Worker', SilentWorker);
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => vi.unstubAllGlobals());

const link = '#dataset=circle&seed=1';

function compared(versus = 'dropout:0.2'): { playground: Playground; comparison: Comparison } {
  const playground = new Playground();
  playground.open(`${link}&tool=compare&versus=${versus}`);
  if (!playground.comparison) throw new Error('nothing is compared');
  return { playground, comparison: playground.comparison };
}

/** What each worker was told since the last question, besides being asked for pictures. */
function told(): Command[][] {
  return SilentWorker.all.map(({ commands }) =>
    commands.splice(0).filter(({ type }) => type !== 'requestSnapshot'),
  );
}
const typesTold = () => told().map((commands) => commands.map(({ type }) => type));

describe('two sides', () => {
  test('are there as soon as the tool is, each with a worker and an experiment of its own', () => {
    const { playground, comparison } = compared();
    expect(told().map(([command]) => command)).toEqual([
      expect.objectContaining({ type: 'start', experiment: playground.experiment }),
      expect.objectContaining({ type: 'start', experiment: { ...playground.experiment, dropout: 0.2 } }),
    ]);
    playground.changeView({ tool: 'none' });
    expect(SilentWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([false, true]);
    expect(playground.comparison).toBeUndefined();
    playground.changeView({ tool: 'compare' });
    expect(playground.comparison?.experiment).toEqual(comparison.experiment);
  });

  test('begin with a proposal that the link then names', () => {
    const playground = new Playground();
    playground.open(link);
    expect(playground.comparison).toBeUndefined();
    playground.changeView({ tool: 'compare' });
    expect(playground.comparison?.experiment.regularization).toBe('L2');
    expect(playground.hash).toContain('versus=regularization:L2,regularizationRate:0.003');
  });

  test('obey the same commands', () => {
    const { playground } = compared();
    const commands: [() => void, Command['type']][] = [
      [() => playground.play(), 'play'],
      [() => playground.changeView({ speed: '10' }), 'play'],
      [() => playground.pause(), 'pause'],
      [() => playground.step(), 'step'],
      [() => playground.stepBack(), 'stepBack'],
      [() => playground.seek(3), 'seek'],
      [() => playground.reset(), 'reset'],
    ];
    told();
    for (const [act, type] of commands) {
      act();
      const [first, second] = told();
      expect(first[0]).toMatchObject({ type });
      expect(second).toEqual(first);
    }
  });

  test('one that has stopped leaves the other going, until Pause', () => {
    const { playground, comparison } = compared();
    playground.play();
    playground.run.isPlaying = false;
    expect(playground.isPlaying).toBe(true);
    playground.togglePlay();
    expect(comparison.run.isPlaying).toBe(false);
    expect(playground.isPlaying).toBe(false);
  });
});

describe('the other side follows', () => {
  test('live fields live, except where it differs', () => {
    const { playground, comparison } = compared('learningRate:0.3');
    told();
    playground.change({ batchSize: 5 });
    expect(comparison.experiment).toMatchObject({ batchSize: 5, learningRate: 0.3 });
    expect(told()).toEqual([
      [{ type: 'tune', experiment: playground.experiment }],
      [{ type: 'tune', experiment: { ...playground.experiment, learningRate: 0.3 } }],
    ]);
    playground.change({ learningRate: 0.01 });
    expect(comparison.experiment.learningRate).toBe(0.3);
    expect(typesTold()).toEqual([['tune'], []]);
  });

  test('into new data, both from the first weights', () => {
    const { playground, comparison } = compared('noise:20');
    told();
    playground.change({ noise: 10 });
    expect(comparison.experiment.noise).toBe(20);
    expect(typesTold()).toEqual([['start'], ['start']]);
    playground.newSeed();
    expect(comparison.experiment.seed).toBe(playground.experiment.seed);
    expect(typesTold()).toEqual([['start'], ['start']]);
  });

  test('first weights set by hand, where its network is the same', () => {
    const { playground, comparison } = compared('dropout:0.2');
    const parameters = new Float32Array(playground.topology.parameterCount);
    playground.run.snapshot = { epoch: 0, position: 0, parameters } as never;
    told();
    playground.setParameter(2, 0.5);
    expect(comparison.experiment.start[2]).toBe(0.5);
    expect(told()).toEqual(
      Array(2).fill([expect.objectContaining({ type: 'setParameter', index: 2, value: 0.5 })]),
    );
    comparison.differ({ networkShape: [3] });
    told();
    playground.setParameter(2, 0.6);
    expect(comparison.experiment.start).toEqual([]);
    expect(typesTold()).toEqual([['setParameter'], []]);
  });

  test('to another link', () => {
    const { playground, comparison } = compared();
    playground.open('#dataset=xor&seed=2&tool=compare&versus=noise:20');
    expect(playground.comparison).not.toBe(comparison);
    expect(SilentWorker.all[1].isTerminated).toBe(true);
    expect(playground.comparison?.experiment).toMatchObject({ dataset: 'xor', noise: 20, dropout: 0 });
    playground.open('#dataset=xor&seed=2');
    expect(playground.comparison).toBeUndefined();
  });
});

describe('what is changed on the other side', () => {
  test('becomes a difference, and leaves this side alone', () => {
    const { playground, comparison } = compared('dropout:0.2');
    const { experiment } = playground;
    told();
    comparison.change({ learningRate: 0.1 });
    expect(playground.experiment).toBe(experiment);
    expect(playground.view.versus).toEqual({ dropout: 0.2, learningRate: 0.1 });
    expect(typesTold()).toEqual([[], ['tune']]);
    comparison.change({ networkShape: [3] });
    expect(typesTold()).toEqual([[], ['start']]);
  });

  test('is taken back and made again like any other change', () => {
    const { playground, comparison } = compared('dropout:0.2');
    comparison.change({ learningRate: 0.1 });
    playground.undo();
    expect(comparison.experiment).toMatchObject({ dropout: 0.2, learningRate: 0.03 });
    playground.redo();
    expect(comparison.experiment).toMatchObject({ dropout: 0.2, learningRate: 0.1 });
  });

  test('starts at once where the other side is, unless that was changed on its way', () => {
    const { playground, comparison } = compared('dropout:0.2');
    playground.run.snapshot = { epoch: 40, position: 10, parameters: new Float32Array(0) } as never;
    playground.run.isCurrent = true;
    told();
    comparison.differ({ noise: 20 });
    expect(told()).toEqual([
      [],
      [expect.objectContaining({ type: 'start' }), { type: 'catchUp', epoch: 40 }],
    ]);
    playground.change({ learningRate: 0.1 });
    told();
    comparison.differ({ noise: 30 });
    expect(typesTold()).toEqual([['start'], ['start']]);
  });
});

test('the other side takes this one’s place with its settings and its run', () => {
  const { playground, comparison } = compared('dropout:0.2,networkShape:3');
  const { experiment, run } = comparison;
  playground.keepOther();
  expect(playground.experiment).toEqual(experiment);
  expect(playground.run).toBe(run);
  expect(playground.comparison).toBeUndefined();
  expect(SilentWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  expect(playground.hash).toBe(
    '#dataset=circle&seed=1&networkShape=3&dropout=0.2'.replace('dataset=circle&', ''),
  );
});

test('both show the neuron that is looked at, where there is one', () => {
  const { playground, comparison } = compared('networkShape:3');
  playground.focus({ layer: 1, index: 2 });
  expect(comparison.focused).toEqual({ layer: 1, index: 2 });
  playground.focus({ layer: 1, index: 3 });
  expect(playground.focused).toEqual({ layer: 1, index: 3 });
  expect(comparison.focused).toBeUndefined();
  comparison.focus({ layer: 0, index: 1 });
  expect(playground.focused).toEqual({ layer: 0, index: 1 });
  playground.focus({ layer: 3, index: 0 });
  expect(comparison.focused).toBeUndefined();
});
