import { expect, test } from 'vitest';
import type { Landscape, LandscapeRequest } from '$lib/engine';
import { LandscapeView } from '$lib/state/landscape.svelte';

const answer: Landscape = {
  epoch: 0,
  position: 0,
  plane: 'random',
  set: 'train',
  samples: { used: 1, total: 1 },
  losses: new Float32Array(9),
  middle: [0, 0],
  halfWidth: 1,
  presentLoss: 0,
  path: new Float32Array(2),
  sharpness: 0,
};

function view() {
  const sent: LandscapeRequest[] = [];
  return { sent, landscapes: new LandscapeView((request) => sent.push(request)) };
}

test('at most one request is on its way, and the next waits until the answer is drawn', () => {
  const { sent, landscapes } = view();
  landscapes.ask();
  landscapes.ask();
  landscapes.ask();
  expect(sent).toHaveLength(1);
  expect(landscapes.isSettled).toBe(false);
  landscapes.receive(answer);
  expect(sent).toHaveLength(1);
  landscapes.drawn();
  expect(sent).toHaveLength(2);
  landscapes.receive(answer);
  landscapes.drawn();
  expect(sent, 'nothing has changed since').toHaveLength(2);
  expect(landscapes.isSettled).toBe(true);
});

test('a request says what is wanted when it is sent', () => {
  const { sent, landscapes } = view();
  landscapes.ask();
  landscapes.plane = 'principal';
  landscapes.set = 'test';
  landscapes.halfWidth = 0.5;
  landscapes.turn();
  landscapes.ask();
  landscapes.receive(answer);
  landscapes.drawn();
  expect(sent[1]).toMatchObject({ plane: 'principal', set: 'test', halfWidth: 0.5 });
  expect(sent[1].seed).not.toBe(sent[0].seed);
});

test('a run that begins anew is asked, though the one before never answered', () => {
  const { sent, landscapes } = view();
  landscapes.ask();
  landscapes.forget();
  landscapes.ask();
  expect(sent).toHaveLength(2);
});
