import { describe, expect, it, vi } from 'vitest';
import {
  parameterCountOf,
  referenceTransformer,
  shapeOf,
  stagesOf,
  traceLength,
  type WordExperiment,
  type WordSnapshot,
} from '$lib/engine/words';
import { OpenedStage } from '$lib/state/opened-stage.svelte';
import { WordMachine } from '$lib/state/word-machine.svelte';
import type { WordViewOptions } from '$lib/state/word-view-options';

vi.stubGlobal('requestAnimationFrame', () => 0);

const tokens = [2, 0, 1, 2];
const pieces = ['中', '华', '人'];

/** A machine whose worker has sent one snapshot of these sizes. */
function machineWith(patch: Partial<WordExperiment>, view: Partial<WordViewOptions>): WordMachine {
  const machine = new WordMachine();
  const sizes = { width: 16, heads: 2, blocks: 2, context: 8 } as const;
  machine.experiment = { ...machine.experiment, ...sizes, ...patch };
  machine.view = { ...machine.view, ...view };
  const shape = shapeOf(machine.experiment, pieces.length);
  const model = referenceTransformer(shape, 1);
  const parameters = Float32Array.from({ length: parameterCountOf(shape) }, (_, k) => Math.sin(k));
  model.writeParameters(parameters);
  const values = new Float32Array(traceLength(stagesOf(shape, tokens.length)));
  model.trace(tokens, values);
  machine.run.data = {
    pieces,
    merges: [],
    text: '',
    textBytes: 0,
    characterCount: 0,
    tokenCount: 0,
    parameterCount: parameters.length,
    parameterBytes: 0,
    memoryBytes: 0,
    baselines: { single: 0, pairs: 0 },
  };
  const snapshot: WordSnapshot = {
    epoch: 0,
    position: 0,
    loss: 1,
    bitsPerCharacter: 1,
    learningRate: 0,
    trace: { tokens, values },
    candidates: [],
    counted: { context: [], total: 0, continuations: [] },
    motion: [],
    curve: { steps: new Float64Array(), losses: new Float64Array() },
    parameters,
  };
  machine.run.snapshot = snapshot;
  return machine;
}

describe('the stage that is open', () => {
  it('goes from stage to stage in the order of the data, through all blocks', () => {
    const machine = machineWith({}, { stage: 'embedding' });
    const opened = new OpenedStage(() => machine);
    const visited = [opened.stage];
    for (let next = opened.neighbour(1); next; next = opened.neighbour(1)) {
      opened.open(next);
      visited.push(opened.stage);
    }
    expect(visited).toEqual(opened.operations!.stages);
    expect([opened.stage!.name, opened.neighbour(-1)!.name]).toEqual(['probabilities', 'logits']);
  });

  it('keeps the chosen cell, within what there is, and shows the one that is pointed at', () => {
    const machine = machineWith({}, { stage: 'hidden', block: 1 });
    const opened = new OpenedStage(() => machine);
    expect(opened.cell).toEqual({ row: 3, column: 0 });
    opened.choose({ row: 2, column: 60 });
    opened.pointed = { row: 0, column: 1 };
    expect(opened.cell).toEqual({ row: 0, column: 1 });
    opened.pointed = undefined;
    expect(opened.cell).toEqual({ row: 2, column: 60 });
    opened.open(opened.operations!.stages.find(({ name }) => name === 'query')!);
    expect(opened.cell).toEqual({ row: 2, column: 15 });
  });

  it('tells the number that the matrix shows, in every head', () => {
    const machine = machineWith({}, { stage: 'attention', block: 1, head: 5 });
    const opened = new OpenedStage(() => machine);
    for (const head of [0, 1]) {
      machine.view = { ...machine.view, head };
      opened.choose({ row: 3, column: 1 });
      expect(opened.arithmetic!.result).toBeCloseTo(opened.at(3, 1), 5);
      expect(opened.attention!(3, 1)).toBe(opened.at(3, 1));
    }
    expect(opened.isLeftOut!(1, 2)).toBe(true);
    expect(opened.isLeftOut!(2, 2)).toBe(false);
  });

  it('shows the product of the head in which the cell of the weighted sum is', () => {
    const machine = machineWith({}, { stage: 'mixed', head: 0 });
    const opened = new OpenedStage(() => machine);
    opened.choose({ row: 1, column: 11 });
    expect(opened.productFrom).toBe(8);
    expect(opened.product!.result.columns).toBe(8);
    expect(opened.arithmetic!.result).toBeCloseTo(opened.at(1, 11), 5);
  });

  it('shows positions for every place there is', () => {
    const machine = machineWith({}, { stage: 'position' });
    const opened = new OpenedStage(() => machine);
    expect(opened.size).toEqual({ rows: 8, columns: 16 });
    expect(opened.at(7, 0)).toBeCloseTo(Math.sin(7), 6);
    expect(opened.cell.row).toBe(3);
  });

  it('has nothing to show where the transformer lacks the stage, or its numbers are not there', () => {
    const machine = machineWith({ feedForward: false }, { stage: 'hidden' });
    const opened = new OpenedStage(() => machine);
    expect(opened.stage).toBeUndefined();
    expect(opened.arithmetic).toBeUndefined();
    machine.view = { ...machine.view, stage: 'query' };
    expect(opened.arithmetic).toBeDefined();
    // Another width is asked for, and the worker has yet to send its numbers.
    machine.experiment = { ...machine.experiment, width: 32 };
    expect(opened.numbers).toBeUndefined();
    expect(opened.at(0, 0)).toBeNaN();
  });
});
