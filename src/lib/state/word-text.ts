import { checkSize, readText, TextProblem, type TextFault, type WordExperiment } from '$lib/engine/words';

/** What is written after, at first, in each of the texts that come with the program. */
const prompts: Readonly<Record<Exclude<WordExperiment['text'], 'own'>, string>> = {
  idioms: '对酒当歌，',
  evenings: 'sunny, cheap, alone: ',
  eveningsChinese: '晴天，便宜，一个人：',
  article: '张麻子',
  rhymes: 'Mary had ',
};

/** Of a text of one's own, that prompt is its first words, and at most so many characters. */
const MOST_PROMPT = 12;

/** What is written after in this text: what was, where the text has all its characters. */
export function promptFor({ text, ownText }: WordExperiment, present: string): string {
  if (text !== 'own') return prompts[text];
  if (present !== '' && [...present].every((character) => ownText.includes(character))) return present;
  // A character takes two units at most.
  const beginning = [...ownText.trimStart().slice(0, 2 * MOST_PROMPT)].slice(0, MOST_PROMPT).join('');
  return /^.+?[\s\p{Po}]/u.exec(beginning)?.[0] ?? '';
}

/** A text file's text, or why it is none. */
export async function readTextFile(file: Blob): Promise<string | TextFault> {
  try {
    checkSize(file.size);
    return readText(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof TextProblem) return error.fault;
    if (error instanceof DOMException) return new TextProblem('unreadable').fault;
    throw error;
  }
}
