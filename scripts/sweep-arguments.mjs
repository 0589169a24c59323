import { count, onlyOne, positiveInteger, readOptions, wrongOption } from './arguments.mjs';

export const usage = `npm run -s sweep -- <file> --out <file> [--every K] [--jobs N] [--shard i/n]
                 [--quiet] [--dry-run]

Runs an experiment again and again with other settings, on all cores. The file says which:

  {
    "link": "#dataset=circle&noise=20&seed=1",
    "vary": { "learningRate": [0.01, 0.03], "networkShape": [[4], [4, 2]] },
    "seeds": 3,
    "epochs": 500
  }

  link     what is the same in all trials: a link of the page
  vary     lists of values for fields of the experiment, named as in links;
           each combination is tried
  seeds    how many seeds for each combination (1), or a list of them. The first is
           the link's seed S (1 when it names none), then come S-2, S-3, …
  epochs   how long each trial trains

One JSON object per line is added to --out as trials finish:

  sweep, trial                    which sweep, and which of its trials, from 1 on
  the varied fields, seed         the trial's own
  trainLoss, testLoss             after the last epoch
  trainAccuracy, testAccuracy     too, for classification: shares, 0 … 1
  bestEpoch, bestTestLoss         where the test loss was smallest, among epoch 0,
                                  every K-th and the last
  diverged                        the epoch in which it left all bounds; there are no
                                  numbers after the last then, but null
  error                           instead of all numbers: why it could not be run

Trials that are in --out already are not run again: stop it, and start it again.

  --every K     judge every K-th epoch (a hundredth of the epochs)
  --jobs N      run N trials at the same time (as many as there are cores)
  --shard i/n   run every n-th trial, from the i-th on; all n shards together are the
                whole sweep
  --quiet       no progress on standard error
  --dry-run     prepare and check everything, and say how many trials there are
  --help        print this

Ends with 0; with 1 when a trial could not be run; with 2 when an argument or the file
is wrong; with 130 or 143 when it was interrupted.`;

const options = /** @type {const} */ ({
  out: { type: 'string' },
  every: { type: 'string' },
  jobs: { type: 'string' },
  shard: { type: 'string' },
  quiet: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
});

/** @param {string | boolean | undefined} came */
function readShard(came) {
  if (came === undefined) return { index: 1, count: 1 };
  const [index, count, ...more] = String(came).split('/').map(positiveInteger);
  if (index && count && more.length === 0 && index <= count) return { index, count };
  throw wrongOption('shard', came, 'i/n with 1 ≤ i ≤ n');
}

/**
 * What the command line asks for; undefined when it asks for help.
 * @param {string[]} args
 * @throws {import('./arguments.mjs').ArgumentError}
 */
export function readArguments(args) {
  const { values, positionals } = readOptions(args, options);
  if (values.help) return undefined;
  const { out } = values;
  const request = {
    file: onlyOne('file', positionals, 'one file that describes a sweep'),
    every: count('every', values.every, undefined),
    jobs: count('jobs', values.jobs, undefined),
    shard: readShard(values.shard),
    isQuiet: values.quiet === true,
    isDryRun: values['dry-run'] === true,
  };
  if (typeof out !== 'string' || out === '') throw wrongOption('out', out, 'a file for the results');
  return { ...request, out };
}
