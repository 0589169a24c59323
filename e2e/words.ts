import { test as base, expect, type Locator } from 'playwright/test';
import { SitePage, whole } from './site-page';

export const test = base.extend<{ words: Words }>({
  words: async ({ page }, use) => whole(page, () => use(new Words(page))),
});

/** The page of the word machine as a visitor uses it. */
export class Words extends SitePage {
  override open(hash = ''): Promise<void> {
    return super.open(hash, 'words/');
  }

  override async hasNumbers(): Promise<void> {
    await this.rests();
    await expect(this.figure('Loss')).toHaveText(/\d/);
    await expect(this.written).toContainText(await this.prompt.inputValue());
    await expect(this.candidates.first()).toBeVisible();
  }

  /** What may be written next, the likeliest first. */
  get candidates(): Locator {
    return this.page.getByRole('button', { name: /^Write .*: probability/ });
  }

  /** Prompt and writing. */
  get written(): Locator {
    return this.page.getByRole('region', { name: 'Written text' });
  }

  get prompt(): Locator {
    return this.page.getByRole('textbox', { name: 'Prompt' });
  }

  /** The transformer's drawing, which scrolls. */
  get drawing(): Locator {
    return this.page.getByRole('group', { name: 'Transformer' });
  }

  /** Of the shown sentence, as they stand below the drawing. */
  get tokens(): Locator {
    return this.page.getByRole('button', { name: /^Token \d+ of/ });
  }

  async step(): Promise<number> {
    return Number(await this.figure('Step').textContent());
  }

  /** Trains up to a step at full speed, and rests somewhere behind it. */
  async trainTo(step: number): Promise<void> {
    await this.choice('Speed').selectOption('flat-out');
    await this.button('Play').click();
    await expect.poll(() => this.step(), { timeout: 60_000 }).toBeGreaterThanOrEqual(step);
    await this.button('Pause').click();
    await this.rests();
  }

  async writeOne(): Promise<void> {
    // As it is: a space may be a token.
    const before = await this.written.textContent();
    await this.button('Write one token').click();
    await expect.poll(() => this.written.textContent()).not.toBe(before);
  }
}

/** What the name of a candidate's button says. */
export async function candidateOf(button: Locator) {
  const name = (await button.getAttribute('aria-label')) ?? '';
  const [, token, probability, chance] =
    /^Write (.+): probability ([\d.]+) %, chance ([\d.]+) %/.exec(name) ?? [];
  return { token, probability: Number(probability), chance: Number(chance) };
}
