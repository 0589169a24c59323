import {
  ModelFileProblem,
  readNetworkFile,
  writeNetworkFile,
  type ModelFileFault,
  type SavedNetwork,
} from '$lib/engine/files';
import type { Playground } from './playground.svelte';

/** The program that computes with a network's file. */
export { default as networkProgram } from '$lib/engine/files/run-network.mjs?raw';
export { writeNetworkFile };

/** The network as it stands; undefined until its run has begun. */
export function presentNetwork({ experiment, run }: Playground): SavedNetwork | undefined {
  const { snapshot, isCurrent } = run;
  if (!snapshot || !isCurrent) return undefined;
  return { experiment, epoch: snapshot.epoch, parameters: snapshot.parameters };
}

/**
 * Takes a network out of a file: its experiment, and its parameters as the first ones, at rest. A file that holds none
 * changes nothing.
 * @returns what is wrong with the file, if anything
 */
export function openNetwork(playground: Playground, file: Uint8Array): ModelFileFault | undefined {
  try {
    const { experiment, parameters } = readNetworkFile(file);
    playground.pause();
    playground.begin({ ...experiment, start: Array.from(parameters) });
  } catch (error) {
    if (error instanceof ModelFileProblem) return error.fault;
    throw error;
  }
  return undefined;
}
