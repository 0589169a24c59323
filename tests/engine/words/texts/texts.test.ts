import { expect, test } from 'vitest';
import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { tokenTextOf } from '$lib/engine/words/token-text';
import { trainingText } from '$lib/engine/words/texts';

const textOf = (text: WordExperiment['text'], ownText = '') =>
  trainingText({ ...defaultWordExperiment, text, ownText });
const linesOf = (text: WordExperiment['text']) => textOf(text).trimEnd().split('\n');

test.each(['idioms', 'evenings', 'eveningsChinese', 'article', 'rhymes'] as const)(
  '%s are a few kilobytes, always the same, with room for the longest context',
  (text) => {
    const written = textOf(text);
    expect(textOf(text)).toBe(written);
    const bytes = new TextEncoder().encode(written).length;
    expect(bytes).toBeGreaterThan(3000);
    expect(bytes).toBeLessThan(12_000);
    for (const tokens of ['characters', 'bytePairs'] as const) {
      tokenTextOf({ ...defaultWordExperiment, text, tokens, context: 128 });
    }
  },
);

test('an own text is taken as it is', () => {
  expect(textOf('own', ' 天下\r\n')).toBe(' 天下\r\n');
});

const tellings: [WordExperiment['text'], RegExp, RegExp, RegExp, RegExp][] = [
  ['evenings', /sunny|clear/, /cheap|low/, /with her|comes along/, /movies|cinema/],
  ['eveningsChinese', /晴天|天气好/, /便宜|票价低/, /她也来|有人陪/, /电影|看戏/],
];

test.each(tellings)('%s: out when weather 8, price 4 and girlfriend 4 are more than 8', (text, ...words) => {
  const seen = new Set<string>();
  for (const line of linesOf(text)) {
    const [weather, price, girlfriend, goes] = words.map((word) => word.test(line));
    const sum = 8 * Number(weather) + 4 * Number(price) + 4 * Number(girlfriend);
    expect([line, goes]).toEqual([line, sum > 8]);
    seen.add(`${weather} ${price} ${girlfriend}`);
  }
  expect(seen.size).toBe(8);
});

test('after 中华人民 comes 共和国 nearly always', () => {
  const lines = linesOf('article').filter((line) => line.startsWith('中华人民'));
  const share = lines.filter((line) => line.startsWith('中华人民共和国')).length / lines.length;
  expect(share).toBeGreaterThan(0.94);
  expect(share).toBeLessThan(1);
});

test('each of the two namesakes has his own horse, shop, quarter and drink', () => {
  const written = textOf('article');
  const doings = (name: string) => new Set(written.match(new RegExp(`(?<=${name}麻子)[^，。]+`, 'g')));
  const [zhang, li] = [doings('张'), doings('李')];
  expect(zhang).toEqual(new Set(['骑白马', '开布店', '住城东', '爱喝茶']));
  expect(li).toEqual(new Set(['骑黑马', '开酒店', '住城西', '爱喝酒']));
});
