/**
 * Who may import whom, as a table. eslint.config.js turns it into import rules.
 * `values`: folders whose code may be used; `types`: folders of which only types may be named;
 * `packages`: what may come from node_modules.
 */
export const layers = {
  engine: {
    values: [],
    types: [],
    packages: ['seedrandom', 'valibot'],
    why: 'The engine is pure: numbers in, numbers out, so that it runs unchanged in a worker, in Node and in tests.',
  },
  training: {
    values: ['engine'],
    types: [],
    packages: [],
    why: 'Training knows the engine and its own protocol; what is on the screen is not its business.',
  },
  scene: {
    values: [],
    types: ['engine'],
    packages: ['pixi.js', 'd3-contour'],
    why: 'The scene is told what to draw; it alone touches Pixi.',
  },
  state: {
    values: ['engine', 'training', 'paraglide'],
    types: [],
    packages: ['svelte', 'valibot', 'idb-keyval'],
    why: 'State holds what was asked and what happened; it neither draws nor lays out.',
  },
  headless: {
    values: ['engine', 'state'],
    types: [],
    packages: [],
    why: 'What runs links without a page reads them as the page does and trains with the engine; it shows nothing.',
  },
  ui: {
    values: ['state', 'scene', 'paraglide'],
    types: ['engine'],
    packages: ['svelte', 'uplot', '@lucide/svelte', 'js-tiktoken'],
    why: 'Components show state and call its methods; numbers come from the engine through state.',
  },
};
