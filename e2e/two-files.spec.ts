import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from 'playwright/test';
import { planeLink, test } from './playground';

/** Bytes of three weights and a bias, which stand at the end of their file. */
const NUMBERS = 16;

/** The dialog with both files. */
async function openFiles(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Two files', exact: true }).click();
  return page.getByRole('dialog', { name: 'Two files' });
}

/** Downloads both files into a folder. */
async function takeFiles(dialog: Locator, folder: string): Promise<void> {
  for (const name of ['model.safetensors', 'run.mjs']) {
    const coming = dialog.page().waitForEvent('download');
    await dialog.getByRole('button', { name: `Download ${name}` }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(name);
    await download.saveAs(join(folder, name));
  }
}

/** Runs the command that the dialog shows, in the folder with both files. */
async function runShown(dialog: Locator, folder: string): Promise<string> {
  const [node, ...options] = (await dialog.locator('code').innerText()).split(' ');
  expect(node).toBe('node');
  return execFileSync(process.execPath, options, { cwd: folder, encoding: 'utf8' });
}

const openModel = (dialog: Locator, file: { name: string; buffer: Buffer }) =>
  dialog
    .getByLabel('Open model.safetensors')
    .and(dialog.locator('input'))
    .setInputFiles({ ...file, mimeType: 'application/octet-stream' });

test('a movie network goes away as two files that decide as the page does, and comes back', async ({
  playground,
}, testInfo) => {
  const { page } = playground;
  const folder = testInfo.outputPath();
  await playground.open('#dataset=movie&networkShape=&loss=crossEntropy&samples=200&seed=1&weekend=101');
  await playground.step();
  const decision = await playground.figure('Decision').innerText();
  const [sum, threshold] = [
    Number(await playground.figure('Sum').innerText()),
    Number(await playground.number('Threshold').inputValue()),
  ];
  let dialog = await openFiles(page);
  await takeFiles(dialog, folder);
  const said = await runShown(dialog, folder);
  const output = Number(/^output: (.+)$/m.exec(said)?.[1]);
  // The page shows both with two decimals.
  expect(Math.log(output / (1 - output))).toBeCloseTo(sum - threshold, 1);
  expect(said).toContain(`decision: ${decision === 'Go' ? 1 : 0} (${decision})`);
  const model = readFileSync(join(folder, 'model.safetensors'));

  await dialog.getByRole('button', { name: 'Close' }).click();
  await playground.follow(`${planeLink}&weekend=101`);
  await playground.step();
  const losses = await playground.losses();
  dialog = await openFiles(page);
  const bad: [name: string, buffer: Buffer, problem: RegExp][] = [
    [
      'short.safetensors',
      model.subarray(0, -1),
      /^short.safetensors: the file is cut short, \d+ bytes of \d+/,
    ],
    ['notes.txt', Buffer.from('Dear diary, today'), /^notes.txt: this is not a safetensors file/],
  ];
  for (const [name, buffer, problem] of bad) {
    await openModel(dialog, { name, buffer });
    await expect(dialog.getByRole('alert')).toHaveText(problem);
    await expect(dialog.getByRole('alert')).toHaveText(/Nothing was changed\.$/);
  }
  await expect(playground.figure('Epoch')).toHaveText('1');
  expect(await playground.losses()).toEqual(losses);

  await openModel(dialog, { name: 'model.safetensors', buffer: model });
  await expect(dialog).toBeHidden();
  await expect(playground.notice(/The network of the file is open/)).toBeVisible();
  await playground.hasNumbers();
  await expect(playground.figure('Epoch')).toHaveText('0');
  await expect(playground.figure('Decision')).toHaveText(decision);
  dialog = await openFiles(page);
  await takeFiles(dialog, folder);
  await dialog.getByRole('button', { name: 'Close' }).click();
  const again = readFileSync(join(folder, 'model.safetensors'));
  expect(again.subarray(-NUMBERS)).toEqual(model.subarray(-NUMBERS));
  await playground.button('Undo').click();
  await expect(playground.dataset('Circle')).toBeChecked();
});
