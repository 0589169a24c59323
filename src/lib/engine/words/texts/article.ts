import { createRandom } from '../../random';

/** After 中华 and 人民 comes 共和国 in so many of a hundred lines. */
const REPUBLICS = 97;
const LINES = 280;

/** What two men with one name do; each has his own of everything. */
const ways = [
  { name: '张麻子', rides: '骑白马', sells: '开布店', lives: '住城东', likes: '爱喝茶' },
  { name: '李麻子', rides: '骑黑马', sells: '开酒店', lives: '住城西', likes: '爱喝酒' },
] as const;
const habits = ['rides', 'sells', 'lives', 'likes'] as const;

/**
 * Short lines that each hold one thing a language model has to find out: what follows most often, which of two names
 * with the same ending is meant, that 苹果 leans on 吃, the senses of 意思, and that a reader does not miss the order
 * of characters.
 */
export function articleLines(): string {
  const random = createRandom('article');
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)];
  const kinds: readonly (() => string)[] = [
    () => {
      const state = random() * 100 < REPUBLICS ? '共和国' : '勤劳勇敢';
      return `中华人民${state}${pick(['成立了', '万岁', '在东方', '的首都是北京', '的历史很长'])}。`;
    },
    () => {
      const way = pick(ways);
      return `${way.name}${way[pick(habits)]}。`;
    },
    () => {
      const [one, other] = random() < 0.5 ? ways : ways.toReversed();
      const habit = pick(habits);
      return `${one.name}${one[habit]}，${other.name}${other[habit]}。`;
    },
    () => {
      const who = pick(['我', '他', '你']);
      return random() < 0.5
        ? `${who}爱吃苹果，${pick(['又甜又脆', '又香又甜', '一天一个'])}。`
        : `${who}爱用苹果，${pick(['屏幕很亮', '打字很快', '声音很好'])}。`;
    },
    () =>
      pick([
        '你这是什么意思？没什么意思。',
        '一点小意思，不成敬意。',
        '真不好意思，让你久等了。',
        '他的意思是去，我的意思是等。',
        '这部电影很有意思。',
      ]),
    () => pick(['汉字的序顺并不定一影阅响读。', '汉字的顺序并不一定影响阅读。']),
  ];
  return `${Array.from({ length: LINES }, (_, line) => kinds[line % kinds.length]()).join('\n')}\n`;
}
