// The package's main module also loads its GPU code.
import network from 'brain.js/dist/neural-network.js';
import { firstLayers, lossOf } from './cases.mjs';

const { default: NeuralNetwork } = network;

/** @type {import('./contest.mjs').Contender} */
export const brain = {
  name: 'brain.js 1.6',
  isOnline: true,
  differsIn: ({ activation }) => (activation === 'tanh' ? undefined : 'one activation for all layers'),
  create(problem) {
    const { sizes, activation, inputs, targets, learningRate } = problem;
    const net = new NeuralNetwork({ activation });
    net.sizes = sizes;
    net.initialize();
    firstLayers(problem).forEach(({ inputs, weights, biases }, layer) => {
      const rows = net.weights[layer + 1];
      rows.forEach((row, o) => row.set(weights.subarray(o * inputs, (o + 1) * inputs)));
      net.biases[layer + 1].set(biases);
    });
    const data = inputs.map((input, i) => ({ input, output: [targets[i]] }));
    // It insists on some momentum and some threshold.
    const options = { learningRate, momentum: 1e-30, errorThresh: Number.MIN_VALUE };
    net.errorCheckInterval = Infinity;
    return {
      trainEpochs: (count) => net.train(data, { ...options, iterations: count }),
      loss: () =>
        lossOf(
          inputs.map((input) => net.run(input)[0]),
          targets,
        ),
    };
  },
};
