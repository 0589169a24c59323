import { Plan } from './plan';

/** Rows of the windows' tokens, with those of their places added. */
export function embed(plan: Plan, window: usize, target: usize): void {
  const bytes: i32 = plan.paddedWidth << 2;
  for (let w = 0; w < plan.windowCount; w++) {
    for (let t = 0; t < plan.paddedLength; t++) {
      // What fills a window up is token 0 at place 0.
      const token = t < plan.length ? load<i32>(window + (t << 2)) : 0;
      embedToken(plan, token, t < plan.length ? t : 0, target, bytes);
      target += plan.widthStride;
    }
    window += plan.windowStride << 2;
  }
}

// @ts-ignore: decorator
@inline
export function embedToken(plan: Plan, token: i32, place: i32, target: usize, bytes: i32): void {
  const row = plan.embedding + token * bytes;
  if (!plan.hasPositions) {
    memory.copy(target, row, bytes);
    return;
  }
  const position = plan.positions + place * bytes;
  for (let i = 0; i < bytes; i += 16) {
    v128.store(target + i, f32x4.add(v128.load(row + i), v128.load(position + i)));
  }
}

/** Adds the slopes of the input to the rows they came from. */
export function embedBack(plan: Plan, window: usize): void {
  const bytes: i32 = plan.paddedWidth << 2;
  let slopes = plan.inputSlopes;
  for (let w = 0; w < plan.windowCount; w++) {
    for (let t = 0; t < plan.length; t++) {
      const row = slopes + t * plan.widthStride;
      addRow(row, plan.embedding + plan.toGradients + load<i32>(window + (t << 2)) * bytes, bytes);
      if (plan.learnsPositions) addRow(row, plan.positions + plan.toGradients + t * bytes, bytes);
    }
    slopes += plan.paddedLength * plan.widthStride;
    window += plan.windowStride << 2;
  }
}

// @ts-ignore: decorator
@inline
function addRow(row: usize, target: usize, bytes: i32): void {
  for (let i = 0; i < bytes; i += 16) {
    v128.store(target + i, f32x4.add(v128.load(target + i), v128.load(row + i)));
  }
}
