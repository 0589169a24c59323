/** Compiles src/kernels (AssemblyScript) to src/kernels/build/kernels.wasm, unless that is up to date. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src/kernels');
const output = join(sources, 'build/kernels.wasm');

/** @param {string} path */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const inputs = readdirSync(sources)
  .filter((name) => /\.(ts|json)$/.test(name))
  .map((name) => join(sources, name));

if (changedAt(output) < Math.max(...inputs.map(changedAt))) {
  mkdirSync(dirname(output), { recursive: true });
  const packageFile = createRequire(import.meta.url).resolve('assemblyscript/package.json');
  const compiler = join(dirname(packageFile), 'bin/asc.js');
  const options = /** @type {const} */ ({ cwd: sources, stdio: 'inherit' });
  const { status } = spawnSync(process.execPath, [compiler, '--config', 'asconfig.json'], options);
  if (status !== 0) process.exit(1);
}
