import { test as base, expect, type Locator, type Page } from 'playwright/test';
import { SitePage, whole } from './site-page';

export const test = base.extend<{ playground: Playground }>({
  playground: async ({ page }, use) => whole(page, () => use(new Playground(page))),
});

export const planeLink = '#dataset=circle&seed=0.5';
export const regressionLink = '#problem=regression&regDataset=reg-gauss&seed=0.5';
export const deepLink =
  '#networkShape=8,8,8,8,8,8&seed=0.5&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true';

/** The page finds no WebGL in its browser. */
export const removeWebGL = (page: Page) =>
  page.addInitScript(() => {
    for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
      type GetContext = (this: object, id: string, options?: object) => unknown;
      const original = Reflect.get(prototype, 'getContext') as GetContext;
      const replacement: GetContext = function (id, options) {
        return id.startsWith('webgl') ? null : original.call(this, id, options);
      };
      Reflect.set(prototype, 'getContext', replacement);
    }
  });

/** The page as a visitor uses it: by the names of its controls. */
export class Playground extends SitePage {
  override async hasNumbers(): Promise<void> {
    await this.figuresRest();
  }

  /** Waits until the run rests and the figures show where, which is sooner. */
  private figuresRest(): Promise<void> {
    return this.rests('[data-settled]:has(output)');
  }

  dataset(name: string): Locator {
    return this.page.getByRole('radiogroup', { name: 'Data set' }).getByRole('radio', { name, exact: true });
  }

  factor(name: string): Locator {
    return this.page.getByRole('switch', { name, exact: true });
  }

  get network(): Locator {
    return this.page.getByRole('region', { name: 'Network', exact: true });
  }

  get drawing(): Locator {
    return this.network.locator('canvas');
  }

  get curves(): Locator {
    return this.page.getByRole('img', { name: /^Training loss/ }).locator('canvas');
  }

  async epoch(): Promise<number> {
    return Number(await this.figure('Epoch').textContent());
  }

  /** What outputs of a run that rests say, such as Training loss. */
  async figures(...names: string[]): Promise<string[]> {
    await this.figuresRest();
    return Promise.all(names.map((name) => this.figure(name).innerText()));
  }

  losses(): Promise<string[]> {
    return this.figures('Training loss', 'Test loss');
  }

  /** Trains one epoch more. */
  async step(): Promise<void> {
    await this.figuresRest();
    const next = (await this.epoch()) + 1;
    await this.button('Step').click();
    await expect(this.figure('Epoch')).toHaveText(String(next));
  }

  async reset(): Promise<void> {
    await this.button('Reset').click();
    await this.figuresRest();
    await expect(this.figure('Epoch')).toHaveText('0');
  }

  /** Waits until the browser keeps the run, which is there again from then on when the page is loaded again. */
  async isKept(): Promise<void> {
    const kept = () => this.page.evaluate(() => sessionStorage.getItem('matinee-run'));
    await expect.poll(kept, 'the run is kept').not.toBeNull();
  }

  async openNumbers(): Promise<void> {
    await this.button('Numbers').click();
    await expect(this.button('Hide numbers')).toBeVisible();
  }

  /** Every number of the text twin, by the name of its field, of a run that rests. */
  async parameters(): Promise<Record<string, number>> {
    await this.rests();
    const fields = this.network.getByRole('spinbutton', { name: /^(Weight|Bias) / });
    const pairs = await fields.evaluateAll((inputs) =>
      inputs.map((input) => [input.ariaLabel!, Number((input as HTMLInputElement).value)] as const),
    );
    return Object.fromEntries(pairs);
  }

  /** What is on a canvas now, without the controls that stand on it. */
  readonly look = async (canvas: Locator): Promise<Buffer> => {
    await canvas.evaluate((element) => element.setAttribute('data-looked-at', ''));
    const style = 'body *:not(:has([data-looked-at]), [data-looked-at]) { opacity: 0 !important }';
    const picture = await canvas.screenshot({ style });
    await canvas.evaluate((element) => element.removeAttribute('data-looked-at'));
    return picture;
  };

  /** What is on a canvas once the run rests and it stands still. */
  async picture(canvas: Locator): Promise<Buffer> {
    await canvas.waitFor();
    await this.rests();
    // What has come is drawn with the next frame.
    await this.frames(2);
    let last = await this.look(canvas);
    await expect
      .poll(async () => {
        const previous = last;
        last = await this.look(canvas);
        return last.equals(previous);
      })
      .toBe(true);
    return last;
  }

  /** Waits until a canvas looks like a picture of it, or no longer does. */
  async expectPicture(canvas: Locator, picture: Buffer, isSame: boolean, message?: string): Promise<void> {
    await expect.poll(async () => (await this.look(canvas)).equals(picture), message).toBe(isSame);
  }
}
