import { createRandom } from '$lib/engine';

const NAMES = ['张麻子', '李麻子', '王麻子'];
/** What one does to another, and what the other does then. */
const DEEDS = [
  ['打', '哭'],
  ['请', '谢'],
];
/** So often each sentence occurs; more would not fit into an address. */
const TIMES = 2;

/**
 * Sentences in which who acts last is whoever was named second: the same characters in another order end otherwise.
 * Always the same text, its lines in a drawn order.
 */
export function namesText(): string {
  const sentences = NAMES.flatMap((one) =>
    NAMES.filter((name) => name !== one).flatMap((other) =>
      DEEDS.map(([does, answers]) => `${one}${does}${other}，${other}${answers}。\n`),
    ),
  );
  const random = createRandom('names');
  return Array.from({ length: TIMES }, () => shuffled(sentences, random).join('')).join('');
}

/** Fisher and Yates's shuffle, from the end. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
