import { expect } from 'playwright/test';
import { expectNoViolations } from './accessibility-rules';
import { overflowing, smallButtons } from './layout-rules';
import { candidateOf, test } from './words';

test('trains in plain sight, and goes back to any sample', async ({ words }) => {
  await words.open();
  await expect(words.figure('Step')).toHaveText('0');
  await words.button('Step').click();
  await expect(words.figure('Step')).toHaveText('1');
  await words.rests();
  const first = Number(await words.figure('Bits per character').textContent());
  await words.trainTo(64);
  await expect
    .poll(async () => Number(await words.figure('Bits per character').textContent()))
    .toBeLessThan(first);
  await expect(words.figure('Parameters')).toHaveText(/^\d+,\d{3}$/);
  await expect(words.figure('Memory')).toHaveText(/B$/);
  await words.button('Go to step 32').click();
  await expect(words.figure('Step')).toHaveText('32');
  await words.button('Reset').click();
  await expect(words.figure('Step')).toHaveText('0');
});

test('writes one token at a time, chosen by hand or by chance, which is the same for the same seed', async ({
  words,
}) => {
  await words.open();
  const prompt = await words.written.innerText();
  await test.step('a candidate chosen by hand is what comes next', async () => {
    const { token } = await candidateOf(words.candidates.nth(3));
    await words.candidates.nth(3).click();
    await expect(words.written).toHaveText(prompt + token);
    await words.button('Take the last token back').click();
    await expect(words.written).toHaveText(prompt);
  });

  const texts: string[] = [];
  for (const _ of [1, 2]) {
    await words.writeOne();
    await words.writeOne();
    texts.push(await words.written.innerText());
    await words.button('Clear what was written').click();
    await expect(words.written).toHaveText(prompt);
  }
  expect(texts[0].startsWith(prompt)).toBe(true);
  expect([...texts[0]].length).toBe([...prompt].length + 2);
  expect(texts[1]).toBe(texts[0]);
});

test('temperature and top-k change the chances, not the probabilities', async ({ words }) => {
  await words.open('#seed=1&temperature=1');
  const { candidates } = words;
  const before = await candidateOf(candidates.first());
  expect(before.chance).toBeCloseTo(before.probability, 1);
  await words.type(words.number('Top-k'), '2');
  await expect.poll(async () => (await candidateOf(candidates.nth(2))).chance).toBe(0);
  await words.type(words.number('Temperature'), '0.2');
  await expect.poll(async () => (await candidateOf(candidates.first())).chance).toBeGreaterThan(50);
  expect((await candidateOf(candidates.first())).probability).toBe(before.probability);
  await words.addressSays('topK', '2');
  await words.page.getByRole('checkbox', { name: 'Greedy' }).check();
  await expect.poll(async () => (await candidateOf(candidates.first())).chance).toBe(100);
});

test('a prompt with characters that the text lacks names them', async ({ words }) => {
  await words.open();
  await words.prompt.fill('Q对@');
  await expect(words.alert('The training text does not have')).toContainText('Q @');
  await words.prompt.fill('对');
  await expect(words.alert('The training text does not have')).toHaveCount(0);
  await expect(words.written).toHaveText('对');
});

test('an experiment says before and after what breaks', async ({ words }) => {
  test.slow();
  await words.open();
  await words.button('Experiments').click();
  await words.page.getByRole('button', { name: /One head/ }).click();
  const strip = words.page.getByRole('region', { name: 'What breaks without it' });
  await expect(strip).toContainText('for one reason only');
  await strip.getByRole('radio', { name: 'It learns less' }).check();
  await words.choice('Speed').selectOption('flat-out');
  await words.button('Play').click();
  await expect(strip.getByRole('status')).toContainText('After 300 steps one head comes to', {
    timeout: 60_000,
  });
  await expect(words.button('Play')).toBeVisible();
  await strip.getByRole('radio', { name: 'Four heads' }).check();
  await expect(words.figure('Step')).toHaveText('0');
});

test('the pages lead to each other', async ({ words }) => {
  await words.open();
  const pages = words.page.getByRole('navigation', { name: 'Pages' });
  await expect(pages.getByRole('link', { name: 'Word machine' })).toHaveAttribute('aria-current', 'page');
  await pages.getByRole('link', { name: 'Playground' }).click();
  await expect(words.figure('Epoch')).toBeVisible();
  await pages.getByRole('link', { name: 'Word machine' }).click();
  await words.hasNumbers();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a ${colorScheme} system`, () => {
    test.use({ colorScheme });

    test('axe finds nothing to criticize', async ({ words }) => {
      await words.open();
      await words.trainTo(16);
      await words.writeOne();
      await words.button('More').click();
      await expectNoViolations(words.page, 'the word machine', colorScheme === 'dark');
    });
  });
}

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('the page speaks Chinese', async ({ page }) => {
    await page.goto('words/');
    await expect(page.getByRole('button', { name: '写一个词元', exact: true })).toBeVisible();
    await expect(page.getByRole('status', { name: '每字符比特' })).toHaveText(/\d/);
  });
});

test('fits every screen, with room for fingertips', async ({ words }) => {
  const soft = expect.configure({ soft: true });
  await words.open();
  for (const width of [1280, 1024, 768, 360]) {
    await words.page.setViewportSize({ width, height: 800 });
    await words.frames(3);
    await soft.poll(() => overflowing(words), `${width} px`).toEqual([]);
    await soft.poll(() => smallButtons(words), `${width} px`).toEqual([]);
    if (width < 1024) continue;
    const hidden = () =>
      words.page
        .locator('.left, .right')
        .evaluateAll((columns) =>
          columns.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
        );
    await soft.poll(hidden, `hidden below the columns at ${width} px`).toEqual([0, 0]);
  }
});
