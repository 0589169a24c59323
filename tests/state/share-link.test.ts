import { describe, expect, test } from 'vitest';
import { createRandom, defaultExperiment, experimentFields, fieldKeys, weekends } from '$lib/engine';
import { readLink, writeLink } from '$lib/state/share-link';
import { defaultView, viewFields } from '$lib/state/view-options';
import recorded from '../recorded/tfp-links.json';

const read = (hash: string) => readLink(hash, () => 'drawn');
const seeded = { ...defaultExperiment, seed: '0.5' };

describe('a link made for TensorFlow Playground', () => {
  test.each(recorded.map(({ link }) => link))('opens without a complaint: %s', (link) => {
    expect(read(link).problems).toEqual([]);
  });

  test('means the same fields', () => {
    const { experiment, view } = read(
      '#activation=relu&batchSize=25&dataset=spiral&regDataset=reg-gauss&learningRate=0.01&regularization=L2' +
        '&regularizationRate=0.001&noise=15&networkShape=8,6&seed=0.31415&showTestData=true&discretize=false' +
        '&percTrainData=70&x=true&y=false&xTimesY=true&xSquared=false&ySquared=false&cosX=false&sinX=true' +
        '&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=true&hideText=true',
    );
    expect(experiment).toEqual({
      ...defaultExperiment,
      activation: 'relu',
      batchSize: 25,
      dataset: 'spiral',
      regDataset: 'reg-gauss',
      learningRate: 0.01,
      regularization: 'L2',
      regularizationRate: 0.001,
      noise: 15,
      networkShape: [8, 6],
      seed: '0.31415',
      percTrainData: 70,
      y: false,
      xTimesY: true,
      sinX: true,
      init: 'zeros',
    });
    expect(view).toMatchObject({ showTestData: true, discretize: false, hideText: true });
  });

  test('without any key is its default network, with a seed drawn', () => {
    expect(read('#problem=classification').experiment).toEqual({ ...defaultExperiment, seed: 'drawn' });
  });

  test('with an empty shape has no hidden layer', () => {
    expect(read('#networkShape=').experiment.networkShape).toEqual([]);
  });

  test('hides controls and leaves out features', () => {
    const { view, experiment } = read('#playButton_hide=true&noise_hide=true&y_hide=true&loss_hide=false');
    expect([...view.hidden].sort()).toEqual(['noise', 'playButton']);
    expect(experiment).toMatchObject({ x: true, y: false });
  });

  test('takes noise above its slider as that program does', () => {
    expect(read('#noise=60').experiment.noise).toBe(60);
    expect(read('#noise=90').experiment.noise).toBe(50);
  });
});

describe('a link', () => {
  test('of the defaults names the seed alone', () => {
    expect(writeLink(seeded, defaultView)).toBe('#seed=0.5');
  });

  test('comes back as the experiment it was written from', () => {
    const experiment = {
      ...seeded,
      problem: 'regression' as const,
      regDataset: 'reg-gauss' as const,
      networkShape: [],
      start: [0.5, -1e-7, 3],
      learningRate: 1e-5,
      seed: 'a&b=c %, ü',
      x: false,
      sinX: true,
      loss: 'crossEntropy' as const,
    };
    const view = {
      ...defaultView,
      speed: 'flat-out' as const,
      lang: 'zh-Hans' as const,
      discretize: true,
      hidden: new Set(['noise' as const]),
    };
    const back = read(writeLink(experiment, view));
    expect(back).toEqual({ experiment, view, problems: [] });
  });

  test('round-trips every field at every end of its range', () => {
    for (const key of fieldKeys) {
      const field = experimentFields[key];
      const values =
        field.kind === 'number'
          ? [field.min, field.max]
          : field.kind === 'choice'
            ? field.options
            : field.kind === 'flag'
              ? [true, false]
              : field.kind === 'choices'
                ? [[field.options[0]], field.options.slice(0, field.maxLength)]
                : [field.fallback];
      for (const value of [...values, field.fallback]) {
        if (key === 'x' || key === 'y' || key === 'start' || key === 'seed') continue;
        const experiment = { ...seeded, [key]: value };
        expect(read(writeLink(experiment, defaultView)).experiment, key).toEqual(experiment);
      }
    }
  });
});

describe('keys that are ours alone', () => {
  test('first weights of zero are written as TensorFlow Playground does', () => {
    expect(writeLink({ ...seeded, init: 'zeros' }, defaultView)).toBe('#seed=0.5&initZero=true');
    expect(writeLink({ ...seeded, init: 'he' }, defaultView)).toBe('#seed=0.5&init=he');
    expect(read('#initZero=true').experiment.init).toBe('zeros');
    expect(read('#initZero=false').experiment.init).toBe('uniform');
    expect(read('#init=zeros').experiment.init).toBe('zeros');
  });

  test.each([
    ['0', 0],
    ['20', 20],
    ['10000', 10_000],
  ])('samples=%s is taken as it is', (came, samples) => {
    const { experiment, problems } = read(`#samples=${came}`);
    expect([experiment.samples, problems]).toEqual([samples, []]);
  });

  test('an activation for each layer is a list', () => {
    const { experiment, problems } = read('#layerActivations=relu,tanh');
    expect([experiment.layerActivations, problems]).toEqual([['relu', 'tanh'], []]);
    expect(writeLink({ ...experiment, seed: '0.5' }, defaultView)).toBe(
      '#seed=0.5&layerActivations=relu,tanh',
    );
    expect(read('#layerActivations=').experiment.layerActivations).toEqual([]);
  });

  test('the habit, its weights, the shares and the weekend of the movie crowd come back', () => {
    const experiment = {
      ...seeded,
      dataset: 'movie' as const,
      habit: 'own' as const,
      habitWeights: [-100, 0.5, 1e-7, 100],
      sunnyShare: 0,
      affordableShare: 100,
      girlfriendShare: 33.3,
    };
    const view = { ...defaultView, weekend: '001' as const };
    const link = writeLink(experiment, view);
    expect(link).toContain('habitWeights=-100,0.5,1e-7,100');
    expect(link).toContain('weekend=001');
    expect(read(link)).toEqual({ experiment, view, problems: [] });
  });

  test('every weekend there is can be switched on', () => {
    expect(viewFields.weekend.options).toEqual(weekends.map((weekend) => weekend.join('')));
    for (const weekend of viewFields.weekend.options) {
      expect(read(writeLink(seeded, { ...defaultView, weekend })).view.weekend).toBe(weekend);
    }
  });

  test('a curve takes no notice of what is said about a second coordinate', () => {
    const { experiment, problems } = read(
      '#problem=regression&regDataset=step&y=true&sinY=true&xSquared=true&x=false',
    );
    expect(experiment).toMatchObject({ x: false, xSquared: true, sinY: true });
    expect(problems).toEqual([]);
  });
});

describe('nonsense in a link', () => {
  const cases: [hash: string, problem: object, field: object][] = [
    [
      '#learningRate=fast',
      { key: 'learningRate', came: 'fast', kind: 'bad-value', used: '0.03' },
      { learningRate: 0.03 },
    ],
    ['#learningRate=NaN', { key: 'learningRate', kind: 'bad-value' }, { learningRate: 0.03 }],
    ['#learningRate=1e9', { key: 'learningRate', kind: 'out-of-range', used: '10' }, { learningRate: 10 }],
    ['#learningRate=-Infinity', { key: 'learningRate', kind: 'out-of-range' }, { learningRate: 0.00001 }],
    ['#batchSize=2.5', { key: 'batchSize', kind: 'out-of-range', used: '3' }, { batchSize: 3 }],
    [
      '#networkShape=9000,4',
      { key: 'networkShape', kind: 'out-of-range', used: '32,4' },
      { networkShape: [32, 4] },
    ],
    ['#networkShape=4,two', { key: 'networkShape', kind: 'bad-value' }, { networkShape: [4, 2] }],
    [
      '#networkShape=1,1,1,1,1,1,1,1,1',
      { key: 'networkShape', kind: 'out-of-range' },
      { networkShape: [1, 1, 1, 1, 1, 1, 1, 1] },
    ],
    [
      '#layerActivations=magic,relu',
      { key: 'layerActivations', kind: 'bad-value', used: 'activation' },
      { layerActivations: [] },
    ],
    ['#samples=7', { key: 'samples', kind: 'out-of-range', used: '20' }, { samples: 20 }],
    ['#activation=magic', { key: 'activation', kind: 'bad-value', used: 'tanh' }, { activation: 'tanh' }],
    ['#initZero=maybe', { key: 'initZero', kind: 'bad-value', used: 'true' }, { init: 'zeros' }],
    ['#x=false&y=false', { key: 'x', kind: 'no-input' }, { x: true, y: false }],
    [
      '#problem=regression&regDataset=wave&x=false&y=true&sinY=true',
      { key: 'x', kind: 'no-input', used: 'x' },
      { x: true, y: true },
    ],
    ['#samples=5', { key: 'samples', kind: 'out-of-range', used: '20' }, { samples: 20 }],
    ['#samples=10001', { key: 'samples', kind: 'out-of-range', used: '10000' }, { samples: 10_000 }],
    ['#samples=many', { key: 'samples', kind: 'bad-value', used: '0' }, { samples: 0 }],
    ['#labelFlips=60', { key: 'labelFlips', kind: 'out-of-range', used: '50' }, { labelFlips: 50 }],
    ['#classes=2', { key: 'classes', kind: 'out-of-range', used: '3' }, { classes: 3 }],
    ['#habit=magic', { key: 'habit', kind: 'bad-value', used: 'weather' }, { habit: 'weather' }],
    [
      '#habitWeights=1,2,3',
      { key: 'habitWeights', came: '1,2,3', kind: 'bad-value', used: '8,4,4,8', expected: '4 × -100 … 100' },
      { habitWeights: [8, 4, 4, 8] },
    ],
    [
      '#habitWeights=1,2,3,4,5',
      { key: 'habitWeights', kind: 'bad-value', used: '8,4,4,8' },
      { habitWeights: [8, 4, 4, 8] },
    ],
    ['#habitWeights=1,,3,4', { key: 'habitWeights', kind: 'bad-value' }, { habitWeights: [8, 4, 4, 8] }],
    ['#habitWeights=1,2,x,4', { key: 'habitWeights', kind: 'bad-value' }, { habitWeights: [8, 4, 4, 8] }],
    [
      '#habitWeights=1,2,-200,4',
      { key: 'habitWeights', kind: 'out-of-range', used: '1,2,-100,4' },
      { habitWeights: [1, 2, -100, 4] },
    ],
    ['#sunnyShare=101', { key: 'sunnyShare', kind: 'out-of-range', used: '100' }, { sunnyShare: 100 }],
    ['#girlfriendShare=-1', { key: 'girlfriendShare', kind: 'out-of-range' }, { girlfriendShare: 0 }],
    ['#weekend=112', { key: 'weekend', kind: 'bad-value', used: '110' }, {}],
    ['#networkShape=4,', { key: 'networkShape', kind: 'bad-value' }, { networkShape: [4, 2] }],
    ['#dataset=wave', { key: 'dataset', kind: 'bad-value', used: 'circle' }, { dataset: 'circle' }],
    ['#init=magic', { key: 'init', kind: 'bad-value', used: 'uniform' }, { init: 'uniform' }],
    [
      '#layerActivations=relu,magic',
      { key: 'layerActivations', kind: 'bad-value', used: 'relu' },
      { layerActivations: ['relu'] },
    ],
    [
      '#layerActivations=relu,relu,relu,relu,relu,relu,relu,relu,tanh',
      { key: 'layerActivations', kind: 'out-of-range' },
      { layerActivations: Array(8).fill('relu') },
    ],
    ['#start=1,2,3', { key: 'start', kind: 'wrong-count', came: '3', expected: '25' }, { start: [] }],
    ['#cosX=true', { key: 'cosX', kind: 'no-effect' }, {}],
    ['#__proto__=1', { key: '__proto__', kind: 'unknown-key' }, {}],
    ['#constructor=1', { key: 'constructor', kind: 'unknown-key' }, {}],
    ['#nothing_hide=true', { key: 'nothing_hide', kind: 'unknown-key' }, {}],
  ];

  test.each(cases)('%s is named and mended', (hash, problem, field) => {
    const { problems, experiment } = read(hash);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(problem);
    expect(experiment).toMatchObject(field);
  });

  test('never throws, stays in range, and is always mentioned: 1,000 hostile hashes', () => {
    const random = createRandom('hostile');
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
    const keys = [
      ...fieldKeys,
      'unknown',
      '__proto__',
      '',
      'toString',
      'x_hide',
      '%',
      '%E0%A4%A',
      '🎬',
      'a'.repeat(5000),
    ];
    const values = [
      'NaN',
      '-1',
      '1e999',
      '',
      ' ',
      '%00',
      '<script>',
      '9'.repeat(400),
      ','.repeat(50),
      '1,NaN',
      '💥',
      'null',
    ];
    for (let trial = 0; trial < 1000; trial++) {
      const pairs = Array.from(
        { length: 1 + Math.floor(random() * 6) },
        () => `${pick(keys)}=${pick(values)}`,
      );
      const { experiment, problems } = read(`#${pairs.join('&')}&certainlyUnknown=1`);
      expect(problems.some(({ key }) => key === 'certainlyUnknown')).toBe(true);
      for (const key of fieldKeys) {
        if (key === 'seed') continue;
        const field = experimentFields[key];
        if (field.kind === 'number' && !(field.isZeroAutomatic && experiment[key] === 0)) {
          expect(experiment[key]).toBeGreaterThanOrEqual(field.min);
          expect(experiment[key]).toBeLessThanOrEqual(field.max);
        } else if (field.kind === 'choice') {
          expect(field.options).toContain(experiment[key]);
        } else if (key === 'habitWeights') {
          expect(experiment[key]).toHaveLength(4);
        } else if (field.kind === 'choices') {
          expect(experiment[key]).toEqual([]);
        }
      }
      for (const { came, used } of problems) expect(came.length + used.length).toBeLessThan(100);
    }
  });
});

describe('points placed by hand', () => {
  const own = '#problem=regression&regDataset=own&seed=1';

  test('stand in the link by their coordinates', () => {
    const { experiment, view, problems } = read(`${own}&ownPoints=-6,2,0.5,-1.25,6,0`);
    expect(problems).toEqual([]);
    expect(experiment.ownPoints).toEqual([-6, 2, 0.5, -1.25, 6, 0]);
    expect(writeLink(experiment, view)).toContain('ownPoints=-6,2,0.5,-1.25,6,0');
  });

  test('are brought into the picture, and said to be', () => {
    const { experiment, problems } = read(`${own}&ownPoints=7,3,-7,-3,1,1`);
    expect(experiment.ownPoints).toEqual([6, 2, -6, -2, 1, 1]);
    expect(problems).toMatchObject([{ key: 'ownPoints', expected: '2 … 200 × (-6 … 6, -2 … 2)' }]);
  });

  test.each(['1,2', '1,2,3', '1,2,3,4,5', '1,2,3,x'])('that are none fall back: %j', (came) => {
    const { experiment, problems } = read(`${own}&ownPoints=${came}`);
    expect(experiment.ownPoints).toEqual(experimentFields.ownPoints.fallback);
    expect(problems).toMatchObject([{ key: 'ownPoints', kind: 'bad-value' }]);
  });
});
