import { createRandom } from '../../random';

/** 中华 人民 is followed by 共和国 in so many of a hundred lines. */
const REPUBLICS = 97;
const LINES = 400;

/**
 * Short lines that each hold one thing a language model has to find out: what follows most often, which of two names
 * with the same ending is meant, that 苹果 leans on 吃, and the order of characters that a reader does not miss.
 */
export function articleLines(): string {
  const random = createRandom('article');
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const kinds: readonly (() => string)[] = [
    () =>
      `中华人民${random() * 100 < REPUBLICS ? '共和国' : '勤劳勇敢'}${pick(['成立了', '万岁', '在东方', '的首都是北京'])}。`,
    () => {
      const zhang = random() < 0.5;
      const [horse, shop] = zhang ? ['白马', '布店'] : ['黑马', '酒店'];
      return `${zhang ? '张' : '李'}麻子${pick([`骑${horse}`, `开${shop}`, `住在${zhang ? '城东' : '城西'}`, `爱喝${zhang ? '茶' : '酒'}`])}。`;
    },
    () =>
      pick([
        '我爱吃苹果，又甜又脆。',
        '他爱吃苹果，又香又甜。',
        '我爱用苹果，屏幕很亮。',
        '他爱用苹果，手机很快。',
      ]),
    () =>
      pick([
        '你是什么意思？没什么意思。',
        '这点小意思，不好意思收。',
        '他的意思是去，我的意思是等。',
        '这部电影很有意思。',
      ]),
    () => pick(['汉字的序顺并不定一影阅响读。', '汉字的顺序并不一定影响阅读。']),
  ];
  return `${Array.from({ length: LINES }, (_, line) => kinds[line % kinds.length]()).join('\n')}\n`;
}
