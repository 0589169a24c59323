// The second of two files: computes with the numbers in model.safetensors, which has to lie beside it.
//
//   node run.mjs 1 0 1       a weekend: is it sunny, is it affordable, does she come along?
//   node run.mjs 2.5 -1      a point of the plane
//
// Node 20 or newer, nothing else. A network is layers of neurons; a neuron multiplies each number that comes in by a
// weight, adds all up with a bias of its own, and gives what its activation makes of the sum.
import { readFileSync } from 'node:fs';

const features = {
  weather: ([weather]) => weather,
  price: ([, price]) => price,
  girlfriend: ([, , girlfriend]) => girlfriend,
  x: ([x1]) => x1,
  y: ([, x2]) => x2,
  xSquared: ([x1]) => x1 * x1,
  ySquared: ([, x2]) => x2 * x2,
  xTimesY: ([x1, x2]) => x1 * x2,
  sinX: ([x1]) => Math.sin(x1),
  sinY: ([, x2]) => Math.sin(x2),
};

const logistic = (z) => 1 / (1 + Math.exp(-z));
const activations = {
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  sigmoid: logistic,
  linear: (z) => z,
  leakyRelu: (z) => (z < 0 ? 0.01 * z : z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  gelu: (z) => (z * (1 + erf(z / Math.SQRT2))) / 2,
  silu: (z) => z * logistic(z),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  sine: Math.sin,
  step: (z) => (z > 0 ? 1 : 0),
};

/** The error function by a power series all of whose terms have one sign. */
function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Makes any numbers shares of 1: the larger a number, the larger its share. */
function softmax(sums) {
  const largest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - largest));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

/** A safetensors file: the length of a header in JSON, the header, and the tensors' numbers one after another. */
function readModel(path) {
  const file = readFileSync(path);
  const dataStart = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: metadata, ...tensors } = JSON.parse(file.toString('utf8', 8, dataStart));
  if (metadata?.format !== 'matinee network') throw new Error('it holds no network of this kind');
  const numbersOf = (name) => {
    const [from, to] = tensors[name].data_offsets;
    if (dataStart + to > file.length) throw new Error('it is cut short');
    const bytes = new Uint8Array(file.subarray(dataStart + from, dataStart + to));
    return Array.from(new Float32Array(bytes.buffer));
  };
  const hidden = JSON.parse(metadata.activations);
  return {
    inputs: JSON.parse(metadata.inputs),
    features: JSON.parse(metadata.features),
    answers: JSON.parse(metadata.answers),
    layers: [...hidden, metadata.output].map((activation, layer) => ({
      activation,
      weights: numbersOf(`layers.${layer}.weight`),
      biases: numbersOf(`layers.${layer}.bias`),
    })),
  };
}

/** The numbers that a layer's neurons give; their weights stand one neuron after another. */
function layerOutputs({ activation, weights, biases }, values) {
  const sums = biases.map((bias, neuron) =>
    values.reduce((sum, value, source) => sum + weights[neuron * values.length + source] * value, bias),
  );
  return activation === 'softmax' ? softmax(sums) : sums.map(activations[activation]);
}

/** Which of the answers an output layer means. */
function decisionOf(outputs, activation) {
  if (outputs.length > 1) return outputs.indexOf(Math.max(...outputs));
  // A sigmoid is in the middle at one half, the others at 0.
  return outputs[0] > (activation === 'sigmoid' ? 0.5 : 0) ? 1 : 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function load() {
  try {
    return readModel(new URL('model.safetensors', import.meta.url));
  } catch (error) {
    const isMissing = error.code === 'ENOENT';
    return fail(
      isMissing
        ? 'model.safetensors is missing: put it beside run.mjs'
        : `model.safetensors cannot be used: ${error.message}`,
    );
  }
}

const { inputs, features: names, answers, layers } = load();
const given = process.argv.slice(2);
if (given.length !== inputs.length) {
  fail(`expected ${inputs.length} numbers, ${inputs.join(' ')}; got ${given.length}`);
}
const point = given.map((text, place) => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) {
    fail(`${inputs[place]}: expected a number, got "${text}"`);
  }
  return number;
});

let values = names.map((name) => features[name](point));
for (const layer of layers) values = layerOutputs(layer, values);

if (answers.length > 2) values.forEach((value, place) => console.log(`${answers[place]}: ${value}`));
else console.log(`output: ${values[0]}`);
if (answers.length > 0) {
  const decision = decisionOf(values, layers.at(-1).activation);
  console.log(`decision: ${answers.length > 2 ? answers[decision] : `${decision} (${answers[decision]})`}`);
}
