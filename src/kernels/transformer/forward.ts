import { attend } from './attention';
import { embed } from './embedding';
import { gelu } from './gelu';
import { normalize } from './norm';
import { AFTER, BEFORE, Block, blockAt, linearAt, Norm, Plan } from './plan';
import { linear } from './product';
import { ADD, PLAIN, RELU } from './tiles';

/** Logits of the windows at hand, and all that backward needs; with a trace, also what only is shown. */
export function forward(plan: Plan, window: usize, isTraced: bool): void {
  embed(plan, window, blockAt(plan, 0).input);
  for (let b = 0; b < plan.blockCount; b++) forwardBlock(plan, blockAt(plan, b), isTraced);
  if (plan.normPlace == BEFORE) normalize(plan, changetype<Norm>(plan.finalNorm));
  linear(
    linearAt(plan.output), outputInput(plan), plan.widthStride, plan.rows, plan.logits, plan.logitsStride, PLAIN, 0, 0,
  );
}

/** What the output layer reads. */
export function outputInput(plan: Plan): usize {
  if (plan.normPlace == BEFORE) return changetype<Norm>(plan.finalNorm).target;
  return blockOutput(plan, blockAt(plan, plan.blockCount - 1));
}

function blockOutput(plan: Plan, block: Block): usize {
  if (!plan.hasFeedForward) return block.middle;
  return plan.normPlace == AFTER ? changetype<Norm>(block.norm2).target : block.added2;
}

function forwardBlock(plan: Plan, block: Block, isTraced: bool): void {
  const rows = plan.rows;
  const stride = plan.widthStride;
  const queries = plan.queriesStride;
  const mixed = plan.mixedStride;
  if (plan.normPlace == BEFORE) normalize(plan, changetype<Norm>(block.norm1));
  linear(linearAt(block.attention), block.attentionInput, stride, rows, block.queries, queries, PLAIN, 0, 0);
  attend(plan, block, isTraced);
  const projection = linearAt(block.projection);
  linear(projection, block.mixed, mixed, rows, block.added1, stride, ADD, block.input, stride);
  if (isTraced) linear(projection, block.mixed, mixed, rows, block.projected, stride, PLAIN, 0, 0);
  if (plan.normPlace == AFTER) normalize(plan, changetype<Norm>(block.norm1));
  if (plan.hasFeedForward) feedForward(plan, block, isTraced);
}

function feedForward(plan: Plan, block: Block, isTraced: bool): void {
  const rows = plan.rows;
  const stride = plan.widthStride;
  const hidden = plan.hiddenStride;
  const expand = linearAt(block.expand);
  const contract = linearAt(block.contract);
  if (plan.normPlace == BEFORE) normalize(plan, changetype<Norm>(block.norm2));
  if (plan.isGelu || isTraced) {
    linear(expand, block.forwardInput, stride, rows, block.hidden, hidden, PLAIN, 0, 0);
  }
  if (plan.isGelu) gelu(block.hidden, block.activated, hidden, rows, plan.hiddenWidth);
  else linear(expand, block.forwardInput, stride, rows, block.activated, hidden, RELU, 0, 0);
  linear(contract, block.activated, hidden, rows, block.added2, stride, ADD, block.middle, stride);
  if (isTraced) linear(contract, block.activated, hidden, rows, block.contracted, stride, PLAIN, 0, 0);
  if (plan.normPlace == AFTER) normalize(plan, changetype<Norm>(block.norm2));
}
