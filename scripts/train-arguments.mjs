import { count, onlyOne, readOptions } from './arguments.mjs';

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

const options = /** @type {const} */ ({
  epochs: { type: 'string' },
  every: { type: 'string' },
  data: { type: 'boolean' },
  weights: { type: 'boolean' },
  help: { type: 'boolean' },
});

/**
 * What the command line asks for; undefined when it asks for help.
 * @param {string[]} args
 * @throws {import('./arguments.mjs').ArgumentError}
 */
export function readArguments(args) {
  const { values, positionals } = readOptions(args, options);
  if (values.help) return undefined;
  const epochs = count('epochs', values.epochs, 100);
  const every = count('every', values.every, 10);
  return {
    link: onlyOne('link', positionals, "one link in quotes, '' or -"),
    options: { epochs, every, data: values.data === true, weights: values.weights === true },
  };
}
