import { describe, expect, test } from 'vitest';
import { readLink } from '$lib/state/share-link';
import { Playground } from '$lib/state/playground.svelte';

describe('the weekend that is looked at', () => {
  test('is the one that the view, and so the link, names', () => {
    const playground = new Playground();
    expect(playground.weekend).toEqual([1, 1, 0]);
    playground.flipFactor(0);
    playground.flipFactor(2);
    expect(playground.weekend).toEqual([0, 1, 1]);
    expect(readLink(playground.hash, String).view.weekend).toBe('011');
    playground.showWeekend([0, 0, 0]);
    expect(playground.view.weekend).toBe('000');
    expect(playground.isFirst).toBe(false);
  });
});
