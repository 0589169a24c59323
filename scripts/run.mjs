import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; every program runs in it. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program to its end and collects what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, env?: Record<string, string>, shell?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { timeoutMs, env, shell } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (/** @type {string} */ piece) => (output += piece);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      if (signal) output += `${command} ended by ${signal}\n`;
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * The arguments with which Node runs a program of an installed package.
 * @param {string} packageName
 * @param {string} [program] when it is not called like the package
 */
export function programOf(packageName, program = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** A step that the user has to know about failed; the message says all there is to say. */
export class StepError extends Error {
  /** @override */
  name = 'StepError';
}

/**
 * Runs a program of which nothing is shown unless it fails.
 * @param {string} title what is being done, for the error
 * @param {Parameters<typeof run>} call
 */
export async function runOrThrow(title, ...call) {
  const { ok, output } = await run(...call);
  if (!ok) throw new StepError(`${title} failed:\n${output}`);
}

/**
 * Ends the program: a step that failed says so in its own words, anything else with its stack.
 * @param {unknown} error
 * @returns {never}
 */
export function reportAndExit(error) {
  console.error(error instanceof StepError ? error.message : error);
  process.exit(1);
}
