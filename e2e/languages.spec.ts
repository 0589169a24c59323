import { readFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import { planeLink, regressionLink, test, type Playground } from './playground';

const messagesOf = (language: string) =>
  JSON.parse(readFileSync(new URL(`../messages/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
const [english, chinese] = [messagesOf('en'), messagesOf('zh-Hans')];

/** Everything the page says to the eye or to a screen reader. */
function wordsOf({ page }: Playground): Promise<string> {
  return page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [
      element.getAttribute('aria-label'),
      element.getAttribute('title'),
    ]);
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const isRead = !walker.currentNode.parentElement!.closest('script, style, noscript');
      if (isRead) texts.push(walker.currentNode.textContent ?? '');
    }
    return [document.title, ...texts, ...spoken].join('\n');
  });
}

async function expectNamedControls({ page }: Playground): Promise<void> {
  const tree = await page.locator('body').ariaSnapshot();
  const nameless = tree
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /^- '?(button|checkbox|switch|radio|radiogroup|spinbutton|slider|combobox|heading)\b(?! ")/.test(line),
    );
  expect(nameless).toEqual([]);
}

function expectNoKeys(words: string): void {
  const keys = Object.keys(english).filter((key) => key.includes('_') && words.includes(key));
  expect(keys, 'message keys in place of messages').toEqual([]);
  expect(words).not.toMatch(/undefined|\[object|\{\w+\}/);
}

const labels = [
  ...[
    'run_play',
    'run_step',
    'run_step_back',
    'run_reset',
    'run_new_seed',
    'epoch',
    'train_loss',
    'test_loss',
  ],
  ...['field_learningRate_label', 'field_regularization_label', 'field_problem_label', 'field_noise_label'],
  ...['dataset_label', 'dataset_movie', 'dataset_xor', 'curves', 'network', 'parameters_open'],
];

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('the page speaks Chinese, and no English word is left', async ({ playground }) => {
    const familiar = new Set(
      Object.values(chinese)
        .join(' ')
        .match(/[A-Za-z]{2,}/g),
    );
    await playground.page.goto('');
    await expect(playground.page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(playground.page).toHaveTitle(chinese.app_title);
    for (const hash of ['', planeLink, regressionLink]) {
      if (hash) await playground.follow(hash);
      await expect(playground.figure(chinese.train_loss)).toHaveText(/\d/);
      if (hash === regressionLink) await expect(playground.figure(chinese.accuracy)).toBeHidden();
      const words = await wordsOf(playground);
      expectNoKeys(words);
      for (const label of labels) expect(words, label).toContain(chinese[label]);
      const foreign = (words.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !familiar.has(word));
      expect(foreign, 'words that no Chinese message has').toEqual([]);
      await expectNamedControls(playground);
    }
  });

  test('notices, the guide and the list of keys are Chinese', async ({ playground }) => {
    await playground.page.goto(`${planeLink}&wings=2`);
    await expect(playground.alert(chinese.link_problems)).toContainText('这里不认识');
    await playground.page.keyboard.press('?');
    const dialog = playground.page.getByRole('dialog', { name: chinese.help_title });
    await expect(dialog).toContainText(chinese.keys_space_does);
    await expect(dialog).toContainText(chinese.differences_text);
    await playground.page.keyboard.press('Escape');
    await playground.button(chinese.guide).click();
    const guide = playground.page.getByRole('region', { name: chinese.guide, exact: true });
    await expect(guide).toContainText(chinese.guide_sum_ask);
  });

  test('a link may ask for English', async ({ playground }) => {
    await playground.open(`${planeLink}&lang=en`);
    await expect(playground.page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('an English browser gets English, and every control has a name', async ({ playground }) => {
  await playground.open();
  await expect(playground.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(playground.page).toHaveTitle(english.app_title);
  for (const hash of ['', planeLink]) {
    if (hash) await playground.follow(hash);
    const words = await wordsOf(playground);
    expectNoKeys(words);
    for (const label of labels) expect(words, label).toContain(english[label]);
    await expectNamedControls(playground);
  }
});

test.describe('in a browser that speaks neither', () => {
  test.use({ locale: 'fi-FI' });

  test('the page speaks English', async ({ playground }) => {
    await playground.open(planeLink);
    await expect(playground.page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('the language can be switched while the network trains, and stays in the link', async ({
  playground,
}) => {
  await playground.open(planeLink);
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(2);
  await playground.button('切换到中文').click();
  await expect(playground.page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(playground.button(chinese.run_pause)).toBeVisible();
  expect(Number(await playground.figure(chinese.epoch).textContent())).toBeGreaterThan(2);
  await playground.addressSays('lang', 'zh-Hans');

  await playground.page.reload();
  await expect(playground.button(chinese.run_play)).toBeVisible();
  await playground.button('Switch to English').click();
  await expect(playground.button('Play')).toBeVisible();
  await expect(playground.page.locator('html')).toHaveAttribute('lang', 'en');
});
