import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * A fingerprint of everything that something generated depends on.
 * @param {readonly string[]} paths files and folders, relative to the root
 * @param {readonly string[]} [without] folders inside them which are generated themselves
 */
export function hashOf(paths, without = []) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    if (without.includes(path)) return;
    const absolute = join(root, path);
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`);
      return;
    }
    const content = readFileSync(absolute);
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/**
 * The stamp stands inside the folder it describes, so that it goes when the folder is replaced.
 * @param {string} folder
 */
const stampFile = (folder) => join(root, folder, '.inputs');

/**
 * Whether a generated folder was made from inputs with this hash.
 * @param {string} folder
 * @param {string} hash
 */
export function isMadeFrom(folder, hash) {
  try {
    return readFileSync(stampFile(folder), 'utf8') === hash;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @param {string} hash
 */
export function stampFolder(folder, hash) {
  replaceFile(stampFile(folder), hash);
}

/**
 * Puts a whole file in its place at once, since another command may read it meanwhile.
 * @param {string} path
 * @param {string | Uint8Array} content
 */
export function replaceFile(path, content) {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}
