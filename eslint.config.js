import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import jsdoc from 'eslint-plugin-jsdoc';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { layers } from './layers.js';
import svelteConfig from './svelte.config.js';

/**
 * @typedef {object} Restriction
 * @property {string} regex of import specifiers
 * @property {string} message
 * @property {boolean} [allowTypeImports]
 */

/** @param {readonly string[]} names */
const oneOf = (names) => (names.length > 0 ? `(?:${names.join('|')})(?:/|$)` : '(?!)');

/**
 * Rules against some imports, static and dynamic ones.
 * @param {readonly Restriction[]} restrictions
 * @returns {import('eslint').Linter.RulesRecord}
 */
const restrictImports = (restrictions) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...restrictions] }],
  'no-restricted-syntax': [
    'error',
    ...restrictions.map(({ regex, message }) => ({
      selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
      message,
    })),
  ],
});

/**
 * What a folder may use of other folders and of node_modules.
 * @param {{ values: readonly string[], types: readonly string[], packages: readonly string[], why: string }} layer
 * @returns {Restriction[]}
 */
const outside = ({ values, types, packages, why }) => [
  { regex: `^\\$lib/(?!${oneOf([...values, ...types])})`, message: why },
  ...types.map((name) => ({
    regex: `^\\$lib/${oneOf([name])}`,
    message: `Only types of ${name} here. ${why}`,
    allowTypeImports: true,
  })),
  { regex: `^(?![./]|\\$lib/)(?!${oneOf(packages.map((name) => name.replace('$', '\\$')))})`, message: why },
];

const DEEPEST = 4;

/**
 * Import rules of one folder of src/lib, for each depth: relative imports may climb no higher than it.
 * @param {string} folder
 */
function layerConfigs(folder) {
  const layer = layers[/** @type {keyof typeof layers} */ (folder)];
  const path = `src/lib/${folder}`;
  const own = { regex: `^\\$lib/${oneOf([folder])}`, message: `Inside ${path} import by ./ or ../.` };
  const others = outside({ ...layer, values: [...layer.values, folder] });
  return Array.from({ length: DEEPEST }, (_, depth) => {
    const climb = `^(?:\\./)?(?:\\.\\./){${depth + 1}}`;
    // The compiled kernels are a file to fetch, which only a thread's entry does.
    const kernels = '(?!(?:\\.\\./)*kernels/build/(?:kernels|transformer)(?:-multiply-add)?\\.wasm\\?url$)';
    const leaves = (/** @type {string} */ except) => ({
      regex: climb + except,
      message: `This leaves ${path}: cross a folder by $lib/<folder>/…`,
    });
    const files = `${path}/${'*/'.repeat(depth)}*`;
    return [
      { files: [files], rules: restrictImports([leaves(''), own, ...others]) },
      { files: [`${files}.worker.ts`], rules: restrictImports([leaves(kernels), own, ...others]) },
    ];
  }).flat();
}

/** Folders outside src/lib. */
const routes = {
  values: ['ui', 'state', 'paraglide'],
  types: ['engine'],
  packages: ['svelte', '$app'],
  why: 'Routes only compose: they make state objects and place panels.',
};
const isolated = [
  {
    files: ['src/routes/**'],
    rules: restrictImports([
      { regex: '^\\.\\.?/(?:.*/)?lib/', message: 'Import src/lib by $lib/<folder>/…' },
      ...outside(routes),
    ]),
  },
  {
    files: ['tests/**'],
    rules: restrictImports([
      {
        regex: '^\\$lib/ui(?:/|$)|/src/(?:routes|lib/ui)(?:/|$)',
        message: 'What is on the screen is tested in a browser, in e2e/.',
      },
    ]),
  },
  {
    files: ['e2e/**'],
    rules: restrictImports([{ regex: '^\\$|/src/', message: 'Browser tests know the page, not its code.' }]),
  },
];

/** Programs that visitors take along with a model. */
const programs = {
  files: ['src/lib/engine/**/*.mjs'],
  rules: restrictImports([{ regex: '^(?!node:)', message: 'This program runs alone, in Node.' }]),
};

export default defineConfig(
  {
    ignores: [
      'build',
      'build-*',
      '.svelte-kit',
      'src/kernels',
      'src/lib/paraglide',
      'test-results',
      'playwright-report',
      'project.inlang',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  typescript.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // The compiler knows which names exist.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The page rewrites only the hash of its own address.
      'svelte/no-navigation-without-resolve': ['error', { ignoreReplaceState: true, ignoreLinks: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    files: ['src/lib/**/*.ts', 'tests/**/*.ts', 'e2e/**/*.ts'],
    extends: [typescript.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['src/lib/engine/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': ['error', { publicOnly: true }],
      'jsdoc/require-description': ['error', { contexts: ['ExportNamedDeclaration > FunctionDeclaration'] }],
    },
  },
  Object.keys(layers).flatMap(layerConfigs),
  programs,
  isolated,
);
