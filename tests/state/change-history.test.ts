import { expect, test } from 'vitest';
import { ChangeHistory } from '$lib/state/change-history.svelte';

test('goes back change by change, and forth again', () => {
  const changes = new ChangeHistory<number>();
  changes.note(1, 'a');
  changes.note(2, 'b');
  expect(changes.undo(3)).toBe(2);
  expect(changes.undo(2)).toBe(1);
  expect([changes.canUndo, changes.undo(1)]).toEqual([false, undefined]);
  expect(changes.redo(1)).toBe(2);
  expect(changes.redo(2)).toBe(3);
  expect([changes.canRedo, changes.redo(3)]).toEqual([false, undefined]);
});

test('a drag is one change, two drags are two', () => {
  const changes = new ChangeHistory<number>();
  for (let state = 1; state <= 5; state++) changes.note(state, 'rate');
  changes.endGesture();
  for (let state = 6; state <= 9; state++) changes.note(state, 'rate');
  expect([changes.undo(10), changes.undo(6)]).toEqual([6, 1]);
});

test('another change after going back leaves nothing to go forth to', () => {
  const changes = new ChangeHistory<number>();
  changes.note(1, 'a');
  changes.undo(2);
  changes.note(1, 'b');
  expect(changes.canRedo).toBe(false);
});

test('a change after going back is one of its own', () => {
  const changes = new ChangeHistory<number>();
  changes.note(1, 'a');
  changes.undo(2);
  changes.note(1, 'a');
  expect(changes.undo(5)).toBe(1);
});

test('keeps the latest 200', () => {
  const changes = new ChangeHistory<number>();
  for (let state = 0; state < 300; state++) changes.note(state, String(state));
  let steps = 0;
  while (changes.undo(0) !== undefined) steps++;
  expect(steps).toBe(200);
});
