import { atlasOf, nodePictures } from './node-pictures';
import { outputMapOf, type OutputMap } from './output-map';
import type { Atlas, MapColors } from './paint';
import type { NodeId } from './topology';
import type { Losses, Trainer } from './trainer';
import { unitStatistics, type LayerUnits } from './unit-statistics';

/** What the views show of a run at one moment. */
export interface Snapshot {
  readonly epoch: number;
  readonly position: number;
  readonly parameters: Float32Array;
  readonly losses: Losses;
  /** Regularization rate · penalty of the weights: what is added to the training loss. */
  readonly penalty: number;
  /** The learning rate in force in this epoch. */
  readonly learningRate: number;
  readonly atlas: Atlas;
  readonly map: OutputMap;
  /** For the movie crowd: the output for each of the weekends, whatever is looked at. */
  readonly decisions?: Float32Array;
  /** Hidden layer by hidden layer. */
  readonly units: readonly LayerUnits[];
}

/**
 * Takes the picture of a trainer as it stands.
 * @param focus the neuron to show large; when absent or not in this network the output, or all outputs together
 */
export function takeSnapshot(trainer: Trainer, focus: NodeId | undefined, colors: MapColors): Snapshot {
  const nodes = nodePictures(trainer);
  return {
    penalty: trainer.penalty(),
    learningRate: trainer.learningRate,
    epoch: trainer.epoch,
    position: trainer.position,
    parameters: trainer.model.parameters.slice(),
    losses: trainer.losses(),
    atlas: atlasOf(nodes, colors),
    map: outputMapOf(nodes, trainer.topology, focus, colors),
    decisions: trainer.isMovie ? Float32Array.from(nodes.signed[nodes.signed.length - 1]) : undefined,
    units: unitStatistics(nodes, trainer),
  };
}
