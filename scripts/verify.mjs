/**
 * `npm run verify`: every check there is, in one list. A check that fails hides no other; the last line
 * counts what passed and failed. With names, `npm run verify -- lint unit`, only those checks.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { browserAdvice, findBrowser } from './browser.mjs';
import { buildSite } from './build.mjs';
import { programOf, root, run, StepError } from './run.mjs';

/** @typedef {{ ok: boolean, output: string, passed: number, failed: number, failures?: string[] }} Outcome */
/** @typedef {{ name: string, needs?: string, perform: () => Promise<Outcome> }} Check */

const LIMIT_MS = 20 * 60_000;
const reports = mkdtempSync(join(tmpdir(), 'matinee-verify-'));

/**
 * A check that passes or fails as a whole.
 * @param {string} name
 * @param {() => Promise<{ ok: boolean, output: string }>} perform
 * @returns {Check}
 */
function whole(name, perform) {
  return {
    name,
    perform: async () => {
      const { ok, output } = await perform();
      return { ok, output, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
    },
  };
}

/**
 * Runs a package's program with Node.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
const program = (packageName, args, env) =>
  run(process.execPath, [programOf(packageName), ...args], { timeoutMs: LIMIT_MS, env });

/**
 * Reads the counts out of a test runner's report; a run that failed without one has one failure at least.
 * @param {{ ok: boolean, output: string }} result
 * @param {string} report
 * @param {(report: any) => { passed: number, failed: number, failures?: string[] }} count
 * @returns {Outcome}
 */
function counted({ ok, output }, report, count) {
  /** @type {ReturnType<count>} */
  let counts = { passed: 0, failed: 0 };
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    output += `No report: ${error}\n`;
    ok = false;
  }
  if (!ok) counts.failed = Math.max(1, counts.failed);
  return { ok: ok && counts.failed === 0, output, ...counts };
}

async function unitTests() {
  const report = join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const result = await program('vitest', ['run', ...reporters]);
  return counted(result, report, (json) => {
    /** @type {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }[]} */
    const files = json.testResults;
    const unread = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    const failures = files.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => `${relative(root, name)} › ${fullName}`),
    );
    failures.push(...unread.map(({ name }) => relative(root, name)));
    // The report tells of no error that came outside of a test, though the run fails by it.
    const strays = stripVTControlCharacters(result.output).matchAll(/This error originated in "(.+?)"/g);
    failures.push(...[...strays].map(([, file]) => `${file} › an error outside of its tests`));
    return { passed: json.numPassedTests, failed: json.numFailedTests + unread.length, failures };
  });
}

async function browserTests() {
  if (!findBrowser()) return { ok: false, output: browserAdvice(), passed: 0, failed: 1 };
  const report = join(reports, 'browser.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const result = await program('playwright', ['test', '--reporter=list,json'], env);
  return counted(result, report, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  }));
}

async function build() {
  try {
    await buildSite();
    return { ok: true, output: '' };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { ok: false, output: error.message };
  }
}

/** @type {Check[]} */
const checks = [
  whole('prepare', () => run(process.execPath, ['scripts/prepare.mjs'], { timeoutMs: LIMIT_MS })),
  whole('format', () => program('prettier', ['--check', '--log-level=warn', '.'])),
  whole('lint', () => program('eslint', ['--max-warnings=0', '.'])),
  whole('types', () => program('svelte-check', ['--fail-on-warnings', '--output=human'])),
  whole('unused', () => program('knip', [])),
  { name: 'unit', perform: unitTests },
  whole('build', build),
  { name: 'browser', needs: 'build', perform: browserTests },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`No check ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

/** @type {Map<string, Outcome>} */
const outcomes = new Map();
const table = [];
for (const { name, needs, perform } of checks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (needs && outcomes.get(needs)?.ok === false) {
    table.push(`–  ${name.padEnd(8)} not run: it needs ${needs}`);
    continue;
  }
  const startedAt = performance.now();
  const outcome = await perform();
  outcomes.set(name, outcome);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { ok, passed, failed } = outcome;
  if (!ok) console.log(`\n── ${name} ──\n${outcome.output.trim()}\n`);
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
  table.push(`${ok ? '✓' : '✗'}  ${name.padEnd(8)} ${counts} ${seconds.padStart(7)} s`);
  console.error(`${ok ? '✓' : '✗'} ${name}`);
}
rmSync(reports, { recursive: true });

const sum = (/** @type {'passed' | 'failed'} */ key) =>
  [...outcomes.values()].reduce((total, outcome) => total + outcome[key], 0);
console.log(`\n${table.join('\n')}\n`);
for (const { failures = [] } of outcomes.values())
  for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
