import { beforeAll, describe, expect, it } from 'vitest';
import { openAddress } from '$lib/headless/open-address';
import { Trainer } from '$lib/engine';
import { pageKernels } from '../engine/mlp-cases';
import { recorded } from '../recorded/links';
import { start } from './command';

const train = (args: string[], input?: string) => start('train', args, input).ended;

// The first start may have to bundle.
beforeAll(() => train(['', '--epochs', '1']));

describe('npm run train', () => {
  it('gives the numbers of the page, bit for bit', async () => {
    const address =
      'http://localhost:4173/somewhere/#dataset=spiral&networkShape=8,5&xSquared=true&noise=10&batchSize=7' +
      '&regularization=L1&regularizationRate=0.001&seed=0.31415';
    const { lines, stderr, code } = await train([address, '--epochs', '30', '--every', '10', '--weights']);
    const trainer = new Trainer(pageKernels, openAddress(address).experiment);
    const expected = [0, 10, 20, 30].map((epoch) => {
      while (trainer.epoch < epoch) trainer.trainEpoch();
      const { train, test } = trainer.losses();
      return { losses: [train.loss, test.loss], accuracies: [train.accuracy, test.accuracy], epoch };
    });
    const actual = lines.map((line) => JSON.parse(line) as Record<string, number>);
    expect(
      actual.map(({ epoch, ...means }) => ({
        epoch,
        losses: [means.trainLoss, means.testLoss],
        accuracies: [means.trainAccuracy, means.testAccuracy],
      })),
    ).toEqual(expected);
    const { weights, biases } = actual[3] as unknown as { weights: number[][][]; biases: number[][] };
    const parameters = weights.flatMap((neurons, layer) => [...neurons.flat(), ...biases[layer]]);
    expect(parameters).toEqual([...trainer.model.parameters]);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('reads links from standard input and prints the recorded points of each', async () => {
    const input = `\n${recorded.map(({ link }) => `${link}\r\n`).join('\n')}`;
    const { lines, stderr, code } = await train(['-', '--data', '--epochs', '1', '--every', '5'], input);
    const rows = lines.map((line) => JSON.parse(line) as Record<string, number> & { split?: string });
    for (const { link, trainCount, testCount, firstFiveTraining, lastThreeTest } of recorded) {
      const own = rows.filter((row) => String(row.link) === link);
      const training = own.filter(({ split }) => split === 'train');
      const test = own.filter(({ split }) => split === 'test');
      expect([training.length, test.length]).toEqual([trainCount, testCount]);
      expect(own.slice(-2).map(({ epoch }) => epoch)).toEqual([0, 1]);
      [...firstFiveTraining, ...lastThreeTest].forEach(({ x, y, label }, index) => {
        const point = [...training.slice(0, 5), ...test.slice(-3)][index];
        expect(Math.abs(point.x - x)).toBeLessThan(1e-12);
        expect(Math.abs(point.y - y)).toBeLessThan(1e-12);
        expect(Math.abs(point.label - label)).toBeLessThan(1e-12);
      });
    }
    expect(rows).toHaveLength(recorded.reduce((sum, link) => sum + link.trainCount + link.testCount + 2, 0));
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('ends a diverged run with null and code 1, and goes on with the next link', async () => {
    const input = '#problem=regression&learningRate=10&seed=1\n\n#seed=1&noise=900\n';
    const { lines, stderr, code } = await train(['-', '--epochs', '500', '--every', '500'], input);
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(4);
    const { link, epoch, trainLoss } = rows[1];
    expect([link, trainLoss]).toEqual([input.split('\n')[0], null]);
    expect(rows[3]).toMatchObject({ link: '#seed=1&noise=900', epoch: 500 });
    expect(stderr.split('\n')).toEqual([
      `line 1: diverged at epoch ${String(epoch)}`,
      'line 3: noise: out of range, got "900", expected 0 … 80, using 50',
      '',
    ]);
    expect(code).toBe(1);
  });

  it('says in one line what is wrong with an argument, with code 2', async () => {
    expect(await train(['', '--epochs', 'ten'])).toEqual({
      lines: [],
      stderr: '--epochs: got "ten", expected a positive integer\n',
      code: 2,
    });
  });

  it('prints its help', async () => {
    const { lines, stderr, code } = await train(['--help']);
    expect(lines[0]).toMatch(/^npm run -s train -- /);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('ends quietly when nobody reads on', async () => {
    const { child, ended } = start('train', ['#seed=1', '--epochs', '1000000000', '--every', '1']);
    child.stdout.once('data', () => child.stdout.destroy());
    const { stderr, code } = await ended;
    expect([stderr, code]).toEqual(['', 0]);
  });
});
