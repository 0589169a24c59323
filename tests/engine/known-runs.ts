import type { Diagnosis } from '$lib/engine';

type Kind = Diagnosis['kind'];

const noisy = 'noise=50&percTrainData=10&networkShape=8,8,8&learningRate=0.1';

/** Runs whose nature is known: the link, the epoch at which they are asked, and what may be said then. */
export const knownRuns: readonly [nature: string, link: string, epochs: number, kinds: readonly Kind[]][] = [
  ['circle, at first', '#dataset=circle&loss=crossEntropy', 60, ['learning']],
  ['two moons, on the way', '#dataset=moons&loss=crossEntropy&networkShape=8', 100, ['learning']],
  ['multi-Gaussian, on the way', '#problem=regression&regDataset=reg-gauss&networkShape=8', 40, ['learning']],

  ['circle, learned', '#dataset=circle&loss=crossEntropy', 1000, ['plateau']],
  ['two clouds, learned', '#dataset=gauss&loss=crossEntropy', 300, ['plateau']],
  ['two clouds that overlap', '#dataset=gauss&loss=crossEntropy&noise=50&networkShape=2', 400, ['plateau']],
  ['a plane, learned', '#problem=regression&regDataset=reg-plane&networkShape=4', 200, ['plateau']],
  [
    'the crowd that follows the girlfriend',
    '#dataset=movie&habit=girlfriend&noise=5&networkShape=&loss=crossEntropy&learningRate=0.1',
    20,
    ['plateau'],
  ],

  ['circle, 50 noisy points', `#dataset=circle&loss=crossEntropy&${noisy}`, 800, ['overfitting']],
  ['exclusive or, 50 noisy points', `#dataset=xor&loss=crossEntropy&${noisy}`, 800, ['overfitting']],
  ['clouds, 50 noisy points', `#dataset=gauss&loss=crossEntropy&${noisy}`, 800, ['overfitting']],
  [
    'clouds, 50 noisy points, validated',
    `#dataset=gauss&loss=crossEntropy&validationShare=40&${noisy}`,
    800,
    ['overfitting'],
  ],
  [
    'circle, a fifth of the labels wrong',
    '#dataset=circle&loss=crossEntropy&labelFlips=20&percTrainData=20&networkShape=8,8&learningRate=0.1',
    1500,
    ['overfitting'],
  ],
  [
    'exclusive or, 50 noisy points, Adam',
    '#dataset=xor&loss=crossEntropy&noise=50&percTrainData=10&networkShape=8,8&optimizer=adam&learningRate=0.01',
    400,
    ['overfitting'],
  ],

  ['spiral, 2 neurons', '#dataset=spiral&loss=crossEntropy&networkShape=2', 400, ['underfitting']],
  ['circle, 1 neuron', '#dataset=circle&loss=crossEntropy&networkShape=1', 400, ['underfitting']],
  ['circle, straight lines only', '#dataset=circle&activation=linear', 300, ['underfitting']],
  [
    'circle, L1 at 0.3',
    '#dataset=circle&loss=crossEntropy&regularization=L1&regularizationRate=0.3',
    300,
    ['underfitting'],
  ],
  [
    'circle, L2 at 0.3',
    '#dataset=circle&loss=crossEntropy&regularization=L2&regularizationRate=0.3',
    300,
    ['underfitting'],
  ],
  ['exclusive or, no hidden layer', '#dataset=xor&loss=crossEntropy&networkShape=', 300, ['underfitting']],
  [
    'exclusive or, all weights 0',
    '#dataset=xor&loss=crossEntropy&networkShape=6&init=zeros',
    300,
    ['underfitting'],
  ],
  [
    'the crowd that wants one of two, one neuron',
    '#dataset=movie&habit=notBoth&noise=5&networkShape=&loss=crossEntropy&learningRate=0.1',
    20,
    ['underfitting'],
  ],

  ['circle at 0.00001', '#dataset=circle&loss=crossEntropy&learningRate=0.00001', 300, ['tooSlow']],
  ['circle at 0.001', '#dataset=circle&loss=crossEntropy&learningRate=0.001', 300, ['tooSlow']],
  ['exclusive or at 0.0001', '#dataset=xor&learningRate=0.0001&networkShape=8', 300, ['tooSlow']],
  [
    'exclusive or, Adam at 0.00003',
    '#dataset=xor&loss=crossEntropy&learningRate=0.00003&networkShape=8&optimizer=adam',
    200,
    ['tooSlow'],
  ],
  [
    'circle, one update an epoch',
    '#dataset=circle&loss=crossEntropy&learningRate=0.01&batchSize=250',
    300,
    ['tooSlow'],
  ],

  ['circle at 10', '#dataset=circle&learningRate=10', 200, ['diverged', 'oscillating']],
  [
    'circle at 10, cross-entropy',
    '#dataset=circle&loss=crossEntropy&learningRate=10',
    200,
    ['diverged', 'oscillating'],
  ],
  [
    'exclusive or at 10',
    '#dataset=xor&loss=crossEntropy&learningRate=10&networkShape=8',
    100,
    ['diverged', 'oscillating'],
  ],
  [
    'straight lines at 10',
    '#problem=regression&regDataset=reg-gauss&networkShape=3&activation=linear&learningRate=10',
    50,
    ['diverged'],
  ],

  [
    'circle, ReLU at 3',
    '#dataset=circle&loss=crossEntropy&activation=relu&learningRate=3',
    200,
    ['deadUnits'],
  ],
  [
    'circle, ReLU with biases of −6',
    '#dataset=circle&loss=crossEntropy&activation=relu&networkShape=4&start=0.1,0.3,-0.2,0.2,0.3,-0.1,-0.3,-0.2,-6,-6,-6,-6,0.3,-0.4,0.2,0.3,0',
    200,
    ['deadUnits'],
  ],
  [
    'exclusive or, ReLU at 3',
    '#dataset=xor&activation=relu&learningRate=3&networkShape=6,2',
    200,
    ['deadUnits', 'diverged', 'oscillating'],
  ],
];

/** Runs that learn what there is to learn from clean data, and do not overfit. */
export const cleanRuns: readonly [name: string, link: string, epochs: number][] = [
  ['circle', '#dataset=circle&loss=crossEntropy', 1200],
  ['circle, squared error', '#dataset=circle', 1200],
  ['exclusive or', '#dataset=xor&loss=crossEntropy&networkShape=8,8&learningRate=0.1', 600],
  ['two clouds', '#dataset=gauss&loss=crossEntropy', 600],
  ['two moons', '#dataset=moons&loss=crossEntropy&networkShape=8', 1200],
  ['blobs', '#dataset=blobs&loss=crossEntropy&networkShape=6&classes=4', 500],
  ['spiral', '#dataset=spiral&loss=crossEntropy&networkShape=8,8&sinX=true&sinY=true', 800],
  ['circle, ReLU', '#dataset=circle&loss=crossEntropy&activation=relu&networkShape=8', 800],
  [
    'circle, L2',
    '#dataset=circle&loss=crossEntropy&networkShape=8&regularization=L2&regularizationRate=0.003',
    600,
  ],
  ['a plane', '#problem=regression&regDataset=reg-plane&networkShape=4', 200],
  ['the crowd', '#dataset=movie&habit=all&noise=5&networkShape=3&loss=crossEntropy&learningRate=0.1', 30],
];
