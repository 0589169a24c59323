import { describe, expect, it } from 'vitest';
import { cureOf, type Curves, type Diagnosis } from '$lib/engine';
import { openAddress } from '$lib/headless/open-address';
import { changedExperiment } from '$lib/state/experiment-change';
import { DiagnosedRun } from './diagnosed-run';
import { cleanRuns, knownRuns } from './known-runs';

const seeds = ['1', '2', '3', '4', '5'];
const runOf = (link: string, seed: string) =>
  new DiagnosedRun(openAddress(`${link}&seed=${seed}`).experiment);

describe('runs whose nature is known', () => {
  const said = new Map<string, readonly boolean[]>();

  it.each(knownRuns)('%s', (nature, link, epochs, kinds) => {
    const found = seeds.map((seed) => runOf(link, seed).trainTo(epochs).diagnosis().kind);
    const right = found.map((kind) => kinds.includes(kind));
    said.set(nature, right);
    expect(right.filter(Boolean).length, found.join(', ')).toBeGreaterThanOrEqual(seeds.length - 1);
  });

  it('are recognised nearly always', () => {
    const all = [...said.values()].flat();
    expect(all.length).toBe(knownRuns.length * seeds.length);
    expect(all.filter(Boolean).length / all.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a clean run', () => {
  const MOMENTS = 30;
  const sparse = (curves: Curves): Curves => {
    const thin = (column: Float64Array) => column.filter((_, place) => place % 7 === 0);
    const { epochs, train, validation, test, penalty } = curves;
    return {
      epochs: thin(epochs),
      train: thin(train),
      validation: thin(validation),
      test: thin(test),
      penalty: thin(penalty),
    };
  };

  it.each(cleanRuns)('is never called overfitting, and is spoken of steadily: %s', (_, link, epochs) => {
    for (const seed of seeds) {
      const run = runOf(link, seed);
      const kinds: Diagnosis['kind'][] = [];
      for (let moment = 0; moment <= MOMENTS; moment++) {
        run.trainTo(Math.round(epochs * (moment / MOMENTS) ** 1.5));
        kinds.push(run.diagnosis().kind);
        expect([run.diagnosis(sparse).kind, kinds.at(-1)], `${seed}: ${moment}`).not.toContain('overfitting');
      }
      const changes = kinds.filter((kind, moment) => moment > 0 && kind !== kinds[moment - 1]);
      expect(changes.length, `${seed}: ${changes.join(', ')}`).toBeLessThanOrEqual(3);
      expect(changes.every((kind) => kind === 'learning' || kind === 'plateau')).toBe(true);
    }
  });
});

describe('overfitting', () => {
  const link = '#dataset=xor&loss=crossEntropy&noise=50&percTrainData=10&networkShape=8,8&learningRate=0.1';

  it.each(['', '&validationShare=40'])('rests on numbers of the run%s', (more) => {
    const run = runOf(link + more, '2').trainTo(700);
    const diagnosis = run.diagnosis();
    if (diagnosis.kind !== 'overfitting') throw new Error(diagnosis.kind);
    const { since, best, now, train } = diagnosis.evidence;
    const again = runOf(link + more, '2');
    const watchedAt = (epoch: number) => {
      const losses = again.trainTo(epoch).recorded.trainer.losses();
      return { train: losses.train.loss, watched: (losses.validation ?? losses.test).loss };
    };
    let lowest = { epoch: 0, loss: Infinity };
    for (let epoch = 0; epoch <= 700; epoch++) {
      const { watched } = watchedAt(epoch);
      if (watched < lowest.loss) lowest = { epoch, loss: watched };
    }
    expect(lowest).toEqual({ epoch: since, loss: best });
    expect(watchedAt(700)).toEqual({ train, watched: now });
  });

  it('is over when the run goes back to before it', () => {
    const run = runOf(link, '2').trainTo(700);
    const { since } = run.diagnosis().evidence as { since: number };
    run.recorded.seek({ epoch: since, position: 0 });
    expect(run.diagnosis().kind).toBe('learning');
  });
});

describe('cures', () => {
  const noisy = 'noise=50&percTrainData=10&networkShape=8,8&learningRate=0.1';

  it.each([
    ['L2', `#dataset=circle&loss=crossEntropy&${noisy}`, 700],
    ['L2', `#dataset=gauss&${noisy}`, 1500],
    [
      'strongerPenalty',
      `#dataset=circle&loss=crossEntropy&${noisy}&regularization=L2&regularizationRate=0.001`,
      700,
    ],
    ['earlyStopping', `#dataset=xor&loss=crossEntropy&${noisy}&optimizer=adam&learningRate=0.01`, 400],
    ['gentlerPenalty', '#dataset=circle&loss=crossEntropy&regularization=L1&regularizationRate=0.3', 300],
    [
      'gentlerPenalty',
      '#dataset=xor&loss=crossEntropy&networkShape=6&regularization=L2&regularizationRate=0.3',
      300,
    ],
    ['noDropout', '#dataset=circle&loss=crossEntropy&networkShape=4,2&dropout=0.7', 400],
    ['drawnWeights', '#dataset=xor&loss=crossEntropy&networkShape=6&init=zeros', 300],
    ['bothInputs', '#dataset=circle&loss=crossEntropy&networkShape=4&x=false', 500],
    ['hiddenLayer', '#dataset=xor&loss=crossEntropy&networkShape=', 400],
    ['bentActivation', '#dataset=circle&activation=linear', 250],
    ['bentActivation', '#dataset=rings&networkShape=8,8&activation=sigmoid', 300],
    ['moreNeurons', '#dataset=circle&loss=crossEntropy&networkShape=1', 400],
    ['moreFeatures', '#dataset=spiral&networkShape=8', 250],
    ['higherRate', '#dataset=circle&loss=crossEntropy&learningRate=0.00001', 300],
    ['higherRate', '#dataset=xor&learningRate=0.00003&networkShape=8&optimizer=adam', 200],
    ['constantRate', '#dataset=circle&schedule=exponential&schedulePeriod=1&scheduleFactor=0.5', 300],
    ['lowerRate', '#dataset=circle&learningRate=10', 200],
    ['rateThatKills', '#dataset=circle&loss=crossEntropy&activation=relu&learningRate=3', 200],
    [
      'leakyRelu',
      '#dataset=spiral&loss=crossEntropy&activation=relu&learningRate=0.3&networkShape=8,4,2',
      300,
    ],
  ])('%s helps: %s', (kind, link, epochs) => {
    const outcomes = seeds.flatMap((seed) => {
      const sick = runOf(link, seed).trainTo(epochs);
      const cure = cureOf(sick.diagnosis().kind, sick.course());
      if (cure?.kind !== kind) return [];
      const cured = new DiagnosedRun(changedExperiment(sick.experiment, cure.patch)).trainTo(epochs);
      return [cured.testLoss < sick.testLoss];
    });
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    expect(outcomes.filter((isBetter) => !isBetter).length).toBeLessThanOrEqual(outcomes.length > 4 ? 1 : 0);
  });

  it('are not offered where nothing ails', () => {
    const run = runOf('#dataset=gauss&loss=crossEntropy', '1');
    for (const epoch of [0, 5, 300]) {
      const course = run.trainTo(epoch).course();
      expect(cureOf(run.diagnosis().kind, course)).toBeUndefined();
    }
  });
});
