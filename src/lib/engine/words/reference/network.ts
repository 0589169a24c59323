import { activations } from '../../activations';
import { parameterTensors, type TransformerShape } from '../shape';
import { sinusoids } from '../sinusoids';
import type { StageName } from '../trace';
import { attend, attendBackward } from './attention';
import { linear, linearBackward, type Linear } from './linear';
import { norm, normBackward } from './norm';
import { crossEntropy, softmax } from './softmax';

type Numbers = Float64Array;

/** What one stage of one sentence holds, by the stage's name and block. */
class Stages {
  readonly #values = new Map<string, Numbers>();

  set(name: StageName, values: Numbers, block?: number): Numbers {
    this.#values.set(`${name} ${block}`, values);
    return values;
  }

  get(name: StageName, block?: number): Numbers {
    const values = this.#values.get(`${name} ${block}`);
    if (!values) throw new RangeError(`stage: expected one of this network's, got ${name} of block ${block}`);
    return values;
  }
}

/** The formulas of a transformer and of its gradients, one sentence at a time, in float64. */
export class ReferenceNetwork {
  readonly parameters: Numbers;
  readonly gradients: Numbers;
  readonly #shape: TransformerShape;
  readonly #positions: Numbers;
  readonly #places: ReadonlyMap<string, { offset: number; length: number }>;

  constructor(shape: TransformerShape) {
    this.#shape = shape;
    const tensors = parameterTensors(shape);
    this.#places = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    const count = tensors.reduce((sum, { length }) => sum + length, 0);
    this.parameters = new Float64Array(count);
    this.gradients = new Float64Array(count);
    this.#positions = Float64Array.from(sinusoids(shape.context, shape.width));
  }

  /** Everything that is computed for 1 … context tokens. */
  forward(tokens: ArrayLike<number>): Stages {
    const { width: C, blocks, positions, feedForward, norm: place } = this.#shape;
    const stages = new Stages();
    const T = tokens.length;
    const embedding = this.#values('embedding.weight');
    let x: Numbers = new Float64Array(T * C);
    for (let t = 0; t < T; t++) x.set(embedding.subarray(tokens[t] * C, (tokens[t] + 1) * C), t * C);
    stages.set('embedding', x);
    if (positions !== 'none') x = sum(x, stages.set('position', this.#positionRows().slice(0, T * C)));
    stages.set('input', x);
    for (let b = 0; b < blocks; b++) {
      const layer = (name: string) => this.#layer(`blocks.${b}.${name}`);
      const inner = place === 'before' ? stages.set('norm1', norm(x, layer('norm1')), b) : x;
      const [q, k, v] = (['query', 'key', 'value'] as const).map((name) =>
        stages.set(name, linear(inner, layer(`attention.${name}`)), b),
      );
      const { scores, attention, mixed } = attend(q, k, v, this.#shape);
      stages.set('scores', scores, b);
      stages.set('attention', attention, b);
      stages.set('mixed', mixed, b);
      const projection = stages.set('projection', linear(mixed, layer('attention.projection')), b);
      x = stages.set('added1', sum(x, projection), b);
      if (place === 'after') x = stages.set('norm1', norm(x, layer('norm1')), b);
      if (!feedForward) continue;
      const into = place === 'before' ? stages.set('norm2', norm(x, layer('norm2')), b) : x;
      const hidden = stages.set('hidden', linear(into, layer('feedForward.expand')), b);
      const activated = stages.set('activated', hidden.map(this.#activation.value), b);
      const contracted = stages.set('contracted', linear(activated, layer('feedForward.contract')), b);
      x = stages.set('added2', sum(x, contracted), b);
      if (place === 'after') x = stages.set('norm2', norm(x, layer('norm2')), b);
    }
    if (place === 'before') x = stages.set('norm', norm(x, this.#layer('norm')));
    const logits = stages.set('logits', linear(x, this.#layer('output')));
    const probabilities = stages.set('probabilities', new Float64Array(logits.length));
    const { vocabulary: V } = this.#shape;
    for (let t = 0; t < T; t++) softmax(logits, probabilities, t * V, (t + 1) * V);
    return stages;
  }

  /** The sum of the cross-entropies of what follows each token; adds `share` of its gradient. */
  backward(tokens: ArrayLike<number>, targets: ArrayLike<number>, share: number): number {
    const { vocabulary: V, blocks, norm: place, positions, width: C } = this.#shape;
    const stages = this.forward(tokens);
    const dLogits = stages.get('probabilities').map((probability) => share * probability);
    let loss = 0;
    for (let t = 0; t < targets.length; t++) {
      loss += crossEntropy(stages.get('logits'), targets[t], t * V, (t + 1) * V);
      dLogits[t * V + targets[t]] -= share;
    }
    let dx: Numbers;
    if (place === 'before') {
      dx = this.#linearBack('output', dLogits, stages.get('norm'));
      dx = this.#normBack('norm', dx, this.#outOf(blocks - 1, stages));
    } else dx = this.#linearBack('output', dLogits, this.#outOf(blocks - 1, stages));
    for (let b = blocks - 1; b >= 0; b--) dx = this.#blockBack(b, dx, stages);
    const dEmbedding = this.#gradientsOf('embedding.weight');
    const dPositions = positions === 'learned' ? this.#gradientsOf('positions.weight') : undefined;
    for (let t = 0; t < tokens.length; t++) {
      for (let c = 0; c < C; c++) {
        dEmbedding[tokens[t] * C + c] += dx[t * C + c];
        if (dPositions) dPositions[t * C + c] += dx[t * C + c];
      }
    }
    return loss;
  }

  #blockBack(b: number, dOut: Numbers, stages: Stages): Numbers {
    const { norm: place, feedForward } = this.#shape;
    const name = (part: string) => `blocks.${b}.${part}`;
    let dx = dOut;
    if (feedForward) {
      if (place === 'after') dx = this.#normBack(name('norm2'), dx, stages.get('added2', b));
      const activated = stages.get('activated', b);
      const dActivated = this.#linearBack(name('feedForward.contract'), dx, activated);
      const dHidden = stages
        .get('hidden', b)
        .map((z, k) => dActivated[k] * this.#activation.derivative(z, activated[k]));
      const into =
        place === 'none' ? stages.get('added1', b) : stages.get(place === 'before' ? 'norm2' : 'norm1', b);
      const dInto = this.#linearBack(name('feedForward.expand'), dHidden, into);
      dx = sum(
        dx,
        place === 'before' ? this.#normBack(name('norm2'), dInto, stages.get('added1', b)) : dInto,
      );
    }
    if (place === 'after') dx = this.#normBack(name('norm1'), dx, stages.get('added1', b));
    const [q, k, v] = (['query', 'key', 'value'] as const).map((part) => stages.get(part, b));
    const dMixed = this.#linearBack(name('attention.projection'), dx, stages.get('mixed', b));
    const { dq, dk, dv } = attendBackward(dMixed, stages.get('attention', b), q, k, v, this.#shape);
    const x = this.#outOf(b - 1, stages);
    const inner = place === 'before' ? stages.get('norm1', b) : x;
    const dInner = [
      this.#linearBack(name('attention.query'), dq, inner),
      this.#linearBack(name('attention.key'), dk, inner),
      this.#linearBack(name('attention.value'), dv, inner),
    ].reduce(sum);
    return sum(dx, place === 'before' ? this.#normBack(name('norm1'), dInner, x) : dInner);
  }

  /** What comes out of a block, or goes into the first one. */
  #outOf(block: number, stages: Stages): Numbers {
    const { norm: place, feedForward } = this.#shape;
    if (block < 0) return stages.get('input');
    if (place === 'after') return stages.get(feedForward ? 'norm2' : 'norm1', block);
    return stages.get(feedForward ? 'added2' : 'added1', block);
  }

  #positionRows(): Numbers {
    return this.#shape.positions === 'learned' ? this.#values('positions.weight') : this.#positions;
  }

  get #activation() {
    return activations[this.#shape.activation];
  }

  #linearBack(name: string, dy: Numbers, x: Numbers): Numbers {
    return linearBackward(dy, x, this.#layer(name), this.#layerGradients(name));
  }

  #normBack(name: string, dy: Numbers, x: Numbers): Numbers {
    return normBackward(dy, x, this.#layer(name), this.#layerGradients(name));
  }

  #layer(name: string): Linear {
    return { weight: this.#values(`${name}.weight`), bias: this.#values(`${name}.bias`) };
  }

  #layerGradients(name: string): Linear {
    return { weight: this.#gradientsOf(`${name}.weight`), bias: this.#gradientsOf(`${name}.bias`) };
  }

  #values(name: string): Numbers {
    return this.#part(this.parameters, name);
  }

  #gradientsOf(name: string): Numbers {
    return this.#part(this.gradients, name);
  }

  #part(numbers: Numbers, name: string): Numbers {
    const { offset, length } = this.#places.get(name)!;
    return numbers.subarray(offset, offset + length);
  }
}

const sum = (one: Numbers, other: Numbers): Numbers => one.map((value, k) => value + other[k]);
