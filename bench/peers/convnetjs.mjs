import convnetjs from 'convnetjs';
import { firstLayers, lossOf } from './cases.mjs';

/** @type {import('./contest.mjs').Contender} */
export const convnet = {
  name: 'convnetjs 0.3',
  create(problem) {
    const { sizes, activation, inputs, targets, batchSize, learningRate } = problem;
    const outputLayer = sizes.length - 1;
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
      ...sizes.slice(1).map((size, layer) => ({
        type: 'fc',
        num_neurons: size,
        activation: layer + 1 === outputLayer ? 'tanh' : activation,
      })),
    ]);
    // makeLayers would put one more dense layer before the loss.
    net.layers.push(new convnetjs.RegressionLayer({ in_sx: 1, in_sy: 1, in_depth: 1 }));
    const dense = net.layers.filter(({ layer_type }) => layer_type === 'fc');
    firstLayers(problem).forEach(({ inputs, weights, biases }, layer) => {
      dense[layer].filters.forEach(({ w }, o) => w.set(weights.subarray(o * inputs, (o + 1) * inputs)));
      dense[layer].biases.w.set(biases);
    });
    const trainer = new convnetjs.SGDTrainer(net, {
      learning_rate: learningRate,
      momentum: 0,
      l2_decay: 0,
      batch_size: batchSize,
    });
    const samples = inputs.map((values) => new convnetjs.Vol(values));
    const wanted = targets.map((target) => [target]);
    const lastBatch = samples.length - (samples.length % batchSize);
    return {
      trainEpochs(count) {
        for (let epoch = 0; epoch < count; epoch++) {
          trainer.k = 0;
          trainer.batch_size = batchSize;
          for (let i = 0; i < samples.length; i++) {
            if (i === lastBatch) {
              trainer.k = 0;
              trainer.batch_size = samples.length - lastBatch;
            }
            trainer.train(samples[i], wanted[i]);
          }
        }
      },
      loss: () =>
        lossOf(
          samples.map((sample) => net.forward(sample, false).w[0]),
          targets,
        ),
    };
  },
};
