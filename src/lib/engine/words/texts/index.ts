import type { WordExperiment } from '../spec';
import { articleLines } from './article';
import { eveningsChinese, eveningsEnglish } from './evenings';
import { idiomText } from './idioms';
import { rhymes } from './rhymes';

const texts: Readonly<Record<Exclude<WordExperiment['text'], 'own'>, () => string>> = {
  idioms: () => idiomText,
  evenings: eveningsEnglish,
  eveningsChinese,
  article: articleLines,
  rhymes: () => rhymes,
};

/** The text that an experiment learns from. */
export function trainingText({ text, ownText }: WordExperiment): string {
  return text === 'own' ? ownText : texts[text]();
}
