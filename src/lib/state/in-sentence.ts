/** A name in the midst of a sentence: without its capital, unless more than its first letter is one, as in L2. */
export const inSentence = (name: string) =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
