/** Makes what is generated: kernels, messages, SvelteKit's types. Each is quick when nothing changed. */
import { hashOf, isMadeFrom, stampFolder } from './inputs.mjs';
import { paraglideOptions } from './paraglide.mjs';
import { programOf, reportAndExit, runOrThrow } from './run.mjs';

async function compileMessages() {
  const { outdir } = paraglideOptions;
  const packageFile = 'node_modules/@inlang/paraglide-js/package.json';
  const hash = hashOf(['messages', 'project.inlang/settings.json', 'scripts/paraglide.mjs', packageFile]);
  if (isMadeFrom(outdir, hash)) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile(paraglideOptions);
  stampFolder(outdir, hash);
}

try {
  await runOrThrow('Compiling the kernels', process.execPath, ['scripts/build-kernels.mjs']);
  await compileMessages();
  await runOrThrow('svelte-kit sync', process.execPath, [programOf('@sveltejs/kit', 'svelte-kit'), 'sync']);
} catch (error) {
  reportAndExit(error);
}
// The message compiler holds a finished process back for half a minute.
process.exit(0);
