/**
 * `npm run bench`: how fast the engine trains, alone and beside its peers, how the page runs while it does,
 * how long a command waits, how soon the page is there. It only prints. With names, `npm run bench -- engine loop`, only those parts;
 * `--quick` measures for half the time, for trying out.
 */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';
import { reportAndExit, StepError } from '../scripts/run.mjs';
import { measureEngine } from './engine.mjs';
import { measureLoading } from './loading.mjs';
import { measureLoop } from './loop.mjs';
import { measurePage } from './page.mjs';
import { measurePeers } from './peers.mjs';

const parts = {
  engine: measureEngine,
  peers: measurePeers,
  loop: measureLoop,
  page: measurePage,
  loading: measureLoading,
};

function describeMachine() {
  const processors = cpus();
  const browser = findBrowser();
  const version = browser
    ? execFileSync(browser, ['--version', ...browserArguments], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    : 'no Chromium';
  const load = loadavg()[0].toFixed(1);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${processors.length} cores, load ${load}; Node ${process.versions.node}; ${version}`;
}

try {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = Object.keys(parts);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new StepError(`No part ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  console.log(describeMachine());
  for (const [name, measure] of Object.entries(parts)) {
    if (positionals.length === 0 || positionals.includes(name)) await measure({ isQuick: values.quick });
  }
} catch (error) {
  reportAndExit(error);
}
// The site's server would keep the program alive.
process.exit(0);
