import { parseArgs } from 'node:util';

/** An argument that cannot be taken; the message names it, what came and what was expected. */
export class ArgumentError extends Error {
  /** @override */
  name = 'ArgumentError';
}

/**
 * Takes a command line apart; options that are not known or take no value are refused.
 * @template {Record<string, { type: 'string' | 'boolean' }>} Options
 * @param {string[]} args
 * @param {Options} options
 * @returns {{ values: { [Name in keyof Options]?: string | boolean }, positionals: string[] }}
 * @throws {ArgumentError}
 */
export function readOptions(args, options) {
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
      const names = Object.keys(options).map((known) => `--${known}`);
      throw new ArgumentError(
        `${JSON.stringify(rawName)}: unknown option, expected one of ${names.join(', ')}`,
      );
    }
    if (options[name].type === 'boolean' && value !== undefined) {
      throw new ArgumentError(`${rawName}: got ${JSON.stringify(value)}, expected no value`);
    }
  }
  return { values: /** @type {{ [Name in keyof Options]?: string | boolean }} */ (values), positionals };
}

/**
 * @param {string} name
 * @param {string | boolean | undefined} came
 * @param {string} expected
 */
export function wrongOption(name, came, expected) {
  const shown = typeof came === 'string' ? JSON.stringify(came) : 'nothing';
  return new ArgumentError(`--${name}: got ${shown}, expected ${expected}`);
}

/** Whole digits and no more, from 1 on; else undefined. */
export function positiveInteger(/** @type {unknown} */ text) {
  const value = Number(text);
  return /^\d+$/.test(String(text)) && value > 0 && Number.isSafeInteger(value) ? value : undefined;
}

/**
 * @template Fallback
 * @param {string} name
 * @param {string | boolean | undefined} came
 * @param {Fallback} fallback
 */
export function count(name, came, fallback) {
  if (came === undefined) return fallback;
  const value = positiveInteger(came);
  if (value === undefined) throw wrongOption(name, came, 'a positive integer');
  return value;
}

/**
 * @param {string} name
 * @param {readonly string[]} positionals
 * @param {string} expected
 */
export function onlyOne(name, positionals, expected) {
  if (positionals.length === 1) return positionals[0];
  const came = positionals.map((text) => JSON.stringify(text)).join(' ') || 'nothing';
  throw new ArgumentError(`${name}: got ${came}, expected ${expected}`);
}
