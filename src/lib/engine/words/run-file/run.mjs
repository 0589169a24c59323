// The second of two files: lets the transformer in model.safetensors, which has to lie beside it, continue a text:
//   node run.mjs "画龙点睛，" --tokens 40 --temperature 0.8 --top-k 5 --top-p 1 --seed 1     (or --greedy)
// Needs Node 20. Every token gets a probability of being the next; one is chosen and appended, and so on.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

// Whatever is wrong, one line says it.
process.on('uncaughtException', ({ message }) => {
  console.error(message);
  process.exit(1);
});

// ---- What is asked for: a text, and how to choose

/** Each number's name, what it is by itself, and what it may be. */
const numbers = [
  ['tokens', '40', (n) => Number.isInteger(n) && n > 0, 'an integer above 0'],
  ['temperature', '0.8', (n) => n > 0 && n < Infinity, 'a number above 0'],
  ['top-k', '0', (n) => Number.isInteger(n) && n >= 0, 'an integer, 0 for all tokens'],
  ['top-p', '1', (n) => n > 0 && n <= 1, 'a number above 0, at most 1'],
];

function readArguments() {
  const options = { seed: { type: 'string', default: '1' }, greedy: { type: 'boolean', default: false } };
  for (const [name, usual] of numbers) options[name] = { type: 'string', default: usual };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length !== 1 || !positionals[0])
    throw new Error('expected one text to continue, in quotes');
  for (const [name, , isRight, expected] of numbers) {
    const text = values[name];
    values[name] = text.trim() === '' ? NaN : Number(text);
    if (!isRight(values[name])) throw new Error(`--${name}: expected ${expected}, got "${text}"`);
  }
  return { prompt: positionals[0], ...values };
}

// ---- The file: the length of a header in JSON, the header, and the tensors' numbers one after another

function readModel(path) {
  if (!existsSync(path)) throw new Error('model.safetensors is missing: put it beside run.mjs');
  const file = readFileSync(path);
  if (file[8] !== '{'.charCodeAt(0)) throw new Error('model.safetensors is no safetensors file');
  const dataStart = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: metadata, ...entries } = JSON.parse(file.toString('utf8', 8, dataStart));
  if (metadata?.format !== 'matinee words') throw new Error('model.safetensors holds no model of this kind');
  const tensors = {};
  for (const [name, { data_offsets: offsets }] of Object.entries(entries)) {
    const [from, to] = offsets.map((offset) => dataStart + offset);
    if (to > file.length) throw new Error('model.safetensors is cut short');
    tensors[name] = new Float32Array(new Uint8Array(file.subarray(from, to)).buffer);
  }
  const said = (key) => JSON.parse(metadata[key]);
  return { tensors, shape: said('experiment'), vocabulary: said('vocabulary'), merges: said('merges') };
}

const asked = readArguments();
const { tensors, shape, vocabulary, merges } = readModel(new URL('model.safetensors', import.meta.url));
const { width, heads, activation, norm } = shape;

// ---- Tokens: characters; or bytes of UTF-8, of which the most frequent pair became one token, again and again

const utf8 = new TextEncoder();
const unitsOf = shape.tokens === 'characters' ? (text) => [...text] : (text) => [...utf8.encode(text)];
const bytesOf = vocabulary.map((unit) => (typeof unit === 'number' ? [unit] : [...utf8.encode(unit)]));
for (const [left, right] of merges) bytesOf.push([...bytesOf[left], ...bytesOf[right]]);

function tokensOf(text) {
  const unknown = [...text].find((character) =>
    unitsOf(character).some((unit) => !vocabulary.includes(unit)),
  );
  if (unknown !== undefined) throw new Error(`the model does not know the character "${unknown}"`);
  const tokens = unitsOf(text).map((unit) => vocabulary.indexOf(unit));
  merges.forEach(([left, right], place) => {
    for (let i = 0; i + 1 < tokens.length; i++) {
      if (tokens[i] === left && tokens[i + 1] === right) tokens.splice(i, 2, vocabulary.length + place);
    }
  });
  return tokens;
}

// ---- The transformer: each token is a vector, and block by block it takes up what the tokens before it say

const add = (a, b) => a.map((value, i) => value + b[i]);
const sum = (values) => values.reduce((total, value) => total + value, 0);
const rowOf = (name, row) => Array.from(tensors[name].subarray(row * width, (row + 1) * width));

/** Each output: the inputs, each times a weight of its own, and a bias. */
function linear(name, inputs) {
  const { [`${name}.weight`]: weights, [`${name}.bias`]: biases } = tensors;
  return Array.from(biases, (bias, output) => {
    let total = bias;
    for (let i = 0, w = output * inputs.length; i < inputs.length; i++, w++) total += weights[w] * inputs[i];
    return total;
  });
}

/** Mean 0 and variance 1, then a learned scale and shift. */
function normalized(name, values) {
  const mean = sum(values) / width;
  const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / width + 1e-5);
  const { [`${name}.weight`]: scale, [`${name}.bias`]: shift } = tensors;
  return values.map((value, i) => ((value - mean) / deviation) * scale[i] + shift[i]);
}

/** Makes any numbers shares of 1: the larger a number, the larger its share. */
function softmax(values) {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/** A token's vector says what it is, and where it stands: by sines and cosines of ever longer waves, or as learned. */
function embedded(token, place) {
  const vector = rowOf('embedding.weight', token);
  if (shape.positions === 'none') return vector;
  if (shape.positions === 'learned') return add(vector, rowOf('positions.weight', place));
  const angleOf = (i) => place / 10000 ** ((i - (i % 2)) / width);
  return vector.map((value, i) => value + (i % 2 === 0 ? Math.sin(angleOf(i)) : Math.cos(angleOf(i))));
}

/** Each token asks (query) what the others offer (key), and takes of what they say (value) as much as that fits. */
function attention(name, rows) {
  const size = width / heads;
  const [queries, keys, values] = ['query', 'key', 'value'].map((part) => {
    const whole = rows.map((row) => linear(`${name}.${part}`, row)); // each head has a part of it
    return Array.from({ length: heads }, (_, h) => whole.map((row) => row.slice(h * size, (h + 1) * size)));
  });
  return rows.map((_, place) => {
    const seen = shape.mask ? place + 1 : rows.length;
    const mixed = queries.flatMap((ofHead, h) => {
      const scoreOf = (key) => sum(key.map((value, i) => value * ofHead[place][i])) / Math.sqrt(size);
      const shares = softmax(keys[h].slice(0, seen).map(scoreOf));
      return ofHead[place].map((_, i) => sum(shares.map((share, t) => share * values[h][t][i])));
    });
    return linear(`${name}.projection`, mixed);
  });
}

/** The error function by a power series all of whose terms have one sign. */
function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  const terms = [x];
  for (let n = 1; Math.abs(terms[n - 1]) > 1e-17; n++) terms.push((terms[n - 1] * 2 * x * x) / (2 * n + 1));
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum(terms);
}
const activate = activation === 'relu' ? (z) => Math.max(0, z) : (z) => (z * (1 + erf(z / Math.SQRT2))) / 2;

/** Adds to each token what a layer makes of all, and keeps the numbers in bounds. */
function withLayer(rows, normName, layer) {
  const inputs = norm === 'before' ? rows.map((row) => normalized(normName, row)) : rows;
  const sums = layer(inputs).map((output, place) => add(rows[place], output));
  return norm === 'after' ? sums.map((row) => normalized(normName, row)) : sums;
}

/** A number for each token of the vocabulary: how much speaks for it to come next. */
function logitsAfter(tokens) {
  let rows = tokens.map(embedded);
  for (let block = 0; block < shape.blocks; block++) {
    const name = `blocks.${block}`;
    const feedForward = (row) =>
      linear(`${name}.feedForward.contract`, linear(`${name}.feedForward.expand`, row).map(activate));
    rows = withLayer(rows, `${name}.norm1`, (inputs) => attention(`${name}.attention`, inputs));
    if (shape.feedForward) rows = withLayer(rows, `${name}.norm2`, (inputs) => inputs.map(feedForward));
  }
  return linear('output', norm === 'before' ? normalized('norm', rows.at(-1)) : rows.at(-1));
}

/** A number from 0 to 1 for each seed and place: bytes by FNV-1a, then what MurmurHash3 ends with. */
function drawn(seed, place) {
  let bits = 0x811c9dc5;
  for (const byte of utf8.encode(seed)) bits = Math.imul(bits ^ byte, 0x01000193);
  bits += Math.imul(place, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** The token to come: by chance as its probability has it, among the likeliest; greedy, the likeliest of all. */
function chosen(logits, draw) {
  const shares = softmax(logits.map((logit) => logit / asked.temperature));
  const ranked = [...shares.keys()].sort((a, b) => shares[b] - shares[a] || a - b);
  if (asked.greedy) return ranked[0];
  const likeliest = ranked.slice(0, asked['top-k'] || undefined);
  let reached = 0;
  const enough = likeliest.findIndex((token) => (reached += shares[token]) >= asked['top-p']);
  const kept = enough < 0 ? likeliest : likeliest.slice(0, enough + 1);
  let below = 0;
  return kept.find((token) => (below += shares[token] / reached) > draw) ?? kept[0];
}

// One token after another: the model sees the latest ones, as many as its context has.
const [tokens, decoder] = [tokensOf(asked.prompt), new TextDecoder('utf-8', { ignoreBOM: true })];
process.stdout.write(asked.prompt);
for (let place = 0; place < asked.tokens; place++) {
  const token = chosen(logitsAfter(tokens.slice(-shape.context)), drawn(asked.seed, place));
  tokens.push(token);
  process.stdout.write(decoder.decode(Uint8Array.from(bytesOf[token]), { stream: true }));
}
console.log(decoder.decode());
