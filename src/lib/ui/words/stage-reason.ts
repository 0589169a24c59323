import type { MatrixView, Operation, StageName } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';
import { stageName } from './stage-text';

/** What a matrix of a product is, where the result is this stage. */
export function matrixName({ source }: MatrixView, result: StageName): string {
  if ('tensor' in source) return m.words_weight_of();
  return result === 'scores' && source.stage.name === 'key'
    ? m.words_keys_transposed()
    : stageName(source.stage.name);
}

/** Why a number of this stage is what it is, in one sentence; nothing where the line of numbers says it all. */
export function reasonOf(operation: Operation, result: StageName): string {
  switch (operation.kind) {
    case 'product': {
      const names = { left: matrixName(operation.left, result), right: matrixName(operation.right, result) };
      if (operation.bias) return m.words_reason_biased(names);
      return operation.scale === 1 ? m.words_reason_product(names) : m.words_reason_scaled(names);
    }
    case 'sum':
      return operation.addends.map((addend) => matrixName(addend, result)).join(' + ');
    case 'softmax':
      return m.words_reason_softmax();
    case 'norm':
      return m.words_reason_norm();
    case 'activation':
      return operation.name === 'relu' ? m.words_reason_relu() : m.words_reason_gelu();
    case 'wave':
      return m.words_reason_wave();
    case 'lookup':
      return '';
    default:
      return operation satisfies never;
  }
}
