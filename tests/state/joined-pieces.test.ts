import { expect, test } from 'vitest';
import { createTokenizer } from '$lib/engine/words';
import { joinedPieces } from '$lib/state/joined-pieces';

const text = '马成马戏马成马戏 ma';
const tokenizer = createTokenizer('bytePairs', text, 12);
const { pieces } = tokenizer;

test('tokens that only together are characters read as these, others as their bytes', () => {
  const tokens = tokenizer.encode(text);
  expect(tokens.some((token) => /[\udc80-\udcff]/u.test(pieces[token]))).toBe(true);
  expect(joinedPieces(pieces, tokens)).toBe(text);
  const [first] = tokenizer.encode('马');
  expect(joinedPieces(['\udce9', '\udca9', '\udcac'], [0, 1])).toBe('\udce9\udca9');
  expect(joinedPieces(pieces, [first, 999])).toBe(pieces[first]);
});
