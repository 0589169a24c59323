import type { Emitter } from './emitter';
import type { ActivationName } from './shape';
import { type Code, getLocal, setLocal, v128 } from './wasm-writer';

// The formula and its coefficients are those of src/kernels/activation.ts.
const CLAMP = 7.95;
const numerator = [1168146.25, 157087.21875, 4176.47265625, 25.65126609802246, 0.017906464636325836];
const denominator = [1168146.25, 546469.25, 30580.154296875, 399.2111511230469];

/** Whether an activation is one of many, or others wait for it; the same formula in fewer or shorter steps. */
export type Haste = 'few instructions' | 'short chain';

/** tanh of some locals in step, so that one loaded constant serves all of them. */
function tanh(emitter: Emitter, xs: readonly number[], haste: Haste): Code {
  const { locals } = emitter;
  const ts = xs.map(() => locals.vector());
  const ps = xs.map(() => locals.vector());
  const qs = xs.map(() => locals.vector());
  const code: Code[] = [];
  /** One step for all, its constants loaded once. */
  const each = (constants: readonly number[], step: (k: number, ...loaded: Code[]) => Code) => {
    const held = constants.map((value) => emitter.hold(emitter.constant(value)));
    code.push(held.map((constant) => constant.code));
    xs.forEach((_, k) => code.push(step(k, ...held.map(({ local }) => getLocal(local)))));
    locals.release(held.map(({ local }) => local));
  };
  const [x, t, p, q] = [xs, ts, ps, qs].map((list) => (k: number) => getLocal(list[k]));
  each([CLAMP], (k, c) => setLocal(xs[k], v128.pseudoMinimum(x(k), c)));
  each([-CLAMP], (k, c) => setLocal(xs[k], v128.pseudoMaximum(x(k), c)));
  each([], (k) => setLocal(ts[k], v128.multiply(x(k), x(k))));
  if (haste === 'short chain') {
    const squares = xs.map(() => locals.vector());
    const s = (k: number) => getLocal(squares[k]);
    const { multiplyAdd } = emitter;
    each([], (k) => setLocal(squares[k], v128.multiply(t(k), t(k))));
    each([denominator[2], denominator[3]], (k, c, d) =>
      setLocal(qs[k], v128.add(multiplyAdd(t(k), d, c), s(k))),
    );
    each([numerator[2], numerator[3], numerator[4]], (k, c, d, e) =>
      setLocal(ps[k], multiplyAdd(s(k), e, multiplyAdd(t(k), d, c))),
    );
    each([denominator[0], denominator[1]], (k, a, b) =>
      setLocal(qs[k], multiplyAdd(s(k), q(k), multiplyAdd(t(k), b, a))),
    );
    each([numerator[0], numerator[1]], (k, a, b) =>
      setLocal(ps[k], multiplyAdd(s(k), p(k), multiplyAdd(t(k), b, a))),
    );
    locals.release(squares);
  } else {
    each([denominator[3]], (k, c) => setLocal(qs[k], v128.add(t(k), c)));
    each([numerator[4], numerator[3]], (k, a, c) => setLocal(ps[k], emitter.multiplyAdd(t(k), a, c)));
    for (const degree of [2, 1, 0]) {
      each([denominator[degree]], (k, c) => setLocal(qs[k], emitter.multiplyAdd(t(k), q(k), c)));
      each([numerator[degree]], (k, c) => setLocal(ps[k], emitter.multiplyAdd(t(k), p(k), c)));
    }
  }
  each([], (k) => setLocal(xs[k], v128.divide(v128.multiply(x(k), p(k)), q(k))));
  locals.release([...ts, ...ps, ...qs]);
  return code;
}

/** Replaces pre-activations in locals by activations. */
export function activate(
  emitter: Emitter,
  name: ActivationName,
  locals: readonly number[],
  haste: Haste = 'few instructions',
): Code {
  const map = (value: (local: Code) => Code) =>
    locals.map((local) => setLocal(local, value(getLocal(local))));
  switch (name) {
    case 'tanh':
      return tanh(emitter, locals, haste);
    case 'relu':
      return map((z) => v128.pseudoMaximum(z, v128.zero));
    case 'sigmoid':
      return [
        map((z) => v128.multiply(z, emitter.constant(0.5))),
        tanh(emitter, locals, haste),
        map((y) => emitter.multiplyAdd(y, emitter.constant(0.5), emitter.constant(0.5))),
      ];
    case 'linear':
      return [];
  }
}

/** value · f′, from the stored output y, which is read more than once. */
export function timesDerivative(emitter: Emitter, name: ActivationName, value: Code, y: Code): Code {
  const one = () => emitter.constant(1);
  switch (name) {
    case 'tanh':
      return v128.multiply(value, emitter.negativeMultiplyAdd(y, y, one()));
    case 'relu':
      return v128.and(value, v128.isGreater(y, v128.zero));
    case 'sigmoid':
      return v128.multiply(value, v128.multiply(y, v128.subtract(one(), y)));
    case 'linear':
      return value;
  }
}

/** Activations cost so many instructions a vector. */
export const activationCost: Readonly<Record<ActivationName, number>> = {
  tanh: 16,
  relu: 2,
  sigmoid: 20,
  linear: 0,
};

/** Few enough locals for sixteen vector registers. */
export const activationsInStep = (name: ActivationName) => (name === 'tanh' || name === 'sigmoid' ? 4 : 6);
