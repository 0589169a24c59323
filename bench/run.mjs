/**
 * `npm run bench`: how fast the engine trains, alone and beside its peers, how the page runs while it does,
 * how long a command waits, how soon the page is there. It only prints. With names,
 * `npm run bench -- engine loop`, only those parts;
 * `--quick` measures for half the time, for trying out. `memory` takes `--minutes`, and must be named.
 */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';
import { reportAndExit, StepError } from '../scripts/run.mjs';
import { measureCompare } from './compare.mjs';
import { measureEngine } from './engine.mjs';
import { measureLandscape } from './landscape.mjs';
import { measureLoading } from './loading.mjs';
import { measureLoop } from './loop.mjs';
import { measureMemory } from './memory.mjs';
import { measurePage } from './page.mjs';
import { measurePeers } from './peers.mjs';
import { measureRecording } from './recording.mjs';
import { measureSettings } from './settings.mjs';
import { measureWordPage } from './word-page.mjs';
import { measureWords } from './words.mjs';

// Browsers have multiply-add by default, Node before 22 behind this flag.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const parts = {
  engine: measureEngine,
  peers: measurePeers,
  loop: measureLoop,
  page: measurePage,
  compare: measureCompare,
  recording: measureRecording,
  landscape: measureLandscape,
  settings: measureSettings,
  loading: measureLoading,
  words: measureWords,
  wordPage: measureWordPage,
};
/** These take long, and run only when named. */
const longParts = { memory: measureMemory };

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
    options: {
      quick: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '10' },
    },
    allowPositionals: true,
  });
  const names = Object.keys({ ...parts, ...longParts });
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new StepError(`No part ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  const minutes = Number(values.minutes);
  if (!(Number.isInteger(minutes) && minutes > 0))
    throw new StepError(`--minutes is a whole number, not ${JSON.stringify(values.minutes)}.`);
  console.log(describeMachine());
  const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
  for (const [name, measure] of Object.entries({ ...parts, ...longParts })) {
    if (chosen.includes(name)) await measure({ isQuick: values.quick, minutes });
  }
} catch (error) {
  reportAndExit(error);
}
// The site's server would keep the program alive.
process.exit(0);
