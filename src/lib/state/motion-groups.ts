import type { ParameterTensor, TensorMotion } from '$lib/engine/words';

export const motionGroupNames = ['embedding', 'attention', 'feedForward', 'norm', 'output'] as const;
export type MotionGroupName = (typeof motionGroupNames)[number];

/** Which part of the model a tensor belongs to, by its name; the first that fits. */
const belongs: Readonly<Record<MotionGroupName, RegExp>> = {
  embedding: /^(embedding|positions)\./,
  attention: /\.attention\./,
  feedForward: /\.feedForward\./,
  norm: /(^|\.)norm\d?\./,
  output: /^output\./,
};

/** Root mean squares over all parameters of one part of the model. */
export interface MotionGroup extends Omit<TensorMotion, 'name'> {
  readonly name: MotionGroupName;
  readonly count: number;
}

/** Steps smaller than this share of a parameter's size count as nothing. */
const SMALLEST_SHARE = 1e-5;

/** 0 … 1, from nothing at all to as far as the parameters are large, in logarithms. */
export function movedShare(step: number, size: number): number {
  const share = step / size;
  return share > SMALLEST_SHARE ? Math.min(1 - Math.log(share) / Math.log(SMALLEST_SHARE), 1) : 0;
}

/** How far each part of the model moved in the latest step; parts that it does not have are left out. */
export function motionGroups(
  motion: readonly TensorMotion[],
  tensors: readonly ParameterTensor[],
): readonly MotionGroup[] {
  const rows = motion.flatMap((row, index) => {
    const length = tensors[index]?.length;
    return length ? [{ ...row, length }] : [];
  });
  return motionGroupNames.flatMap((name) => {
    const own = rows.filter((row) => belongs[name].test(row.name));
    const count = own.reduce((sum, { length }) => sum + length, 0);
    const over = (key: 'size' | 'gradient' | 'step') =>
      Math.sqrt(own.reduce((sum, row) => sum + row.length * row[key] ** 2, 0) / count);
    return count > 0
      ? [{ name, count, size: over('size'), gradient: over('gradient'), step: over('step') }]
      : [];
  });
}
