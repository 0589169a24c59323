/**
 * Compiles src/kernels (AssemblyScript) to src/kernels/build: the perceptrons' kernels and the transformer's, each
 * also with relaxed SIMD's multiply-add; unless they are up to date.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src/kernels');
/** What each module is made from. */
const entries = { kernels: 'index.ts', transformer: 'transformer/index.ts' };
/** Targets of asconfig.json, and how the files of their making end. */
const targets = { plain: '.wasm', multiplyAdd: '-multiply-add.wasm' };

/** @param {string} path */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const inputs = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|json)$/.test(name))
  .map((name) => join(sources, name));
const latestChange = Math.max(...inputs.map(changedAt));

const packageFile = createRequire(import.meta.url).resolve('assemblyscript/package.json');
const compiler = join(dirname(packageFile), 'bin/asc.js');
mkdirSync(join(sources, 'build'), { recursive: true });
for (const [name, entry] of Object.entries(entries)) {
  for (const [target, ending] of Object.entries(targets)) {
    const output = `build/${name}${ending}`;
    if (changedAt(join(sources, output)) >= latestChange) continue;
    const options = /** @type {const} */ ({ cwd: sources, stdio: 'inherit' });
    const args = [compiler, entry, '--config', 'asconfig.json', '--target', target, '--outFile', output];
    const { status } = spawnSync(process.execPath, args, options);
    if (status !== 0) process.exit(1);
  }
}
