/** How messages/*.json become functions; used by Vite and by scripts/prepare.mjs. */
/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const paraglideOptions = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  strategy: ['globalVariable', 'baseLocale'],
  emitTsDeclarations: true,
};
