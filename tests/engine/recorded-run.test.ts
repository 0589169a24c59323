import { describe, expect, test } from 'vitest';
import { createRandom, defaultExperiment, RecordedRun, type Experiment, type Moment } from '$lib/engine';
import { experimentFields } from '$lib/engine/spec';
import { Trainer } from '$lib/engine/trainer';
import { pageKernels } from './mlp-cases';

const circle: Experiment = { ...defaultExperiment, seed: '0.12345' };
const runOf = (experiment: Partial<Experiment>) =>
  new RecordedRun(new Trainer(pageKernels, { ...circle, ...experiment }));
const epochsOf = (run: RecordedRun, count: number) => run.trainBatches(count * run.trainer.batchesPerEpoch);

/** All that a run's future depends on. */
const stateOf = ({ trainer }: RecordedRun) => trainer.checkpoint();

/** The state at a moment, by training alone. */
function trainedTo(experiment: Partial<Experiment>, { epoch, position }: Moment) {
  const trainer = new Trainer(pageKernels, { ...circle, ...experiment });
  while (trainer.epoch < epoch || trainer.position < position) trainer.trainBatches(1);
  return trainer.checkpoint();
}

const hard = { optimizer: 'adam', dropout: 0.2, shuffle: true, schedule: 'cosine', batchSize: 7 } as const;

describe('a recorded run', () => {
  test('trains to the numbers of a run that is not recorded', () => {
    const run = runOf(hard);
    epochsOf(run, 30);
    expect(stateOf(run)).toEqual(trainedTo(hard, { epoch: 30, position: 0 }));
  });

  test.each(experimentFields.optimizer.options)('%s: goes to any moment exactly', (optimizer) => {
    const settings = { ...hard, optimizer };
    const run = runOf(settings);
    epochsOf(run, 20);
    for (const moment of [
      { epoch: 3, position: 14 },
      { epoch: 19, position: 245 },
      { epoch: 0, position: 0 },
      { epoch: 7, position: 0 },
    ]) {
      run.seek(moment);
      expect(stateOf(run), JSON.stringify(moment)).toEqual(trainedTo(settings, moment));
    }
    run.seek({ epoch: 99, position: 0 });
    expect(stateOf(run), 'the end').toEqual(trainedTo(settings, { epoch: 20, position: 0 }));
  });

  test('stands where it stood after 1,000 steps back and forth', () => {
    const run = runOf(hard);
    epochsOf(run, 40);
    run.trainBatches(5);
    const before = stateOf(run);
    const random = createRandom('back and forth');
    const units = ['epoch', 'batch'] as const;
    for (let step = 0; step < 1000; step++) {
      const unit = units[Number(random() < 0.5)];
      if (random() < 0.5) run.stepBack(unit);
      else if (run.isAhead) run.stepAlong(unit);
    }
    run.seek(run.record.end);
    expect(stateOf(run)).toEqual(before);
  });

  test('steps back by batches, also across an epoch and a change of their size', () => {
    const run = runOf({ batchSize: 100 });
    epochsOf(run, 1);
    run.trainBatches(1);
    run.tune({ ...run.trainer.experiment, batchSize: 60 });
    run.trainBatches(2);
    const places = [];
    for (let step = 0; step < 6; step++) {
      places.push([run.moment.epoch, run.moment.position]);
      run.stepBack('batch');
    }
    expect(places).toEqual([
      [1, 220],
      [1, 160],
      [1, 100],
      [1, 0],
      [0, 200],
      [0, 100],
    ]);
    run.stepBack('batch');
    expect(run.canStepBack).toBe(false);
    expect(stateOf(run).parameters).toEqual(runOf({}).trainer.model.parameters);
  });

  test('repeats what was tuned and set by hand on the way', () => {
    const run = runOf({});
    epochsOf(run, 5);
    run.tune({
      ...run.trainer.experiment,
      regularization: 'L1',
      regularizationRate: 0.01,
      optimizer: 'adam',
    });
    epochsOf(run, 5);
    run.setParameter(0, 2);
    run.trainBatches(3);
    run.setParameter(1, -2);
    epochsOf(run, 5);
    const end = stateOf(run);
    run.seek({ epoch: 2, position: 0 });
    expect(stateOf(run)).toEqual(trainedTo({}, { epoch: 2, position: 0 }));
    run.seek(end);
    expect(stateOf(run)).toEqual(end);
    for (let step = 0; step < 12; step++) run.stepBack('epoch');
    while (run.isAhead) run.stepAlong('epoch');
    expect(stateOf(run)).toEqual(end);
  });

  test('training on a recorded way keeps what is recorded ahead', () => {
    const run = runOf({});
    epochsOf(run, 10);
    const { curves } = run.record;
    run.seek({ epoch: 4, position: 0 });
    epochsOf(run, 2);
    expect(run.isAhead).toBe(true);
    run.seek(run.record.end);
    expect(run.record.curves.test.slice(0, 10)).toEqual(curves.test);
  });

  test('with other settings it leaves the way and forgets what came after', () => {
    const run = runOf({});
    epochsOf(run, 10);
    run.seek({ epoch: 4, position: 0 });
    run.tune({ ...run.trainer.experiment, learningRate: 0.3 });
    expect(run.isAhead, 'as long as nothing is trained').toBe(true);
    epochsOf(run, 2);
    expect(run.record.end).toEqual({ epoch: 6, position: 0 });
    run.seek({ epoch: 5, position: 0 });
    const other = new Trainer(pageKernels, circle);
    other.trainBatches(4 * other.batchesPerEpoch);
    other.tune({ ...circle, learningRate: 0.3 });
    other.trainBatches(other.batchesPerEpoch);
    expect(stateOf(run)).toEqual(other.checkpoint());
  });

  test('stays bounded, evenly thinned, and loses neither the first nor the best nor the last', () => {
    const run = runOf({ networkShape: [2], noise: 50, percTrainData: 10, learningRate: 0.1 });
    epochsOf(run, 5000);
    const losses: number[] = [];
    const alone = new Trainer(pageKernels, run.trainer.experiment);
    for (let epoch = 0; epoch <= 5000; epoch++) {
      losses.push(alone.losses().test.loss);
      alone.trainEpoch();
    }
    run.seek({ epoch: 1, position: 0 });
    const { epochs, test: tests } = run.record.curves;
    expect(run.record.frameCount).toBeLessThanOrEqual(1024);
    expect([epochs[0], epochs.at(-1)]).toEqual([0, 5000]);
    const gaps = Array.from(epochs.slice(1), (epoch, index) => epoch - epochs[index]);
    expect(Math.max(...gaps), '5,001 epochs in at most 1,024 frames').toBe(8);
    epochs.forEach((epoch, index) => expect(tests[index]).toBe(losses[epoch]));
    expect(run.record.best?.losses.test).toBe(Math.min(...tests));
  });

  test('is recorded sparsely where it goes fast: every epoch at first, then at growing distances', () => {
    const run = runOf({});
    run.isSparse = true;
    epochsOf(run, 20_000);
    const { epochs } = run.record.curves;
    expect(epochs.slice(0, 128)).toEqual(Float64Array.from({ length: 128 }, (_, epoch) => epoch));
    const gaps = Array.from(epochs.slice(1), (epoch, index) => epoch - epochs[index]);
    epochs
      .slice(129)
      .forEach((epoch, index) => expect(gaps[index + 128] / epoch).toBeLessThanOrEqual(1 / 32));
    expect(Math.max(...gaps), 'and no further apart than needed').toBe(128);
    run.seek({ epoch: 12_345, position: 70 });
    expect(stateOf(run)).toEqual(trainedTo({}, { epoch: 12_345, position: 70 }));
  });

  test('hands itself over and goes on elsewhere, past the moment at which it was saved', () => {
    const run = runOf(hard);
    epochsOf(run, 20);
    const record = structuredClone(run.save());
    epochsOf(run, 3);
    run.trainBatches(4);
    const end = stateOf(run);
    const elsewhere = new RecordedRun(new Trainer(pageKernels, { ...circle, ...hard }), {
      record,
      moment: run.moment,
    });
    expect(stateOf(elsewhere)).toEqual(end);
    expect(elsewhere.record.best).toEqual(run.record.best);
    elsewhere.seek({ epoch: 6, position: 49 });
    expect(stateOf(elsewhere)).toEqual(trainedTo(hard, { epoch: 6, position: 49 }));
  });

  test('goes back to the first parameters, with what was set before training', () => {
    const run = runOf({});
    run.setParameter(2, 0.75);
    const first = stateOf(run);
    epochsOf(run, 3);
    run.reset();
    expect(stateOf(run)).toEqual(first);
    expect(first.parameters[2]).toBe(0.75);
    expect(() => run.setParameter(25, 1), 'of 25 parameters').toThrow(RangeError);
    expect(() => run.setParameter(0, Infinity)).toThrow('Infinity');
  });

  test('returns from numbers beyond all bounds to the last finite epoch', () => {
    const settings = { problem: 'regression', learningRate: 10 } as const;
    const run = runOf(settings);
    epochsOf(run, 3);
    expect(run.trainer.hasFiniteParameters()).toBe(false);
    run.returnToFinite();
    const { moment } = run;
    const isFinite = (trainer: Trainer) => Number.isFinite(trainer.losses().train.loss);
    expect(isFinite(run.trainer)).toBe(true);
    const alone = new Trainer(pageKernels, { ...circle, ...settings });
    alone.trainBatches((moment.epoch + 1) * alone.batchesPerEpoch);
    expect(isFinite(alone), 'an epoch later').toBe(false);
    expect(run.isAhead).toBe(false);
  });

  test('forgets parameters set by hand with which nothing can be computed', () => {
    const run = runOf({ problem: 'regression' });
    run.setParameter(22, 3e38);
    run.setParameter(23, 3e38);
    expect(run.trainer.losses().train.loss).not.toBeLessThan(Infinity);
    run.returnToFinite();
    expect(stateOf(run)).toEqual(stateOf(runOf({ problem: 'regression' })));
  });
});

describe('a run rests by itself', () => {
  test('at an epoch, once', () => {
    const run = runOf({ stopEpoch: 7 });
    epochsOf(run, 20);
    expect([run.moment, run.stop]).toEqual([
      { epoch: 7, position: 0 },
      { rule: 'stopEpoch', epoch: 7 },
    ]);
    epochsOf(run, 5);
    expect([run.moment.epoch, run.stop]).toEqual([12, undefined]);
  });

  test('when the training loss has fallen far enough', () => {
    const run = runOf({ stopLoss: 0.1, learningRate: 0.1 });
    epochsOf(run, 1000);
    expect(run.stop).toEqual({ rule: 'stopLoss', epoch: run.moment.epoch });
    expect(run.trainer.losses().train.loss).toBeLessThanOrEqual(0.1);
    run.stepBack('epoch');
    expect(run.trainer.losses().train.loss).toBeGreaterThan(0.1);
  });

  test.each([0, 50])(
    'when nothing better comes, with its best parameters (validation share %i)',
    (validationShare) => {
      const overfits = {
        dataset: 'gauss',
        noise: 50,
        percTrainData: 10,
        learningRate: 0.1,
        networkShape: [8, 8],
        validationShare,
      } as const;
      const patience = 40;
      const run = runOf({ ...overfits, patience });
      epochsOf(run, 3000);
      const watched = ({ validation, test: held }: ReturnType<Trainer['losses']>) =>
        (validation ?? held).loss;
      const alone = new Trainer(pageKernels, { ...circle, ...overfits });
      let best = { epoch: 0, loss: Infinity };
      let { epoch } = alone;
      for (; epoch - best.epoch < patience; epoch++) {
        const loss = watched(alone.losses());
        if (loss < best.loss) best = { epoch, loss };
        alone.trainEpoch();
      }
      expect(run.stop).toEqual({ rule: 'patience', epoch: best.epoch + patience, best: best.epoch });
      expect(run.moment).toEqual({ epoch: best.epoch, position: 0 });
      expect(watched(run.trainer.losses())).toBe(best.loss);
      expect(run.record.end.epoch, 'what came after the best is still there').toBe(best.epoch + patience);
    },
  );
});
