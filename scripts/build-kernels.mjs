/**
 * Compiles src/kernels (AssemblyScript) to src/kernels/build: kernels.wasm, and the same with relaxed SIMD's
 * multiply-add; unless they are up to date.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src/kernels');
/** Targets of asconfig.json, and what they make. */
const targets = { plain: 'build/kernels.wasm', multiplyAdd: 'build/kernels-multiply-add.wasm' };

/** @param {string} path */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const inputs = readdirSync(sources)
  .filter((name) => /\.(ts|json)$/.test(name))
  .map((name) => join(sources, name));
const latestChange = Math.max(...inputs.map(changedAt));

const packageFile = createRequire(import.meta.url).resolve('assemblyscript/package.json');
const compiler = join(dirname(packageFile), 'bin/asc.js');
mkdirSync(join(sources, 'build'), { recursive: true });
for (const [target, output] of Object.entries(targets)) {
  if (changedAt(join(sources, output)) >= latestChange) continue;
  const options = /** @type {const} */ ({ cwd: sources, stdio: 'inherit' });
  const args = [compiler, '--config', 'asconfig.json', '--target', target];
  const { status } = spawnSync(process.execPath, args, options);
  if (status !== 0) process.exit(1);
}
