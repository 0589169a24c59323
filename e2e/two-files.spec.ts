import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from 'playwright/test';
import { planeLink, test } from './playground';
import { test as wordTest } from './words';

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

/** Runs the command that the dialog shows, in a shell in the folder with both files. */
async function runShown(dialog: Locator, folder: string): Promise<string> {
  const command = await dialog.locator('code').innerText();
  expect(command).toMatch(/^node run\.mjs /);
  return execSync(command, { cwd: folder, encoding: 'utf8' });
}

const openModel = (dialog: Locator, file: { name: string; buffer: Buffer }) =>
  dialog
    .getByLabel('Open model.safetensors')
    .and(dialog.locator('input'))
    .setInputFiles({ ...file, mimeType: 'application/octet-stream' });

/** Drops a file on the window, as from a folder of the visitor's. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name));
      return transfer;
    },
    { name, text },
  );
  await page.getByRole('dialog').dispatchEvent('drop', { dataTransfer });
}

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
  await expect(playground.figure('Epoch')).toHaveText('0');
  await playground.step();
  const losses = await playground.losses();
  dialog = await openFiles(page);
  await openModel(dialog, { name: 'short.safetensors', buffer: model.subarray(0, -1) });
  const problem = dialog.getByRole('alert');
  await expect(problem).toHaveText(/^short.safetensors: the file is cut short, \d+ bytes of \d+/);
  await expect(problem).toHaveText(/Nothing was changed\.$/);
  await dropFile(page, 'notes.txt', 'Dear diary, today');
  await expect(problem).toHaveText(/^notes.txt: this is not a safetensors file/);
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

wordTest(
  'a word model goes away as two files that write what the page wrote, and comes back',
  async ({ words }, testInfo) => {
    const { page } = words;
    const folder = testInfo.outputPath();
    const writing = `&topK=5&topP=0.95&writeSeed=${encodeURIComponent("it's $HOME")}&prompt=${encodeURIComponent('对酒当歌，')}`;
    await words.open(`#seed=1&width=16&heads=2&context=8${writing}`);
    await words.trainTo(64);
    for (let count = 0; count < 12; count++) await words.writeOne();
    const text = await words.written.innerText();
    const step = await words.figure('Step').innerText();
    let dialog = await openFiles(page);
    await expect(dialog).toContainText(`at step ${step}.`);
    await takeFiles(dialog, folder);
    expect(await runShown(dialog, folder)).toBe(`${text}\n`);
    const model = readFileSync(join(folder, 'model.safetensors'));

    await dialog.getByRole('button', { name: 'Close' }).click();
    await words.follow(`#seed=2&width=32${writing}`);
    dialog = await openFiles(page);
    await openModel(dialog, { name: 'model.safetensors', buffer: model.subarray(0, 5000) });
    await expect(dialog.getByRole('alert')).toHaveText(/the file is cut short, 5000 bytes of \d+/);
    await expect(words.figure('Step')).toHaveText('0');

    await openModel(dialog, { name: 'model.safetensors', buffer: model });
    await expect(dialog).toBeHidden();
    await expect(words.figure('Step')).toHaveText(step);
    for (let count = 0; count < 12; count++) await words.writeOne();
    await expect(words.written).toHaveText(text);
    await words.addressSays('width', '16');
  },
);
