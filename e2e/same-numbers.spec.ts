import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { test } from './playground';

const links = [
  '#dataset=spiral&seed=0.5&networkShape=6,4&noise=10&regularization=L2&regularizationRate=0.001',
  '#dataset=blobs&classes=4&seed=7&loss=crossEntropy&activation=gelu&optimizer=adam&dropout=0.2&shuffle=true&noise=30',
];
const EPOCHS = 12;

/** What the test reads of the worker's messages. */
interface Snapshot {
  type: string;
  snapshot: { parameters: Float32Array };
}

/** What `npm run train` gives for the last epoch: all parameters, layer by layer. */
async function headlessParameters(link: string): Promise<number[]> {
  const args = ['scripts/train.mjs', link, '--epochs', `${EPOCHS}`, '--every', `${EPOCHS}`, '--weights'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { weights, biases } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
    weights: number[][][];
    biases: number[][];
  };
  return weights.flatMap((neurons, layer) => [...neurons.flat(), ...biases[layer]]);
}

for (const link of links) {
  test(`the page and Node train to the same bits: ${link}`, async ({ playground }) => {
    // The command may have to bundle the engine first.
    test.slow();
    // Keeps the parameters of the latest snapshot that the page's worker sends, with all their bits.
    await playground.page.addInitScript(() => {
      const Native = Worker;
      window.Worker = class extends Native {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args);
          this.addEventListener('message', ({ data }: MessageEvent<Snapshot>) => {
            if (data.type === 'snapshot') Object.assign(window, { latest: [...data.snapshot.parameters] });
          });
        }
      };
    });
    const expected = headlessParameters(link);
    await playground.open(link);
    for (let epoch = 1; epoch <= EPOCHS; epoch++) {
      await playground.button('Step').click();
      await expect(playground.figure('Epoch')).toHaveText(`${epoch}`);
    }
    const actual = await playground.page.evaluate(() => (window as unknown as { latest: number[] }).latest);
    expect(actual).toEqual(await expected);
  });
}
