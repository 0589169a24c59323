import { expect, type Locator } from 'playwright/test';
import { candidateOf, test } from './words';

const sentence = '#seed=1&prompt=对酒当歌，一心一意';
const sumOf = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);
const scrollOf = (drawing: Locator) =>
  drawing.evaluate(({ scrollLeft, scrollTop, scrollWidth, clientWidth }) => {
    return { scrollLeft, scrollTop, end: scrollWidth - clientWidth };
  });

test('a token tells what it looks at, in the numbers of the table, and another head other ones', async ({
  words,
}) => {
  await words.open(sentence);
  await words.trainTo(30);
  const last = words.tokens.last();
  const sharesSaid = async () => {
    await last.focus();
    await expect(last).toHaveAccessibleDescription(/looks at/);
    const said = await words.page
      .getByText(/^意 looks at: /)
      .first()
      .textContent();
    return [...(said ?? '').matchAll(/ ([\d.]+) %/g)].map(([, share]) => Number(share));
  };
  const first = await sharesSaid();
  expect(sumOf(first)).toBeGreaterThan(50);
  expect(sumOf(first)).toBeLessThan(100.5);

  await words.page.getByRole('radio', { name: 'Head 2 of block 1' }).focus();
  await words.page.keyboard.press('Space');
  await words.addressSays('head', '1');
  const second = await sharesSaid();
  expect(second).not.toEqual(first);

  await words.button('Drawing as numbers').click();
  const cells = words.page.getByRole('row', { name: /^意 / }).last().getByRole('cell');
  await expect(cells).toHaveCount(9);
  await words.rests();
  const row = (await cells.allTextContents()).map(Number);
  expect(sumOf(row)).toBeCloseTo(100, 0);
  for (const share of second) expect(row).toContain(share);
});

test('the next token stands beside its probability, as the candidates have it', async ({ words }) => {
  await words.open(sentence);
  await words.trainTo(60);
  const next = words.page.getByRole('status', { name: /^Next token: / });
  const { token, probability } = await candidateOf(words.candidates.first());
  await expect(next).toHaveAccessibleName(`Next token: ${token}, ${probability.toFixed(1)} %`);
});

test('every stage opens by keyboard, and the drawing is back where it was', async ({ words }) => {
  await words.open(`${sentence}&blocks=2`);
  const stages = words.page.getByRole('button', { name: /^Open stage / });
  await expect(stages).toHaveCount(34);
  const query = words.button('Open stage query Q of block 2');
  await words.button('Open stage norm of block 2').first().focus();
  await words.page.keyboard.press('ArrowUp');
  await expect(query).toBeFocused();
  await words.page.keyboard.press('Enter');
  const pane = words.page.getByRole('region', { name: 'Queries, block 2' });
  await expect(pane.getByRole('heading', { name: 'Queries, block 2' })).toBeFocused();
  await words.addressSays('stage', 'query');
  await words.page.keyboard.press('Escape');
  await expect(query).toBeFocused();
  await query.click();
  await expect(words.page.getByRole('region', { name: 'Queries, block 2' })).toBeVisible();
});

test('zooms and pans by keyboard, wheel and mouse, and fits again', async ({ words }) => {
  await words.open(sentence);
  const { drawing } = words;
  expect((await scrollOf(drawing)).end).toBe(0);
  await drawing.focus();
  await words.page.keyboard.press('+');
  await words.page.keyboard.press('+');
  await expect.poll(async () => (await scrollOf(drawing)).end).toBeGreaterThan(50);
  const middle = await scrollOf(drawing);
  expect(Math.abs(middle.scrollLeft - middle.end), 'the middle stays, not the end').toBeGreaterThan(20);
  const before = await scrollOf(drawing);
  const box = (await drawing.boundingBox())!;
  await words.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await words.page.mouse.down();
  await words.page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 30, { steps: 4 });
  await words.page.mouse.up();
  await expect
    .poll(async () => before.scrollLeft - (await scrollOf(drawing)).scrollLeft)
    .toBeGreaterThanOrEqual(36);
  await expect
    .poll(async () => before.scrollTop - (await scrollOf(drawing)).scrollTop)
    .toBeGreaterThanOrEqual(26);
  await words.page.keyboard.down('Control');
  await words.page.mouse.wheel(0, 600);
  await words.page.keyboard.up('Control');
  await expect.poll(async () => (await scrollOf(drawing)).end).toBe(0);
  await words.button('Fit drawing').click();
  await expect.poll(async () => (await scrollOf(drawing)).end).toBe(0);
  await words.rests();
  expect(await words.step()).toBe(0);
  expect(words.address.get('stage'), 'a drag opens no stage').toBeNull();
});

test('training moves weights and shows gradients, writing shows that they stand still', async ({ words }) => {
  await words.open(sentence);
  await words.trainTo(8);
  const legend = words.page.getByRole('region', { name: 'Transformer' });
  await expect(legend).toContainText('gradient');
  const row = words.page.getByRole('row', { name: /^attention/ });
  const moved = row.getByRole('cell').last();
  await expect(moved).not.toHaveText('0');
  await words.page.getByRole('radio', { name: 'Writing', exact: true }).check();
  await expect(legend).toContainText('weights stand still');
  await expect(legend).not.toContainText('gradient');
  await expect(moved).toHaveText('0');
});
