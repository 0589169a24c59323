import { beforeEach, expect, test, vi } from 'vitest';
import { loadRecord } from '$lib/state/storage';
import { WordKeeper } from '$lib/state/word-keeper';
import type { WordMachine } from '$lib/state/word-machine.svelte';
import { watchedMachine } from './watched-machine';

vi.mock('$lib/state/storage');

const hash = '#text=own&seed=7';
const checkpointAt = (epoch: number) => ({ epoch, position: 0, parameters: Float32Array.of(1) });
let machine: WordMachine;
let starts: unknown[][];
beforeEach(() => ({ machine, starts } = watchedMachine()));

test.each([
  [340, 340],
  [0, undefined],
])('an own text without room in the address is there again, at step %i', async (epoch, said) => {
  const experiment = { ...machine.experiment, text: 'own', ownText: 'to be or not to be' } as const;
  vi.mocked(loadRecord).mockResolvedValue({ hash, experiment, checkpoint: checkpointAt(epoch) });
  expect(await new WordKeeper(machine).restore('#seed=8')).toBeUndefined();
  expect(starts).toEqual([]);
  expect(await new WordKeeper(machine).restore(hash)).toBe(said);
  expect(starts).toEqual([[experiment, checkpointAt(epoch)]]);
});

test('a run without a step that the address says whole is not started twice', async () => {
  const { experiment } = machine;
  vi.mocked(loadRecord).mockResolvedValue({ hash, experiment, checkpoint: checkpointAt(0) });
  expect(await new WordKeeper(machine).restore(hash)).toBeUndefined();
  expect(starts).toEqual([]);
});
