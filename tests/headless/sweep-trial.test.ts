import { describe, expect, it } from 'vitest';
import { Trainer } from '$lib/engine';
import { openAddress } from '$lib/headless/open-address';
import { planSweep } from '$lib/headless/sweep-plan';
import { runTrial, trialHead } from '$lib/headless/sweep-trial';
import { pageKernels } from '../engine/mlp-cases';

function run(link: string, epochs: number, every: number) {
  const plan = planSweep(JSON.stringify({ link, epochs }), every);
  return runTrial(pageKernels, plan.trialOf(1), plan);
}

describe('a trial', () => {
  it.each([
    '#dataset=spiral&noise=30&samples=60&networkShape=8,4&learningRate=0.3&seed=0.3',
    '#dataset=moons&optimizer=adam&dropout=0.2&activation=relu&networkShape=6&seed=0.7',
    '#problem=regression&regDataset=wave&networkShape=5&learningRate=0.1&seed=2',
  ])("has the trainer's numbers, bit for bit, and the best of those it saw: %s", (link) => {
    const { experiment } = openAddress(link);
    const trainer = new Trainer(pageKernels, experiment);
    const seen = [0, 15, 30, 45, 60, 70].map((epoch) => {
      while (trainer.epoch < epoch) trainer.trainEpoch();
      return { epoch, ...trainer.losses() };
    });
    const { train, test } = seen[seen.length - 1];
    const best = seen.reduce((left, right) => (right.test.loss < left.test.loss ? right : left));
    const isClassification = experiment.problem === 'classification';
    expect(run(link, 70, 15)).toEqual({
      trainLoss: train.loss,
      testLoss: test.loss,
      ...(isClassification && { trainAccuracy: train.accuracy, testAccuracy: test.accuracy }),
      bestEpoch: best.epoch,
      bestTestLoss: best.test.loss,
    });
  });

  it('can be best before its end', () => {
    const link = '#dataset=spiral&noise=50&samples=30&networkShape=8,8&learningRate=0.1&seed=1';
    const { bestEpoch } = run(link, 200, 2);
    expect(bestEpoch).toBeGreaterThan(0);
    expect(bestEpoch).toBeLessThan(200);
  });

  it('that diverges has no numbers after the last epoch, but tells when and what was best before', () => {
    const link = '#problem=regression&learningRate=10&seed=1';
    const { diverged, bestTestLoss, ...numbers } = run(link, 500, 500);
    expect(diverged).toBeGreaterThan(0);
    expect(diverged).toBeLessThan(500);
    expect(numbers).toEqual({ trainLoss: null, testLoss: null, bestEpoch: 0 });
    expect(bestTestLoss).toBe(new Trainer(pageKernels, openAddress(link).experiment).losses().test.loss);
  });

  it('is headed by its number, what varies, and its seed', () => {
    const file = { link: '#seed=a', vary: { noise: [0, 5], dropout: [0.5] }, epochs: 1 };
    const head = trialHead(planSweep(JSON.stringify(file)).trialOf(2));
    expect(JSON.stringify(head)).toBe('{"trial":2,"noise":5,"dropout":0.5,"seed":"a"}');
  });
});
