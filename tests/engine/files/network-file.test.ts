import { describe, expect, it } from 'vitest';
import { defaultExperiment, referenceKernels, Trainer, type Experiment } from '$lib/engine';
import { ModelFileProblem } from '$lib/engine/files/model-file-problem';
import { readNetworkFile, writeNetworkFile } from '$lib/engine/files/network-file';
import { readSafetensors, writeSafetensors, type TensorFile } from '$lib/engine/files/safetensors';
import { runProgram, twoFiles } from './two-files';

const PROGRAM = 'src/lib/engine/files/run-network.mjs';
const twoAnswers = ['Stay home', 'Go'];

const movie: Partial<Experiment> = { dataset: 'movie', networkShape: [], samples: 100 };
const allFeatures = { xSquared: true, ySquared: true, xTimesY: true, sinX: true, sinY: true };
const networks: [name: string, fields: Partial<Experiment>, answers: string[]][] = [
  ['a movie perceptron by cross-entropy', { ...movie, loss: 'crossEntropy' }, twoAnswers],
  ['a movie perceptron by its own rule', { ...movie, optimizer: 'perceptron' }, twoAnswers],
  ['a movie network', { ...movie, networkShape: [3] }, twoAnswers],
  [
    'all features and half of the activations',
    {
      ...allFeatures,
      networkShape: [5, 4, 3, 3, 4, 5],
      layerActivations: ['tanh', 'relu', 'sigmoid', 'linear', 'leakyRelu', 'elu'],
      init: 'he',
      loss: 'hinge',
    },
    twoAnswers,
  ],
  [
    'the other activations',
    {
      y: false,
      networkShape: [5, 4, 3, 3, 4],
      layerActivations: ['gelu', 'silu', 'softplus', 'sine', 'step'],
      init: 'he',
    },
    twoAnswers,
  ],
  ['four classes', { dataset: 'blobs', classes: 4, networkShape: [6], loss: 'crossEntropy' }, [...'abcd']],
  ['four classes by squares', { dataset: 'blobs', classes: 4, networkShape: [6] }, [...'abcd']],
  ['a regression', { problem: 'regression', sinX: true, activation: 'gelu' }, []],
  ['a curve', { problem: 'regression', regDataset: 'wave', networkShape: [8], xSquared: true }, []],
];

function trained(fields: Partial<Experiment>): Trainer {
  const trainer = new Trainer(
    referenceKernels,
    { ...defaultExperiment, seed: '7', samples: 60, ...fields },
    4,
  );
  for (let epoch = 0; epoch < 3; epoch++) trainer.trainEpoch();
  return trainer;
}
const savedOf = ({ experiment, epoch, model }: Trainer) => ({
  experiment,
  epoch,
  parameters: model.parameters.slice(),
});

/** The numbers that the program has to say, and the decision, for a point of the map. */
function expected(trainer: Trainer, point: number, answers: string[]) {
  const { grid, topology } = trainer;
  const points = grid.columns * grid.rows;
  const outputs = topology.layers[topology.layers.length - 1].outputs;
  const all = trainer.map();
  const values = Array.from(
    { length: outputs },
    (_, o) => all[(topology.neuronCount - outputs + o) * points + point],
  );
  const end = trainer.model.rules.output;
  const isOne = values[0] > (end === 'sigmoid' ? 0.5 : 0) ? 1 : 0;
  const decision =
    outputs > 1 ? answers[values.indexOf(Math.max(...values))] : `${isOne} (${answers[isOne]})`;
  return { values, decision: answers.length > 0 ? [`decision: ${decision}`] : [] };
}

describe('two files of a network', () => {
  it.each(networks)('compute what the page computes: %s', async (_, fields, answers) => {
    const trainer = trained(fields);
    const folder = twoFiles(PROGRAM, writeNetworkFile(savedOf(trainer), answers));
    const inputs = trainer.grid.inputs();
    for (const point of [1, 6]) {
      const { values, decision } = expected(trainer, point, answers);
      const { lines, errors } = await runProgram(folder, ...inputs.map((column) => column[point]));
      expect(errors).toEqual([]);
      expect(lines.slice(values.length)).toEqual(decision);
      values.forEach((value, place) => {
        const [name, said] = lines[place].split(': ');
        expect(name).toBe(answers.length > 2 ? answers[place] : 'output');
        expect(Number(said)).toBeCloseTo(value, 5);
      });
    }
  });

  it.each([
    ['1 number too few', [1, 0], /^expected 3 numbers, weather price girlfriend; got 2$/],
    ['a word', [1, 'x', 0], /^price: expected a number, got "x"$/],
  ])('say so in one line: %s', async (_, options, message) => {
    const folder = twoFiles(PROGRAM, writeNetworkFile(savedOf(trained(movie)), twoAnswers));
    const { lines, errors, code } = await runProgram(folder, ...options);
    expect({ lines, code }).toEqual({ lines: [], code: 1 });
    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['missing', undefined, /^model\.safetensors is missing: put it beside run\.mjs$/],
    ['cut short', writeNetworkFile(savedOf(trained(movie)), twoAnswers).slice(0, -1), /cut short/],
    ['of something else', writeSafetensors({ metadata: {}, tensors: new Map() }), /no network of this kind/],
    ['a text', Buffer.from('once upon a time'), /^model\.safetensors cannot be used: /],
  ])('say so in one line where model.safetensors is %s', async (_, model, message) => {
    const { errors, code } = await runProgram(twoFiles(PROGRAM, model), 1, 1, 1);
    expect(code).toBe(1);
    expect(errors).toEqual([expect.stringMatching(message)]);
  });
});

describe("a network's file", () => {
  it('gives back every bit, and of the experiment all but the first parameters', () => {
    for (const [, fields, answers] of networks) {
      const saved = savedOf(trained({ ...fields, start: [1, 2, 3] }));
      const { start: _, ...experiment } = saved.experiment;
      const read = readNetworkFile(writeNetworkFile(saved, answers));
      expect(read).toEqual({ ...saved, experiment: { ...experiment, start: [] } });
    }
  });

  const whole = readSafetensors(writeNetworkFile(savedOf(trained({ networkShape: [3] })), twoAnswers));
  const { metadata, tensors } = whole;
  const withTensor = (name: string, ...numbers: number[]): TensorFile => ({
    metadata,
    tensors: new Map([...tensors, [name, { shape: [numbers.length], values: Float32Array.from(numbers) }]]),
  });
  const withMetadata = (patch: Record<string, string>): TensorFile => ({
    tensors,
    metadata: { ...metadata, ...patch },
  });
  const { networkShape: __, ...experiment } = JSON.parse(metadata.experiment) as Experiment;
  const bad: [what: string, file: TensorFile, fault: object][] = [
    ['is of another kind', withMetadata({ format: 'pt' }), { kind: 'foreign', came: 'pt' }],
    ['is of a later version', withMetadata({ version: '2' }), { kind: 'entry', key: '__metadata__.version' }],
    [
      'has no experiment',
      withMetadata({ experiment: '{' }),
      { kind: 'entry', key: '__metadata__.experiment', came: '{' },
    ],
    [
      'has an experiment that lacks something',
      withMetadata({ experiment: JSON.stringify(experiment) }),
      { kind: 'entry', key: '__metadata__.experiment.networkShape' },
    ],
    [
      'says of the network what its experiment does not',
      withMetadata({ output: 'sigmoid' }),
      { kind: 'entry', key: '__metadata__.output', came: 'sigmoid', expected: 'tanh' },
    ],
    [
      'lacks a tensor',
      { metadata, tensors: new Map([...tensors].slice(0, -1)) },
      { kind: 'missingTensor', tensor: 'layers.1.bias', shape: '[1]' },
    ],
    [
      'has one too many',
      withTensor('layers.2.weight', 1),
      { kind: 'unknownTensor', tensor: 'layers.2.weight', shape: '[1]' },
    ],
    [
      'has one of another shape',
      withTensor('layers.0.bias', 1, 2),
      { kind: 'shape', tensor: 'layers.0.bias', came: '[2]', expected: '[3]' },
    ],
    [
      'holds what is no number',
      withTensor('layers.0.bias', 1, NaN, 3),
      { kind: 'number', tensor: 'layers.0.bias', place: 1, came: 'NaN' },
    ],
  ];
  it.each(bad)('is refused if it %s', (_, file, fault) => {
    const read = () => readNetworkFile(writeSafetensors(file));
    expect(read).toThrow(ModelFileProblem);
    expect(read).toThrow(expect.objectContaining({ fault: expect.objectContaining(fault) as object }));
  });
});
