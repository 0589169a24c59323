import { hashOf, isMadeFrom, stampFolder } from './inputs.mjs';
import { programOf, runOrThrow } from './run.mjs';

/** Everything the built site depends on. */
const inputs = [
  'messages',
  'package.json',
  'package-lock.json',
  'project.inlang/settings.json',
  'scripts/build-kernels.mjs',
  'scripts/paraglide.mjs',
  'src',
  'static',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];
const generated = ['src/lib/paraglide', 'src/kernels/build'];

/** Builds the site into ./build. */
export async function buildSite() {
  const hash = hashOf(inputs, generated);
  await runOrThrow('Preparing', process.execPath, ['scripts/prepare.mjs']);
  await runOrThrow('Building', process.execPath, [programOf('vite'), 'build']);
  stampFolder('build', hash);
}

/** Builds the site unless ./build was made from the sources as they are now. */
export async function buildSiteIfChanged() {
  if (isMadeFrom('build', hashOf(inputs, generated))) return;
  console.error('Building …');
  await buildSite();
}
