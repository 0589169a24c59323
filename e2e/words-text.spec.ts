import { expect } from 'playwright/test';
import { test, type Words } from './words';

const OWN = '天下大势，分久必合，合久必分。滚滚长江东逝水，浪花淘尽英雄。';

const box = ({ page }: Words) => page.getByRole('textbox', { name: 'Training text' });
const problem = ({ page }: Words) => page.getByRole('region', { name: 'Training text' }).getByRole('alert');
const choosesFile = ({ page }: Words, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });

test('learns from what is typed, and goes back to the text before', async ({ words }) => {
  await words.open();
  await words.button('Step').click();
  await expect(words.figure('Step')).toHaveText('1');
  await box(words).fill(OWN);
  await expect(words.choice('Text')).toHaveValue('own');
  await expect(words.figure('Step')).toHaveText('0');
  await expect(words.prompt).toHaveValue('天下大势，');
  await words.addressSays('ownText', OWN);
  await words.button('Step').click();
  await expect(words.figure('Step')).toHaveText('1');
  await words.button('Undo').click();
  await expect(box(words)).toHaveValue(/^对酒当歌，歌功颂德/);
  await expect(words.prompt).toHaveValue('对酒当歌，');
  await words.choice('Text').selectOption('rhymes');
  await expect(box(words)).toHaveValue(/^Twinkle/);
  await words.hasNumbers();
  await words.writeOne();

  await box(words).fill(OWN.slice(0, 10));
  await words.prompt.focus();
  await expect(problem(words)).toContainText('10 tokens');
  await words.choice('Context').selectOption('8');
  await expect(words.choice('Text')).toHaveValue('own');
});

test('says what is wrong with a text, and trains on as if nothing had been', async ({ words }) => {
  await words.open();
  await words.button('Step').click();
  await expect(words.figure('Step')).toHaveText('1');
  await box(words).fill('天下');
  await words.prompt.focus();
  await expect(problem(words)).toContainText('2 tokens, but one window of context takes 17');
  await words.button('Back to the text in use').click();
  await expect(box(words)).toHaveValue(/^对酒当歌/);
  const files: [string, Buffer, RegExp][] = [
    ['notes.txt', Buffer.from('\ufeffnotes', 'utf16le'), /UTF-16/],
    ['gbk.txt', Buffer.from([0xba, 0xba, 0xd7, 0xd6]), /not in UTF-8/],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), /no text/],
    ['same.txt', Buffer.from('啊'.repeat(300)), /one single character/],
    ['empty.txt', Buffer.alloc(0), /no text/],
    ['book.txt', Buffer.alloc(5 * 2 ** 20, 'a '), /takes 5.2 MB, but the limit is 1.0 MB/],
  ];
  for (const [name, buffer, says] of files) {
    await choosesFile(words, name, buffer);
    await expect(problem(words)).toContainText(says);
    await words.rests();
    await expect(words.figure('Step')).toHaveText('1');
  }
  await choosesFile(words, 'good.txt', Buffer.from(OWN));
  await expect(box(words)).toHaveValue(OWN);
  await expect(problem(words)).toBeEmpty();
  // Nor does it take a context for which the text is too short.
  await words.choice('Context').selectOption('64');
  await expect(problem(words)).toContainText('takes 65');
  await expect(words.choice('Context')).toHaveValue('16');
});

test('takes a file that is dropped, of a long one shows the beginning, and learns from all of it', async ({
  words,
}) => {
  await words.open();
  const long = OWN.repeat(1000);
  const files = await words.page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'own.txt'));
    return transfer;
  }, long);
  await box(words).dispatchEvent('drop', { dataTransfer: files });
  await expect(box(words)).toHaveValue(long.slice(0, 25_000));
  await expect(words.page.getByText(`${long.length.toLocaleString('en')} characters`)).toBeVisible();
  await box(words).press('ControlOrMeta+Home');
  await box(words).press('!');
  await words.prompt.focus();
  await expect(words.page.getByText(`${(long.length + 1).toLocaleString('en')} characters`)).toBeVisible();
});

test('shows the merges of a text as they were learned', async ({ words }) => {
  await words.open('#text=rhymes&tokens=bytePairs&vocabulary=80&seed=1');
  await words.button('Merges').click();
  const dialog = words.page.getByRole('dialog', { name: 'Merges' });
  const pieces = dialog.getByRole('list', { name: /^The text's beginning in/ });
  await words.slider('Merges made').fill('0');
  await expect(pieces.getByRole('listitem').first()).toHaveText('T');
  // From where it stands, as the whole takes 12 s.
  await words.slider('Merges made').fill('21');
  await dialog.getByRole('button', { name: 'Replay' }).click();
  await expect(words.slider('Merges made')).toHaveValue('23');
  await expect(dialog.getByRole('button', { name: 'Replay' })).toBeVisible();
  await dialog.getByRole('button', { name: /^Merge 1: / }).click();
  await expect(words.slider('Merges made')).toHaveValue('1');
  await expect(dialog.getByText(/^1\. . \+ . → .., \d+ times$/)).toBeVisible();
});

test('cuts text as a chat model does, with tables of this site alone', async ({ words }) => {
  await words.open();
  const outside: string[] = [];
  words.page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(words.page.url()).origin) outside.push(request.url());
  });
  await words.button('Chat tokens').click();
  const count = words.figure('Number of tokens');
  await words.page.getByRole('textbox', { name: 'Text for the tokenizer' }).fill('hello world 🧑‍🚀');
  const pieces = words.page.getByRole('list', { name: "Pieces with the tokens' numbers" });
  await expect(pieces.getByRole('listitem').first()).toHaveText(/^hello\s*24912$/);
  const inNewer = Number(await count.textContent());
  await words.choice('Encoding').selectOption('cl100k_base');
  await expect(pieces.getByRole('listitem').first()).toHaveText(/^hello\s*15339$/);
  expect(Number(await count.textContent())).not.toBe(inNewer);
  expect(outside).toEqual([]);
});
