import { expect, type Locator, type Page } from 'playwright/test';
import { test, type Playground } from './playground';

const link = '#problem=regression&regDataset=wave&samples=200&noise=20&seed=2&stopEpoch=300&lesson=underfit';
const underfit = `${link}&networkShape=`;
const early =
  '#dataset=moons&noise=50&percTrainData=10&validationShare=50&seed=4&networkShape=8,8&loss=crossEntropy' +
  '&learningRate=0.1&stopEpoch=800&patience=50&lesson=dropout';

const menuOf = (page: Page) => page.getByRole('group', { name: 'Experiments', exact: true });
const stripOf = (page: Page) => page.getByRole('region', { name: 'Experiments', exact: true });
const because = (strip: Locator) => strip.getByRole('status').filter({ hasText: /Because/ });

async function openFromMenu(playground: Playground, title: RegExp): Promise<Locator> {
  await playground.button('Experiments').click();
  await menuOf(playground.page).getByRole('button', { name: title }).click();
  await expect(menuOf(playground.page)).toBeHidden();
  return stripOf(playground.page);
}

test('an experiment is chosen, predicted, played, and says why', async ({ playground, page }) => {
  await playground.open();
  const strip = await openFromMenu(playground, /^Learning rate/);
  await expect(strip).toContainText('Predict:');
  await expect(playground.number('Learning rate')).toHaveValue('10');
  await expect(strip.getByRole('status')).toBeEmpty();
  await strip.getByRole('radio', { name: 'Fall very fast' }).check();
  await expect(strip).toContainText('Press Play.');
  await playground.choice('Speed').selectOption('flat-out');
  await playground.button('Play').click();
  await expect(because(strip)).toContainText('Not “Fall very fast”. Because');
  await expect(playground.figure('Epoch')).toHaveText('300');
  await expect(strip.getByRole('radio', { name: 'Fall very fast' })).toBeHidden();
  await expect(page.getByText(/^Resting/)).toBeHidden();

  const [lossTooHigh] = (await playground.figures('Training loss')).map(Number);
  await strip.getByRole('radio', { name: /about right/ }).check();
  await expect(because(strip)).toContainText('the circle is found');
  await expect
    .poll(async () => Number(await playground.figure('Training loss').innerText()))
    .toBeLessThan(lossTooHigh / 8);
  await playground.addressSays('learningRate', '0.1');
});

test('an experiment opens by its link, and its link is the short one', async ({ playground, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.open(`${underfit}&speed=flat-out`);
  const strip = stripOf(page);
  await expect(strip).toContainText('Underfitting');
  await playground.button('Play').click();
  await expect(because(strip)).toContainText(/^\s*Because/);
  await strip.getByRole('button', { name: 'Copy this experiment’s link' }).click();
  await expect(playground.notice('Link copied.')).toBeVisible();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash.slice(1);
  const pairs = (text: string) => Object.fromEntries(new URLSearchParams(text));
  expect(pairs(copied)).toEqual(pairs(underfit.slice(1)));
});

test('early stopping stops by itself, at its best epoch', async ({ playground, page }) => {
  await playground.open(`${early}&speed=flat-out`);
  await playground.button('Play').click();
  await expect(because(stripOf(page))).toContainText('had not improved for 50 epochs');
  await expect(playground.button('Play')).toBeVisible();
  const [epoch] = await playground.figures('Epoch');
  expect(Number(epoch)).toBeLessThan(200);
});

test('two experiments of a lesson stand side by side, until one is chosen', async ({ playground }) => {
  await playground.open();
  const strip = await openFromMenu(playground, /^L2/);
  await playground.choice('Speed').selectOption('flat-out');
  await strip.getByRole('button', { name: 'Side by side with “Same without L2”' }).click();
  await expect(playground.figure('B: Training loss')).toHaveText(/\d/);
  await expect(because(strip)).toContainText('large weights');
  const losses = ['Test loss', 'B: Test loss'].map((name) => playground.figure(name));
  await expect
    .poll(async () => {
      const [withL2, without] = await Promise.all(losses.map((figure) => figure.innerText()));
      return Number(without) / Number(withL2);
    })
    .toBeGreaterThan(1.5);
  await strip.getByRole('radio', { name: 'Same without L2' }).check();
  await expect(playground.figure('B: Training loss')).toBeHidden();
  await expect(because(strip)).toContainText('nothing holds the weights back');
});

test('what was changed can be set up again', async ({ playground, page }) => {
  await playground.open(underfit);
  const strip = stripOf(page);
  await expect(strip.getByRole('button', { name: 'Set this up' })).toBeHidden();
  await playground.button('New seed').click();
  await expect(strip.getByRole('button', { name: 'Set this up' })).toBeHidden();
  await playground.button('Add layer').click();
  await strip.getByRole('button', { name: 'Set this up' }).click();
  await expect(playground.network).toContainText('No hidden layer');
  await expect(strip.getByRole('button', { name: 'Set this up' })).toBeHidden();
});

test('all of it by keyboard', async ({ playground, page }) => {
  test.slow();
  await playground.open();
  const opener = playground.button('Experiments');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(menuOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menuOf(page)).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(menuOf(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const strip = stripOf(page);
  await expect(strip).toContainText('Underfitting');
  const question = strip.getByRole('paragraph').filter({ hasText: /Experiment \d of 8/ });
  await expect(question).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(strip.getByRole('radio', { name: 'It stays a straight line' })).toBeChecked();
  await playground.button('Play').focus();
  await page.keyboard.press('Enter');
  // The answers go when it has come out, and the focus must not go with them.
  await strip.getByRole('radio', { name: 'It stays a straight line' }).focus();
  await expect(because(strip)).toContainText('As you said. Because', { timeout: 60_000 });
  await expect(question).toBeFocused();
  const next = strip.getByRole('button', { name: 'Next' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(question).toBeFocused();
  await expect(question).toContainText('A good fit');
  await opener.focus();
  await page.keyboard.press('Enter');
  await menuOf(page)
    .getByRole('button', { name: /^Overfitting/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(question).toContainText('Overfitting');
  await expect(question).toBeFocused();
  await strip.getByRole('button', { name: 'Leave the experiments' }).focus();
  await page.keyboard.press('Enter');
  await expect(strip).toBeHidden();
  await expect(opener).toBeFocused();
  await expect.poll(() => playground.address.has('lesson')).toBe(false);
});

test('guide and experiments take turns', async ({ playground, page }) => {
  await playground.open();
  await playground.button('Guide').click();
  const guide = page.getByRole('region', { name: 'Guide', exact: true });
  await expect(guide).toBeVisible();
  const strip = await openFromMenu(playground, /^Overfitting/);
  await expect(guide).toBeHidden();
  await expect(strip).toContainText('Overfitting');
  await playground.button('Guide').click();
  await expect(strip).toBeHidden();
  await expect(guide).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 760 } });

  test('menu and strip keep within the page', async ({ playground, page }) => {
    await playground.open();
    await playground.button('Experiments').click();
    const box = await menuOf(page).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    await menuOf(page)
      .getByRole('button', { name: /^Dropout/ })
      .click();
    const strip = stripOf(page);
    for (const name of ['Dropout', 'Early stopping', 'Neither']) {
      await expect(strip.getByRole('radio', { name, exact: true })).toBeInViewport();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
