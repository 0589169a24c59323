import type { Emitter } from './emitter';
import type { ActivationName } from './shape';
import { type Code, getLocal, setLocal, v128 } from './wasm-writer';

// The formula and its coefficients are those of src/kernels/activation.ts.
const CLAMP = 7.95;
const numerator = [1168146.25, 157087.21875, 4176.47265625, 25.65126609802246, 0.017906464636325836];
const denominator = [1168146.25, 546469.25, 30580.154296875, 399.2111511230469];

/** tanh of some locals in step, so that one loaded constant serves all of them. */
function tanh(emitter: Emitter, xs: readonly number[]): Code {
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
  each([denominator[3]], (k, c) => setLocal(qs[k], v128.add(t(k), c)));
  each([numerator[4], numerator[3]], (k, a, c) => setLocal(ps[k], emitter.multiplyAdd(t(k), a, c)));
  for (const degree of [2, 1, 0]) {
    each([denominator[degree]], (k, c) => setLocal(qs[k], emitter.multiplyAdd(t(k), q(k), c)));
    each([numerator[degree]], (k, c) => setLocal(ps[k], emitter.multiplyAdd(t(k), p(k), c)));
  }
  each([], (k) => setLocal(xs[k], v128.divide(v128.multiply(x(k), p(k)), q(k))));
  locals.release([...ts, ...ps, ...qs]);
  return code;
}

/** Replaces pre-activations in locals by activations. */
export function activate(emitter: Emitter, name: ActivationName, locals: readonly number[]): Code {
  const map = (value: (local: Code) => Code) =>
    locals.map((local) => setLocal(local, value(getLocal(local))));
  switch (name) {
    case 'tanh':
      return tanh(emitter, locals);
    case 'relu':
      return map((z) => v128.pseudoMaximum(z, v128.zero));
    case 'sigmoid':
      return [
        map((z) => v128.multiply(z, emitter.constant(0.5))),
        tanh(emitter, locals),
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
export const activationsInStep = (name: ActivationName) => (name === 'tanh' || name === 'sigmoid' ? 3 : 6);
