import * as v from 'valibot';
import { activeFeatures, isMovie, movieFeatureKeys } from '../features';
import { networkEndOf } from '../losses';
import { checkExperiment, experimentFields, isCurve, type Experiment } from '../spec';
import { topologyOf, type Topology } from '../topology';
import type { ParameterTensor } from '../words/shape';
import { ModelFileProblem } from './model-file-problem';
import { checkFormat, jsonOf, parametersOf, tensorsOf } from './parameter-file';
import { asProblem, checkEntry, readSafetensors, writeSafetensors } from './safetensors';

/** A network at a moment, with the experiment it comes from. */
export interface SavedNetwork {
  readonly experiment: Experiment;
  readonly epoch: number;
  /** In the order of the topology. */
  readonly parameters: Float32Array;
}

const FORMAT = 'matinee network';
const VERSION = '1';

/**
 * Writes a network as a safetensors file that run-network.mjs understands: weights [outputs, inputs] and biases layer
 * by layer, and as metadata what else a program needs that computes with them.
 * @param answers names of the classes; none for a regression
 */
export function writeNetworkFile(saved: SavedNetwork, answers: readonly string[]): Uint8Array<ArrayBuffer> {
  const { experiment, epoch, parameters } = saved;
  const metadata = {
    format: FORMAT,
    version: VERSION,
    ...programOf(experiment),
    answers: JSON.stringify(answers),
    epoch: String(epoch),
    experiment: JSON.stringify({ ...experiment, start: [] }),
  };
  return writeSafetensors({ metadata, tensors: tensorsOf(tensorPlaces(topologyOf(experiment)), parameters) });
}

/**
 * Reads what `writeNetworkFile` wrote.
 * @throws {ModelFileProblem} naming what is wrong first, and where
 */
export function readNetworkFile(bytes: Uint8Array): SavedNetwork {
  const file = readSafetensors(bytes);
  checkFormat(file, FORMAT, VERSION);
  const { metadata } = file;
  const experiment = asProblem('__metadata__.experiment', () =>
    checkExperiment(jsonOf(metadata, 'experiment')),
  );
  for (const [key, expected] of Object.entries(programOf(experiment))) {
    const came = metadata[key] ?? '–';
    if (came === expected) continue;
    throw new ModelFileProblem({ kind: 'entry', key: `__metadata__.${key}`, came, expected });
  }
  return {
    experiment,
    epoch: checkEntry(epochSchema, jsonOf(metadata, 'epoch'), '__metadata__.epoch'),
    parameters: parametersOf(file, tensorPlaces(topologyOf(experiment)), experimentFields.start.max),
  };
}

const epochSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a program has to know of a network besides its numbers. */
function programOf(experiment: Experiment): Readonly<Record<string, string>> {
  const { networkShape, layerActivations, activation } = experiment;
  const planeInputs = isCurve(experiment) ? ['x1'] : ['x1', 'x2'];
  return {
    inputs: JSON.stringify(isMovie(experiment) ? movieFeatureKeys : planeInputs),
    features: JSON.stringify(activeFeatures(experiment)),
    activations: JSON.stringify(networkShape.map((_, layer) => layerActivations[layer] ?? activation)),
    output: networkEndOf(experiment).output,
  };
}

function tensorPlaces({ layers }: Topology): readonly ParameterTensor[] {
  return layers.flatMap(({ inputs, outputs, weights, biases }, layer) => [
    { name: `layers.${layer}.weight`, shape: [outputs, inputs], offset: weights, length: biases - weights },
    { name: `layers.${layer}.bias`, shape: [outputs], offset: biases, length: outputs },
  ]);
}
