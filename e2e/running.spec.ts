import { expect } from 'playwright/test';
import { planeLink, test } from './playground';

test('the movie decision is made, and learned', async ({ playground }) => {
  await playground.open();
  await test.step('starts with the weights 8, 4, 4 against the threshold 8', async () => {
    const numbers = { 'Weather weight': '8', 'Price weight': '4', 'Girlfriend weight': '4', Threshold: '8' };
    for (const [name, value] of Object.entries(numbers)) {
      await expect(playground.number(name)).toHaveValue(value);
    }
    await expect(playground.dataset('Movie')).toBeChecked();
    await expect(playground.figure('Epoch')).toHaveText('0');
    await expect(playground.figure('Accuracy')).toHaveText(/^\d+\.\d$/);
  });

  await test.step('goes only when the sum is strictly greater than the threshold', async () => {
    const [sunny, affordable, girlfriend] = ['Sunny', 'Affordable', 'Girlfriend comes'].map((name) =>
      playground.factor(name),
    );
    const says = async (sum: string, decision: string) => {
      await expect(playground.figure('Sum')).toHaveText(sum);
      await expect(playground.figure('Decision')).toHaveText(decision);
    };
    await expect(sunny).toBeChecked();
    await expect(affordable).toBeChecked();
    await expect(girlfriend).not.toBeChecked();
    await says('12', 'Go');
    await playground.press(affordable);
    await says('8', 'Stay home');
    await playground.press(girlfriend);
    await says('12', 'Go');
    await playground.press(sunny);
    await says('4', 'Stay home');
    await playground.press(affordable);
    await says('8', 'Stay home');
    await playground.type(playground.number('Threshold'), '7.5');
    await says('8', 'Go');
    await playground.type(playground.number('Girlfriend weight'), '3');
    await says('7', 'Stay home');
  });

  await test.step('plays: epochs rise, and the weights move', async () => {
    const weather = playground.number('Weather weight');
    await expect(weather).toHaveValue('8');
    await playground.choice('Speed').selectOption('flat out');
    await playground.button('Play').click();
    await expect(playground.button('Pause')).toBeVisible();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
    await expect(weather).not.toHaveValue('8');
  });
});

test.describe('a network on points of the plane', () => {
  test('Play turns into Pause, which stops the epochs', async ({ playground }) => {
    await playground.open(planeLink);
    await playground.button('Play').click();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(5);
    await expect(playground.button('Play')).toBeHidden();
    await playground.button('Pause').click();
    await expect(playground.button('Play')).toBeVisible();
    const losses = await playground.losses();
    const epoch = await playground.epoch();
    await playground.frames(40);
    expect(await playground.epoch()).toBe(epoch);
    expect(await playground.losses()).toEqual(losses);
  });

  test('Step trains exactly one epoch, and Step back returns to what was there', async ({ playground }) => {
    await playground.open(planeLink);
    await expect(playground.button('Step back')).toBeDisabled();
    const seen = [await playground.losses()];
    for (const epoch of [1, 2, 3]) {
      await playground.button('Step').click();
      await expect(playground.figure('Epoch')).toHaveText(String(epoch));
      seen.push(await playground.losses());
    }
    await expect(playground.figure('Epoch'), 'it rests, and no further').toHaveText('3');
    expect(new Set(seen.map(String)).size).toBe(4);
    for (const epoch of [2, 1, 0]) {
      await playground.button('Step back').click();
      await expect(playground.figure('Epoch')).toHaveText(String(epoch));
      expect(await playground.losses()).toEqual(seen[epoch]);
    }
    await playground.step();
    expect(await playground.losses()).toEqual(seen[1]);
  });

  test('Reset returns to the same first weights', async ({ playground }) => {
    await playground.open(planeLink);
    const losses = await playground.losses();
    const first = await playground.parameters();
    await playground.step();
    await playground.step();
    await expect.poll(() => playground.parameters()).not.toEqual(first);
    await playground.reset();
    await expect.poll(() => playground.parameters()).toEqual(first);
    expect(await playground.losses()).toEqual(losses);
  });

  test('New seed draws other weights, and says which seed it is', async ({ playground }) => {
    await playground.open(planeLink);
    await playground.frames(10);
    const first = await playground.parameters();
    await expect(playground.page.getByRole('region', { name: 'Data', exact: true })).toContainText('0.5');
    await playground.button('New seed').click();
    await expect.poll(() => playground.seed).not.toBe('0.5');
    await expect(playground.page.getByRole('region', { name: 'Data', exact: true })).toContainText(
      playground.seed,
    );
    await expect.poll(() => playground.parameters()).not.toEqual(first);
  });
});

test('after changes in quick succession the page goes on', async ({ playground }) => {
  await playground.open(planeLink);
  for (const frames of [0, 1, 2, 3]) {
    await playground.button('New seed').evaluate(async (button: HTMLElement, left) => {
      button.click();
      for (; left > 0; left--) await new Promise(requestAnimationFrame);
      button.click();
    }, frames);
    await expect(playground.figure('Epoch')).toHaveText('0');
    await playground.step();
  }
});

test.describe('keys', () => {
  test('Space plays and pauses, arrows step, R resets, N draws a new seed', async ({ playground }) => {
    await playground.open(planeLink);
    const { keyboard } = playground.page;
    const losses = await playground.losses();
    await keyboard.press('ArrowRight');
    await expect(playground.figure('Epoch')).toHaveText('1');
    await keyboard.press('ArrowLeft');
    await expect(playground.figure('Epoch')).toHaveText('0');
    await keyboard.press('Space');
    await expect(playground.button('Pause')).toBeVisible();
    await expect.poll(() => playground.epoch()).toBeGreaterThan(2);
    await keyboard.press('Space');
    await expect(playground.button('Play')).toBeVisible();
    await keyboard.press('r');
    await expect(playground.figure('Epoch')).toHaveText('0');
    expect(await playground.losses()).toEqual(losses);
    await keyboard.press('n');
    await expect.poll(() => playground.seed).not.toBe('0.5');
  });

  test('? lists the keys, Escape closes the list', async ({ playground }) => {
    await playground.open(planeLink);
    await playground.page.keyboard.press('?');
    const dialog = playground.page.getByRole('dialog', { name: 'Help' });
    await expect(dialog).toContainText('play or pause');
    await playground.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await playground.button('Help').click();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
  });

  test('keys typed into a number field stay there', async ({ playground }) => {
    await playground.open(planeLink);
    const rate = playground.number('Learning rate');
    await rate.click();
    await rate.press('ArrowRight');
    await rate.press('n');
    await rate.press('Space');
    await playground.frames(5);
    await expect(playground.figure('Epoch')).toHaveText('0');
    await expect(playground.button('Play')).toBeVisible();
    expect(playground.seed).toBe('0.5');
  });
});
