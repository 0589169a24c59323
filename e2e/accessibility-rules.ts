import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another theme can do wrong. */
const colors = ['color-contrast', 'link-in-text-block'];

/** Axe has nothing to criticize on the page as it is, or on its colors. */
export async function expectNoViolations(page: Page, screen: string, isOfColors = false): Promise<void> {
  // What passes is not listed, nor merged in a page of its own, as only frames of others need: that took most of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (isOfColors ? axe.withRules(colors) : axe.withTags(standards)).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n').at(-1)}`,
    ),
  );
  expect.soft(found, screen).toEqual([]);
}
