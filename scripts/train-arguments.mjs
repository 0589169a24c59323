import { parseArgs } from 'node:util';

export const usage = `npm run -s train -- '<link>' [--epochs N] [--every K] [--data] [--weights]

Runs the experiment of a link and prints one JSON object per line:

  epoch, trainLoss, testLoss                  for epoch 0, every K-th and the last
  trainAccuracy, testAccuracy                 too, for classification: shares, 0 … 1

The link is an address of the page, the part of one from its # on, or '' for what
the page opens with. For - links are read from standard input, one a line; each
object then names its link as well.

  --epochs N   train for N epochs (100)
  --every K    print every K-th epoch (10)
  --data       print the points first: x, y, label and split, "train" or "test";
               of the movie crowd weather, price and girlfriend instead of x, y
  --weights    add the parameters: weights[layer][neuron][source], biases[layer][neuron];
               the last layer is the output
  --help       print this

Notices about a link (what it names is unknown or out of range, the seed drawn
because it names none) are lines on standard error. A run that diverges prints
null for what is no number any more, says so on standard error, and ends there.

Ends with 0; with 1 when a run diverged; with 2 when an argument is wrong.`;

/** An argument that cannot be taken; the message names it, what came and what was expected. */
export class ArgumentError extends Error {
  /** @override */
  name = 'ArgumentError';
}

const options = /** @type {const} */ ({
  epochs: { type: 'string' },
  every: { type: 'string' },
  data: { type: 'boolean' },
  weights: { type: 'boolean' },
  help: { type: 'boolean' },
});
const optionNames = Object.keys(options).map((name) => `--${name}`);

/**
 * @param {string} name
 * @param {string | boolean | undefined} came
 * @param {number} fallback
 */
function count(name, came, fallback) {
  if (came === undefined) return fallback;
  const value = Number(came);
  if (/^\d+$/.test(String(came)) && value > 0 && Number.isSafeInteger(value)) return value;
  const shown = came === true ? 'nothing' : JSON.stringify(came);
  throw new ArgumentError(`--${name}: got ${shown}, expected a positive integer`);
}

/**
 * What the command line asks for; undefined when it asks for help.
 * @param {string[]} args
 * @throws {ArgumentError}
 */
export function readArguments(args) {
  const { tokens, values, positionals } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name)) {
      throw new ArgumentError(
        `${JSON.stringify(rawName)}: unknown option, expected one of ${optionNames.join(', ')}`,
      );
    }
    const isSwitch = options[/** @type {keyof typeof options} */ (name)].type === 'boolean';
    if (isSwitch && value !== undefined) {
      throw new ArgumentError(`${rawName}: got ${JSON.stringify(value)}, expected no value`);
    }
  }
  if (values.help) return undefined;
  const epochs = count('epochs', values.epochs, 100);
  const every = count('every', values.every, 10);
  if (positionals.length !== 1) {
    const came = positionals.map((text) => JSON.stringify(text)).join(' ') || 'nothing';
    throw new ArgumentError(`link: got ${came}, expected one link in quotes, '' or -`);
  }
  return {
    link: positionals[0],
    options: { epochs, every, data: values.data === true, weights: values.weights === true },
  };
}
