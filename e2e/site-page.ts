import { expect, type Locator, type Page } from 'playwright/test';

/** Every test of a page fails on an error that the page did not catch. */
export async function whole(page: Page, visit: () => Promise<void>): Promise<void> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await visit();
  expect(errors, 'errors that the page did not catch').toEqual([]);
}

/** A page as a visitor uses it: by the names of its controls. */
export abstract class SitePage {
  constructor(readonly page: Page) {}

  /** Waits until the first numbers are there. */
  abstract hasNumbers(): Promise<void>;

  /** Opens a link; done when the first numbers are there. */
  async open(hash = '', address = ''): Promise<void> {
    await this.page.goto(`${address}${hash}`);
    await this.hasNumbers();
  }

  /** Follows a link inside the open page, as its author would by editing the address. */
  async follow(hash: string): Promise<void> {
    await this.page.evaluate(
      (next) =>
        new Promise<void>((done) => {
          addEventListener('hashchange', () => done(), { once: true });
          location.hash = next;
        }),
      hash,
    );
    await this.frames(2);
    await this.hasNumbers();
  }

  /** Waits until the run rests and everything that follows it, some of it later, shows where. */
  async rests(parts = '[data-settled]'): Promise<void> {
    await this.page.waitForFunction((selector) => {
      const shown = [...document.querySelectorAll<HTMLElement>(selector)];
      return shown.length > 0 && shown.every(({ dataset }) => dataset.settled === 'true');
    }, parts);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** An output with a name, such as Epoch or Test loss. */
  figure(name: string): Locator {
    return this.page.getByRole('status', { name, exact: true });
  }

  number(name: string): Locator {
    return this.page.getByRole('spinbutton', { name, exact: true });
  }

  choice(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true });
  }

  slider(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true });
  }

  checkbox(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  alert(text: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: text });
  }

  /** What the page says has happened. Outputs have the same role, but a name. */
  notice(text: string | RegExp): Locator {
    return this.page.locator('[role=status]').filter({ hasText: text });
  }

  get seed(): string {
    return this.address.get('seed') ?? '';
  }

  /** What the hash part of the address says. */
  get address(): URLSearchParams {
    return new URLSearchParams(new URL(this.page.url()).hash.slice(1));
  }

  /** Waits until the address says so: it follows a change a moment later. */
  async addressSays(key: string, value: string): Promise<void> {
    await expect.poll(() => this.address.get(key), { message: `${key} in the address` }).toBe(value);
  }

  /** Types a number and confirms it. */
  async type(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.press('ControlOrMeta+a');
    await field.press('Delete');
    await field.pressSequentially(text);
    await field.press('Enter');
  }

  /** Presses what a visitor sees of a control: its label. */
  async press(control: Locator): Promise<void> {
    await control.locator('xpath=ancestor::label').click();
  }

  /** Waits until the page has drawn so many frames. */
  async frames(count: number): Promise<void> {
    await this.page.evaluate(async (left) => {
      for (; left > 0; left--) await new Promise(requestAnimationFrame);
    }, count);
  }
}
