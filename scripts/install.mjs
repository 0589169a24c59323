import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runOrThrow } from './run.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked */

/**
 * @param {string} file
 * @returns {Record<string, Locked>} by folder
 */
const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json asks for, by the record that npm leaves there at the
 * end of an installation. Optional packages may be absent: they are for other platforms.
 */
function isInstalled() {
  /** @type {Record<string, Locked>} */
  let installed;
  try {
    installed = packagesIn('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  return Object.entries(packagesIn('package-lock.json')).every(([folder, { version, ...locked }]) => {
    if (folder === '') return true;
    if (folder in installed) return installed[folder].version === version;
    return locked.optional || locked.devOptional;
  });
}

/** Installs the packages of the lock file where they are missing or others. */
export async function installPackages() {
  if (isInstalled()) return;
  console.error('Installing packages …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await runOrThrow('npm ci', process.execPath, [npm, ...args]);
  else await runOrThrow('npm ci', 'npm', args, { shell: process.platform === 'win32' });
}
