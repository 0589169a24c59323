import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ strict: true }),
    // Hashes stand in for the inline start script; `wasm-unsafe-eval` is what a strict policy calls
    // compiling WebAssembly, and allows nothing else.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'worker-src': ['self', 'blob:'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['none'],
      },
    },
    output: { bundleStrategy: 'split' },
    paths: { relative: true },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../e2e/**/*.ts', '../*.js', '../scripts/**/*.mjs', '../bench/**/*'],
        exclude: [...config.exclude, '../src/kernels/**'],
      }),
    },
    version: { pollInterval: 0 },
  },
};
