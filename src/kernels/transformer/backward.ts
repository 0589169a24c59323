import { attendBack } from './attention';
import { embedBack } from './embedding';
import { outputInput } from './forward';
import { geluBack } from './gelu';
import { normalizeBack } from './norm';
import { AFTER, BEFORE, Block, blockAt, Linear, linearAt, Norm, Plan } from './plan';
import { linearBack, linearGradient } from './product';
import { ADD, MASK, PLAIN } from './tiles';

// `inputSlopes` holds the slopes by what goes from block to block, from the last to the first.

/** From the slopes of the logits, adds to all gradients. */
export function backward(plan: Plan, window: usize): void {
  const output = linearAt(plan.output);
  const logits = plan.logits;
  const rows = plan.rows;
  linearGradient(output, plan.toGradients, outputInput(plan), plan.widthStride, logits, plan.logitsStride, rows);
  const isBefore = plan.normPlace == BEFORE;
  const slopes = isBefore ? plan.normSlopes : plan.inputSlopes;
  linearBack(output, logits, plan.logitsStride, rows, slopes, plan.widthStride, PLAIN, 0, 0);
  if (isBefore) normalizeBack(plan, changetype<Norm>(plan.finalNorm), slopes, plan.inputSlopes, false);
  for (let b = plan.blockCount - 1; b >= 0; b--) backwardBlock(plan, blockAt(plan, b));
  embedBack(plan, window);
}

function backwardBlock(plan: Plan, block: Block): void {
  const rows = plan.rows;
  const stride = plan.widthStride;
  const dx = plan.inputSlopes;
  if (plan.hasFeedForward) feedForwardBack(plan, block);
  if (plan.normPlace == AFTER) normalizeBack(plan, changetype<Norm>(block.norm1), dx, dx, false);
  const projection = linearAt(block.projection);
  linearGradient(projection, plan.toGradients, block.mixed, plan.mixedStride, dx, stride, rows);
  linearBack(projection, dx, stride, rows, plan.mixedSlopes, plan.mixedStride, PLAIN, 0, 0);
  attendBack(plan, block);
  const attention = linearAt(block.attention);
  const queries = plan.queriesSlopes;
  linearGradient(attention, plan.toGradients, block.attentionInput, stride, queries, plan.queriesStride, rows);
  backInto(plan, attention, queries, plan.queriesStride, block.norm1);
}

function feedForwardBack(plan: Plan, block: Block): void {
  const rows = plan.rows;
  const stride = plan.widthStride;
  const hidden = plan.hiddenStride;
  const dx = plan.inputSlopes;
  const dHidden = plan.hiddenSlopes;
  if (plan.normPlace == AFTER) normalizeBack(plan, changetype<Norm>(block.norm2), dx, dx, false);
  const contract = linearAt(block.contract);
  linearGradient(contract, plan.toGradients, block.activated, hidden, dx, stride, rows);
  if (plan.isGelu) {
    linearBack(contract, dx, stride, rows, dHidden, hidden, PLAIN, 0, 0);
    geluBack(block.hidden, dHidden, hidden, rows, plan.hiddenWidth);
  } else {
    linearBack(contract, dx, stride, rows, dHidden, hidden, MASK, block.activated, hidden);
  }
  const expand = linearAt(block.expand);
  linearGradient(expand, plan.toGradients, block.forwardInput, stride, dHidden, hidden, rows);
  backInto(plan, expand, dHidden, hidden, block.norm2);
}

/** Back through a layer that reads what goes from block to block, or its norm. */
function backInto(plan: Plan, layer: Linear, slopes: usize, slopesStride: i32, norm: usize): void {
  const stride = plan.widthStride;
  const dx = plan.inputSlopes;
  if (plan.normPlace == BEFORE) {
    linearBack(layer, slopes, slopesStride, plan.rows, plan.normSlopes, stride, PLAIN, 0, 0);
    normalizeBack(plan, changetype<Norm>(norm), plan.normSlopes, dx, true);
  } else {
    linearBack(layer, slopes, slopesStride, plan.rows, dx, stride, ADD, dx, stride);
  }
}
