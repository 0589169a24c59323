import { expect } from 'playwright/test';
import { test } from './words';

const FIRST = '对酒当歌，';

test('learns the idioms, and writes them', async ({ words }) => {
  test.slow();
  await words.open(`#seed=1&lang=en&prompt=${encodeURIComponent(FIRST)}`);
  const text = await words.page.getByRole('textbox', { name: 'Training text' }).inputValue();
  const idioms = new Set(text.split(/[，。\s]+/).filter((idiom) => idiom !== ''));
  expect(idioms.size).toBeGreaterThanOrEqual(400);
  await words.trainTo(500);
  // From here, not from where this machine happened to rest, it writes the same everywhere.
  await words.slider('Timeline').fill('500');
  await words.rests();
  await expect(words.figure('Step')).toHaveText('500');

  await words.button('Write on').click();
  const writing = async () => (await words.written.innerText()).replaceAll(/\s/g, '').slice(FIRST.length);
  await expect.poll(async () => (await writing()).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(60);
  await words.button('Pause writing').click();
  const pieces = (await writing()).split(/[，。]/).slice(0, -1);
  const real = pieces.filter((piece) => idioms.has(piece));
  expect(real.length / pieces.length, pieces.join(' ')).toBeGreaterThanOrEqual(0.9);
});
