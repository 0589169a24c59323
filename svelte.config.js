import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ strict: true }),
    // Hashes stand in for the inline start script. The worker, which alone compiles WebAssembly, stands
    // under its own response's policy.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:'],
        'worker-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['none'],
      },
    },
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
