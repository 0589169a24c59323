import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { configs } from 'typescript-eslint';
import { layers } from '../layers.js';

const importRules = ['@typescript-eslint/no-restricted-imports', 'no-restricted-syntax'];
const linter = new ESLint({ overrideConfig: { ...configs.disableTypeChecked } });

/** What the import rules say about code standing in a file that need not exist. */
async function complaints(filePath: string, code: string): Promise<string[]> {
  const text = filePath.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>\n` : code;
  const [{ messages }] = await linter.lintText(text, { filePath });
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.filter(({ ruleId }) => importRules.includes(ruleId ?? '')).map(({ message }) => message);
}

const forbidden: [file: string, code: string, because: string][] = [
  ['src/lib/engine/probe.ts', `import { run } from '$lib/state/run';`, layers.engine.why],
  ['src/lib/engine/probe.ts', `import type { Run } from '$lib/state';`, layers.engine.why],
  ['src/lib/engine/probe.ts', `export { run } from '$lib/training';`, layers.engine.why],
  ['src/lib/engine/probe.ts', `await import('$lib/training');`, layers.engine.why],
  ['src/lib/engine/probe.ts', `import { readFileSync } from 'node:fs';`, layers.engine.why],
  ['src/lib/engine/probe.ts', `import { random } from '$lib/engine/random';`, 'import by ./ or ../'],
  ['src/lib/engine/probe.ts', `import { run } from '../training/loop';`, 'This leaves src/lib/engine'],
  [
    'src/lib/engine/data/probe.ts',
    `import { run } from '../../training/loop';`,
    'This leaves src/lib/engine',
  ],
  ['src/lib/engine/files/probe.mjs', `import { check } from '../check';`, 'runs alone'],
  ['src/lib/training/probe.ts', `import url from '../../kernels/build/kernels.wasm?url';`, 'This leaves'],
  ['src/lib/training/probe.ts', `import { Application } from 'pixi.js';`, layers.training.why],
  ['src/lib/scene/probe.ts', `import { topologyOf } from '$lib/engine';`, 'Only types of engine here'],
  ['src/lib/scene/probe.ts', `await import('$lib/engine');`, 'Only types of engine here'],
  ['src/lib/scene/probe.ts', `import { m } from '$lib/paraglide/messages.js';`, layers.scene.why],
  ['src/lib/state/probe.svelte.ts', `import { view } from '$lib/scene';`, layers.state.why],
  ['src/lib/ui/probe.svelte', `import { Application } from 'pixi.js';`, layers.ui.why],
  ['src/lib/ui/parts/probe.svelte', `await import('pixi.js');`, layers.ui.why],
  [
    'src/lib/ui/probe.svelte',
    `import { topologyOf } from '$lib/engine/topology';`,
    'Only types of engine here',
  ],
  ['src/lib/ui/probe.svelte', `import { goto } from '$app/navigation';`, layers.ui.why],
  ['src/routes/probe.svelte', `import { topologyOf } from '$lib/engine';`, 'Only types of engine here'],
  ['src/routes/probe.svelte', `import Plot from '../lib/ui/plot.svelte';`, 'by $lib/<folder>'],
  ['tests/ui/probe.test.ts', `import Plot from '$lib/ui/plot.svelte';`, 'tested in a browser'],
  ['e2e/probe.spec.ts', `import { topologyOf } from '../src/lib/engine/topology';`, 'not its code'],
  ['e2e/probe.spec.ts', `import { topologyOf } from '$lib/engine/topology';`, 'not its code'],
];

const allowed: [file: string, code: string][] = [
  ['src/lib/engine/probe.ts', `import seedrandom from 'seedrandom';`],
  ['src/lib/engine/data/probe.ts', `import { createRandom } from '../random';`],
  ['src/lib/engine/files/probe.mjs', `import { readFileSync } from 'node:fs';`],
  ['src/lib/training/probe.ts', `import { topologyOf } from '$lib/engine';`],
  ['src/lib/training/probe.worker.ts', `import url from '../../kernels/build/kernels.wasm?url';`],
  ['src/lib/scene/probe.ts', `import type { Topology } from '$lib/engine/topology';`],
  ['src/lib/scene/probe.ts', `import { Application } from 'pixi.js';`],
  ['src/lib/state/probe.svelte.ts', `import { m } from '$lib/paraglide/messages.js';`],
  ['src/lib/ui/parts/probe.svelte', `import type { Topology } from '$lib/engine';`],
  ['src/lib/ui/parts/probe.svelte', `import uPlot from 'uplot';\nimport Button from '../button.svelte';`],
  ['src/lib/ui/probe.svelte', `const scene = () => import('$lib/scene');`],
  ['src/routes/probe.svelte', `import '../app.css';\nimport { goto } from '$app/navigation';`],
  ['tests/engine/probe.test.ts', `import { createRandom } from '$lib/engine/random';`],
];

describe('who may import whom', () => {
  it.each(forbidden)('%s may not: %s', async (file, code, because) => {
    const messages = await complaints(file, code);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(because);
  });

  it.each(allowed)('%s may: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });

  it('is said of every folder of src/lib', () => {
    const folders = readdirSync('src/lib', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'paraglide')
      .map(({ name }) => name);
    expect(Object.keys(layers)).toEqual(expect.arrayContaining(folders));
  });
});
