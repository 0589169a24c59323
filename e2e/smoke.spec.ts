import { expect, test } from 'playwright/test';

test('the page opens and can be played', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});
