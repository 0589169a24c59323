import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from 'playwright/test';
import { test } from './playground';

const words = JSON.parse(readFileSync(new URL('../messages/en.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

/** A visitor without a mouse. */
class Keyboard {
  constructor(readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Goes to a control with the Tab key, or back to it. */
  async reach(control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const element = await control.elementHandle();
    const isFocused = () => element.evaluate((it) => it === document.activeElement);
    for (let presses = 0; presses < 120; presses++) {
      if (await isFocused()) return;
      await this.press(key);
    }
    throw new Error(`The Tab key does not come by ${String(control)}`);
  }

  named(role: 'button' | 'switch' | 'combobox' | 'spinbutton', key: string): Locator {
    return this.page.getByRole(role, { name: words[key], exact: true });
  }

  get strip(): Locator {
    return this.page.getByRole('region', { name: words.guide, exact: true });
  }

  async predict(step: string, answer: string): Promise<void> {
    const radios = this.strip.getByRole('radio');
    const wanted = radios.and(this.page.getByLabel(words[`guide_${step}_${answer}`], { exact: true }));
    await this.reach(radios.first());
    await this.press('Space');
    while (!(await wanted.isChecked())) await this.press('ArrowDown');
    await expect(this.strip).toContainText(words[`guide_${step}_task`]);
  }

  async flip(factor: string): Promise<void> {
    await this.reach(this.named('switch', `input_${factor}`));
    await this.press('Space');
  }

  /** Options of a list are chosen with arrow keys, from the first on. */
  async choose(field: string, option: string): Promise<void> {
    const list = this.named('combobox', `field_${field}_label`);
    await this.reach(list);
    await this.press('Home');
    const wanted = words[`option_${field}_${option}`];
    const current = () => list.locator('option:checked').textContent();
    while ((await current()) !== wanted) await this.press('ArrowDown');
  }

  async type(field: string, text: string): Promise<void> {
    await this.reach(this.named('spinbutton', field));
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    await this.press('Tab');
  }

  async sees(step: string): Promise<void> {
    await expect(this.strip.getByRole('status')).toContainText(words[`guide_${step}_seen`], {
      timeout: 30_000,
    });
  }

  /** Goes on from a step that is done. */
  async next(name = 'guide_next'): Promise<void> {
    await this.reach(this.strip.getByRole('button', { name: words[name], exact: true }), 'Shift+Tab');
    await this.press('Enter');
  }
}

test('the guided path is walked by keyboard alone, left and resumed', async ({ playground, page }) => {
  test.slow();
  const hand = new Keyboard(page);
  await page.goto('');
  await expect(page.locator('.figures output').first()).toHaveText(/\d/);

  await hand.reach(hand.named('button', 'guide'));
  await hand.press('Enter');
  await expect(hand.strip).toContainText(words.guide_sum_ask);
  await expect(hand.named('button', 'guide_next')).toBeDisabled();
  await hand.flip('girlfriend');
  await hand.sees('sum');
  await hand.next();

  await hand.predict('strict', 'go');
  await hand.flip('price');
  await expect(hand.strip.getByRole('status')).toBeEmpty();
  await hand.flip('girlfriend');
  await hand.sees('strict');
  await expect(hand.strip.getByRole('status')).toContainText(
    words.guide_wrong.replace('{answer}', words.guide_strict_go),
  );
  await hand.next();

  await playground.addressSays('weekend', '100');
  await page.reload();
  await expect(hand.strip).toContainText(words.guide_threshold_ask);
  await hand.reach(hand.named('button', 'guide_leave'));
  await hand.press('Enter');
  await expect(hand.named('button', 'guide')).toBeFocused();
  await hand.press('Enter');
  await hand.type('threshold', '7');
  await hand.sees('threshold');
  await hand.next();

  await hand.predict('crowd', 'crowd');
  await hand.choose('habit', 'girlfriend');
  await hand.flip('weather');
  await hand.flip('girlfriend');
  await hand.sees('crowd');
  await expect(hand.strip.getByRole('status')).toContainText(words.guide_right);
  await hand.next();

  await hand.predict('learn', 'girlfriend');
  await hand.reach(hand.named('combobox', 'field_speed_label'), 'Shift+Tab');
  await hand.choose('speed', '60');
  await hand.reach(hand.named('button', 'run_play'), 'Shift+Tab');
  await hand.press('Enter');
  await hand.sees('learn');
  await hand.press('Enter');
  await hand.reach(hand.strip.getByRole('button', { name: words.guide_next, exact: true }));
  await hand.press('Enter');

  await hand.predict('proportions', 'none');
  for (const [factor, weight] of [
    ['weather', '4'],
    ['price', '2'],
    ['girlfriend', '2'],
  ]) {
    await hand.type(`weight_${factor}`, weight);
  }
  await hand.type('threshold', '4');
  await hand.sees('proportions');
  await hand.next();

  await hand.predict('notBoth', 'six');
  await hand.choose('habit', 'notBoth');
  await hand.reach(hand.named('button', 'run_play'), 'Shift+Tab');
  await hand.press('Enter');
  await hand.sees('notBoth');
  await expect(page.getByText(words.standstill)).toBeVisible();
  await hand.reach(hand.strip.getByRole('button', { name: words.guide_next, exact: true }));
  await hand.press('Enter');

  await hand.reach(hand.strip.getByRole('button', { name: words.add_hidden_layer, exact: true }));
  await hand.press('Enter');
  await hand.sees('cure');
  await hand.next('guide_finish');
  await expect(hand.strip).toBeHidden();
  await expect(hand.named('button', 'guide')).toBeFocused();
  await expect(playground.page.getByText(words.standstill)).toBeHidden();
});

test('the people can be looked at as rows, page by page', async ({ playground, page }) => {
  await playground.open();
  await playground.button('As a table').click();
  const dialog = page.getByRole('dialog', { name: 'The people' });
  const rows = dialog.getByRole('row');
  await expect(rows).toHaveCount(51);
  await playground.button('Last page').click();
  await expect(rows.last()).toContainText(/^10000.*test$/);
  await playground.type(playground.number('Row'), '5000');
  await expect(rows.last()).toContainText(/^5000.*training$/);
  await playground.choice('Weekend they faced').selectOption({ label: 'rain, too dear, girlfriend comes' });
  const others = async () =>
    (await rows.allInnerTexts()).slice(1).filter((text) => !/^\d+\tno\tno\tyes\t/.test(text));
  await expect.poll(others).toEqual([]);
  expect(await rows.count()).toBeGreaterThan(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(playground.button('As a table')).toBeFocused();
});
