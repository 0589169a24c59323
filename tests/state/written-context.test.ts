import { expect, test } from 'vitest';
import { contextParts, copiedShare } from '$lib/state/written-context';

const spans = [
  { text: '目不转睛', isCopied: true },
  { text: '，a😀', isCopied: false },
];

test('prompt and writing are cut where the model’s view begins', () => {
  expect(contextParts('画龙', spans, 5)).toEqual([
    { text: '画龙', kind: 'prompt', isSeen: false },
    { text: '目不', kind: 'copied', isSeen: false },
    { text: '转睛', kind: 'copied', isSeen: true },
    { text: '，a😀', kind: 'new', isSeen: true },
  ]);
});

test('all is seen where it fits, nothing where the model sees nothing', () => {
  expect(contextParts('画龙', spans, 20).every(({ isSeen }) => isSeen)).toBe(true);
  expect(contextParts('画龙', spans, 0).some(({ isSeen }) => isSeen)).toBe(false);
  expect(contextParts('', [], 8)).toEqual([]);
});

test('what was copied is counted by characters', () => {
  expect(copiedShare(spans)).toBeCloseTo(4 / 7, 12);
  expect(copiedShare([])).toBeUndefined();
});
