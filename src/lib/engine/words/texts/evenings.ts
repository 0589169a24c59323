import { habitDecisions, weekends } from '../../data/movie';
import { defaultExperiment } from '../../spec';
import { createRandom } from '../../random';

/** How a language tells of an evening: words for each circumstance, true and false, and for what is done. */
interface Telling {
  readonly weather: readonly [readonly string[], readonly string[]];
  readonly price: readonly [readonly string[], readonly string[]];
  readonly company: readonly [readonly string[], readonly string[]];
  readonly decision: readonly [readonly string[], readonly string[]];
  sentence(weather: string, price: string, company: string, decision: string): string;
}

const english: Telling = {
  weather: [
    ['sunny', 'a clear sky'],
    ['rainy', 'a wet night'],
  ],
  price: [
    ['cheap', 'a low price'],
    ['dear', 'a high price'],
  ],
  company: [
    ['with her', 'she comes along'],
    ['alone', 'she cannot come'],
  ],
  decision: [
    ['go to the movies', 'off to the cinema'],
    ['stay home', 'a quiet night in'],
  ],
  sentence: (weather, price, company, decision) => `${weather}, ${price}, ${company}: ${decision}.`,
};

const chinese: Telling = {
  weather: [
    ['晴天', '天气好'],
    ['下雨', '天气坏'],
  ],
  price: [
    ['便宜', '票价低'],
    ['太贵', '票价高'],
  ],
  company: [
    ['她也来', '有人陪'],
    ['一个人', '没人陪'],
  ],
  decision: [
    ['去看电影', '出门看戏'],
    ['待在家里', '在家睡觉'],
  ],
  sentence: (weather, price, company, decision) => `${weather}，${price}，${company}：${decision}。`,
};

const SENTENCES = 200;

/** Evenings of people who go by the first habit of the movie crowd: weather 8, price 4, girlfriend 4, threshold 8. */
function told(telling: Telling): string {
  const random = createRandom('evenings');
  const goes = habitDecisions(defaultExperiment);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)];
  const lines = Array.from({ length: SENTENCES }, () => {
    const place = Math.floor(random() * weekends.length);
    const [weather, price, girlfriend] = weekends[place];
    return telling.sentence(
      pick(telling.weather[1 - weather]),
      pick(telling.price[1 - price]),
      pick(telling.company[1 - girlfriend]),
      pick(telling.decision[goes[place] ? 0 : 1]),
    );
  });
  return `${lines.join('\n')}\n`;
}

export const eveningsEnglish = () => told(english);
export const eveningsChinese = () => told(chinese);
