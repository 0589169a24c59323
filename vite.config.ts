import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './scripts/paraglide.mjs';

export default defineConfig(({ command, mode }) => ({
  // scripts/prepare.mjs compiles the messages; only the development server recompiles them as they change.
  plugins: [command === 'serve' && mode !== 'test' && paraglideVitePlugin(paraglideOptions), sveltekit()],
  worker: { format: 'es' },
  build: { target: 'es2022' },
  // The limit ends what hangs; how fast a busy machine is decides no test.
  test: { include: ['tests/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 },
}));
