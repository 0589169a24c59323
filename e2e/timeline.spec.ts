import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

const timeline = (playground: Playground) => playground.slider('Timeline');
const notYetOver = `${planeLink}&stopEpoch=400&speed=flat-out`;

/** Trains to the epoch at which the link rests. */
async function trainToStop(playground: Playground, epoch: number): Promise<void> {
  await playground.button('Play').click();
  await expect(playground.figure('Epoch')).toHaveText(String(epoch));
  await expect(playground.button('Play')).toBeVisible();
}

/** How many changes the way holds that the browser keeps of the run: the page stores it in its own time. */
const changesKept = ({ page }: Playground) =>
  page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((done) => (request.onsuccess = () => done(request.result)));
    const database = await answer(indexedDB.open('matinee'));
    const [{ record }] = (await answer(database.transaction('runs').objectStore('runs').getAll())) as {
      record: { edits: object[] };
    }[];
    database.close();
    return record.edits.length;
  });

test('shows any moment of the run again, with its numbers, and goes on from there', async ({
  playground,
}) => {
  await playground.open(notYetOver);
  const first = await playground.losses();
  await playground.step();
  const second = await playground.losses();
  await trainToStop(playground, 400);
  // It goes away by itself after a while.
  await expect(playground.notice('Resting at epoch 400')).toBeVisible();
  const last = await playground.losses();

  await timeline(playground).press('Home');
  await expect(playground.figure('Epoch')).toHaveText('0');
  expect(await playground.losses()).toEqual(first);
  await timeline(playground).press('ArrowRight');
  await expect(playground.figure('Epoch')).toHaveText('1');
  expect(await playground.losses()).toEqual(second);
  await playground.button('end at 400').click();
  await expect(playground.figure('Epoch')).toHaveText('400');
  expect(await playground.losses()).toEqual(last);

  const { x, y, width, height } = (await timeline(playground).boundingBox())!;
  await playground.page.mouse.move(x + width - 7, y + height / 2);
  await playground.page.mouse.down();
  await playground.page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
  await playground.page.mouse.up();
  await expect(timeline(playground)).toHaveAttribute('aria-valuetext', /^Epoch (19|20)\d of 400$/);

  await playground.type(playground.number('Learning rate'), '0.3');
  await playground.step();
  await expect(playground.button('end at 400'), 'another way: what came after is gone').toBeHidden();
});

test('goes to the best epoch by one press', async ({ playground }) => {
  await playground.open(
    '#dataset=gauss&noise=50&percTrainData=10&learningRate=0.1&networkShape=8,8&seed=0.5&stopEpoch=900&speed=flat-out',
  );
  await trainToStop(playground, 900);
  const [, worse] = await playground.losses();
  const best = playground.page.getByRole('button', { name: /^best at \d+$/ });
  const epoch = (await best.innerText()).match(/\d+/)![0];
  await best.click();
  await expect(playground.figure('Epoch')).toHaveText(epoch);
  const [, better] = await playground.losses();
  expect(Number(better)).toBeLessThan(Number(worse));
});

test('early stopping brings the best weights back and says so', async ({ playground }) => {
  await playground.open(
    '#dataset=gauss&noise=50&percTrainData=10&learningRate=0.1&networkShape=8,8&seed=0.5&patience=60&validationShare=50&speed=flat-out',
  );
  await playground.button('Play').click();
  const said = await playground.notice('Stopped early').innerText();
  const epoch = said.match(/since epoch (\d+)/)![1];
  await expect(playground.figure('Epoch')).toHaveText(epoch);
  await expect(playground.button(`best at ${epoch}`)).toBeVisible();
});

test('plays the run back to its end', async ({ playground }) => {
  await playground.open(`${planeLink}&stopEpoch=30&speed=flat-out`);
  await trainToStop(playground, 30);
  await playground.button('Play back').click();
  await expect(playground.figure('Epoch')).not.toHaveText('30');
  await playground.button('Stop playing back').click();
  // From its beginning it takes 8 s, from here 2.
  await timeline(playground).fill('24');
  await expect(playground.figure('Epoch')).toHaveText('24');
  await playground.button('Play back').click();
  await expect(playground.figure('Epoch')).toHaveText('30');
  await expect(playground.button('Play back')).toBeVisible();
});

test('steps by batches', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.choice('Step by').selectOption('batch');
  await playground.button('Step').click();
  const run = playground.page.getByRole('region', { name: 'Run' });
  await expect(run).toContainText('batch 1 of 25');
  await playground.page.keyboard.press('ArrowRight');
  await expect(run).toContainText('batch 2 of 25');
  await playground.button('Step back').click();
  await expect(run).toContainText('batch 1 of 25');
  await playground.button('Step back').click();
  await expect(playground.button('Step back')).toBeDisabled();
  await playground.addressSays('stepUnit', 'batch');
});

test('takes changes of settings back, and makes them again', async ({ playground }) => {
  await playground.open(planeLink);
  const rate = playground.number('Learning rate');
  await playground.type(rate, '0.1');
  await playground.choice('Regularization').selectOption('L2');
  await playground.slider('Noise').press('ArrowRight');
  await playground.press(playground.checkbox('Show test data'));
  await playground.page.locator('body').click({ position: { x: 400, y: 20 } });

  await playground.page.keyboard.press('ControlOrMeta+z');
  await expect(playground.checkbox('Show test data')).not.toBeChecked();
  await playground.button('Undo').click();
  await expect(playground.slider('Noise')).toHaveValue('0');
  await playground.button('Undo').click();
  await expect(playground.choice('Regularization')).toHaveValue('none');
  await playground.button('Undo').click();
  await expect(rate).toHaveValue('0.03');
  await expect(playground.button('Undo')).toBeDisabled();
  await playground.button('Redo').click();
  await expect(rate).toHaveValue('0.1');
  await playground.page.keyboard.press('Shift+ControlOrMeta+z');
  await expect(playground.choice('Regularization')).toHaveValue('L2');
});

test('a reload in mid-run loses nothing', async ({ playground, context }) => {
  await playground.open(`${planeLink}&speed=flat-out`);
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(2000);
  await playground.choice('Regularization').selectOption('L2');
  await playground.type(playground.number('Regularization rate'), '0.001');
  const before = await playground.epoch();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(before + 2000);
  await playground.button('Pause').click();
  const losses = await playground.losses();
  const epoch = await playground.epoch();
  await playground.openNumbers();
  const parameters = await playground.parameters();

  await playground.isKept();
  await expect.poll(() => changesKept(playground)).toBe(2);
  await playground.page.reload();
  await expect(playground.notice('Your run is here again')).toBeVisible();
  await expect(playground.figure('Epoch')).toHaveText(String(epoch));
  expect(await playground.losses()).toEqual(losses);
  await playground.openNumbers();
  expect(await playground.parameters()).toEqual(parameters);
  await timeline(playground).press('Home');
  await expect(playground.figure('Epoch')).toHaveText('0');
  await playground.button(`end at ${epoch}`).click();
  expect(await playground.losses(), 'the way there is kept as well').toEqual(losses);

  const other = await context.newPage();
  await other.goto(playground.page.url());
  await expect(other.getByRole('status', { name: 'Epoch' }), 'another tab begins').toHaveText('0');
});

test('a reload while it trains comes back where it was left, in the same run', async ({ playground }) => {
  await playground.open(`${planeLink}&speed=flat-out`);
  await playground.button('Play').click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3000);
  await playground.isKept();
  const before = await playground.epoch();
  await playground.page.reload();
  await expect(playground.notice('Your run is here again')).toBeVisible();
  await expect(playground.figure('Epoch')).not.toHaveText('0');
  await playground.rests();
  const left = await playground.epoch();
  expect(left).toBeGreaterThanOrEqual(before);
  // It may have been left within an epoch.
  const epoch = left - 1;
  await timeline(playground).press('ArrowLeft');
  await expect(playground.figure('Epoch')).toHaveText(String(epoch));
  const losses = await playground.losses();
  await playground.open(`${planeLink}&speed=flat-out&stopEpoch=${epoch}`);
  await expect(playground.figure('Epoch')).toHaveText('0');
  await trainToStop(playground, epoch);
  expect(await playground.losses()).toEqual(losses);
});
