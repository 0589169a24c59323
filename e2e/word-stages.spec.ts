import { expect } from 'playwright/test';
import { expectNoViolations } from './accessibility-rules';
import { overflowing, smallButtons } from './layout-rules';
import { test } from './words';

const sentence = '一心一意';

test('any cell of attention tells its arithmetic, by key and by pointer', async ({ words, page }) => {
  await words.open(`#seed=1&prompt=${sentence}&stage=attention`);
  const pane = page.getByRole('region', { name: 'Attention, head 1 of 4' });
  const cell = pane.getByLabel('How this number came about');
  const matrix = pane.getByRole('group', { name: 'Matrix: Attention, head 1 of 4' });
  await expect(pane.getByText('4 × 4 numbers for each of 4 heads')).toBeVisible();

  // The last token's shares of all four are together 1, whatever the weights.
  const shareOf = async () => Number((await cell.innerText()).split('= ').at(-1));
  let sum = 0;
  await matrix.focus();
  for (let column = 0; column < 4; column++) {
    await expect(pane.getByText(`Row 3 (意), column ${column} `)).toBeVisible();
    await expect(cell).toHaveText(/^e\^.+ \/ \(e\^.+ \+ e\^.+ \+ e\^.+ \+ e\^.+\) = [\d.]+$/);
    sum += await shareOf();
    await page.keyboard.press('ArrowRight');
  }
  expect(sum).toBeCloseTo(1, 2);

  // In the first row, the second token is beyond the mask.
  await matrix.hover({ position: { x: 56 + 60, y: 22 + 20 } });
  await expect(pane.getByText('Row 0 (一), column 1 ')).toBeVisible();
  await expect(cell).toHaveText('left out: a token does not see what comes after it: 0');
  await page.mouse.move(0, 0);
  await expect(pane.getByText('Row 3 (意), column 3 ')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(pane).toBeHidden();
  await expect(page).not.toHaveURL(/stage=/);
  // Keys that moved between cells have trained nothing.
  await words.rests();
  await expect(words.figure('Step')).toHaveText('0');
});

test('the product plays cell by cell on the matrices in use', async ({ words, page }) => {
  await words.open(`#seed=1&prompt=${sentence}&stage=value`);
  const pane = page.getByRole('region', { name: 'Values' });
  await pane.getByRole('button', { name: 'Product', exact: true }).click();
  await expect(
    pane.getByText('First norm (4 × 64) × weights, transposed (64 × 64) = Values (4 × 64)'),
  ).toBeVisible();
  await pane.getByLabel('Product speed').selectOption('cells');
  await pane.getByRole('button', { name: 'Play product' }).click();
  await expect(pane.getByText(/Row 0 \(一\), column ([2-9]|\d\d) /)).toBeVisible();
  await pane.getByRole('button', { name: 'Pause product' }).click();

  // With the bias, which is 0 at first, the sum of all pairs is the result.
  await pane.getByRole('button', { name: 'Next cell' }).click();
  await expect(pane.getByText('Pair 64 of 64')).toBeVisible();
  const sum = await pane.getByLabel('Sum so far').innerText();
  await expect(pane.getByLabel('How this number came about')).toHaveText(new RegExp(` \\+ 0 = ${sum}$`));
  await pane.getByRole('button', { name: 'Next pair' }).click();
  await expect(pane.getByText('Pair 1 of 64')).toBeVisible();

  await pane.getByText('All 64 terms').click();
  await expect(pane.getByRole('row')).toHaveCount(65);
  await pane.getByRole('button', { name: 'Next stage' }).click();
  await expect(page.getByRole('region', { name: 'Scores, head 1 of 4' })).toBeVisible();
});

test('five scores are brought to a common measure in three ways', async ({ words, page }) => {
  await words.open(`#seed=1&prompt=${sentence}&stage=norm1`);
  const rows = page.getByRole('region', { name: 'Five scores, three ways' }).getByRole('row');
  await expect(rows.nth(2).getByRole('cell')).toHaveText(['0.75', '0.0000454', '0.7071']);
  await page.getByLabel('Score 1').fill('80');
  await page.getByLabel('Score 1').press('Enter');
  await expect(rows.nth(1).getByRole('cell').first()).toHaveText('1');
  await expect(rows.nth(1).getByRole('cell').nth(1)).toHaveText('0.5');
});

test('an open stage fits a phone, and hides nothing from anybody', async ({ words, page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await words.open(`#seed=1&prompt=${sentence}&stage=probabilities`);
  await expect(page.getByRole('status', { name: 'How this number came about' })).toHaveText(/=/);
  await expect(page.getByRole('button', { name: / after 意: [\d.]+ %$/ }).first()).toBeVisible();
  await expect.poll(() => overflowing(words), 'matrix').toEqual([]);
  await expect.poll(() => smallButtons(words), 'matrix').toEqual([]);
  await words.button('Previous stage').click();
  await words.button('Product').click();
  await words.button('Next pair').click();
  await expect(page.getByText(/^Pair 1 of/)).toBeVisible();
  await expect.poll(() => overflowing(words), 'product').toEqual([]);
  await expect.poll(() => smallButtons(words), 'product').toEqual([]);
  await expectNoViolations(page, 'the product of an open stage');
});
