import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Playground } from '$lib/state/playground.svelte';
import { WordMachine } from '$lib/state/word-machine.svelte';

beforeEach(() => vi.stubGlobal('requestAnimationFrame', () => 0));
afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['the playground', () => new Playground()],
  ['the word machine', () => new WordMachine()],
] as const)('changes of %s', (_, create) => {
  test('are taken back and made again, of experiment and view alike', () => {
    const page = create();
    const rates = () => [page.experiment.learningRate, page.view.speed];
    const states = [rates()];
    page.change({ learningRate: 0.07 });
    states.push(rates());
    page.changeView({ speed: 'flat-out' });
    states.push(rates());
    expect(new Set(states.map(String)).size).toBe(3);
    page.undo();
    expect(rates()).toEqual(states[1]);
    page.undo();
    expect([...rates(), page.canUndo]).toEqual([...states[0], false]);
    page.redo();
    page.redo();
    expect([...rates(), page.canRedo]).toEqual([...states[2], false]);
  });

  test('of one gesture are one', () => {
    const page = create();
    const { learningRate } = page.experiment;
    for (const rate of [0.1, 0.2, 0.3]) page.change({ learningRate: rate });
    page.endGesture();
    page.change({ learningRate: 0.4 });
    page.undo();
    expect(page.experiment.learningRate).toBe(0.3);
    page.undo();
    expect(page.experiment.learningRate).toBe(learningRate);
  });

  test('are none where only the way of looking changes, or nothing', () => {
    const page = create();
    page.changeView({ lang: 'zh-Hans' });
    page.change({});
    expect(page.canUndo).toBe(false);
  });
});
