/// <reference lib="webworker" />
import { loadKernels, referenceKernels } from '$lib/engine';
import plainUrl from '../../kernels/build/kernels.wasm?url';
import multiplyAddUrl from '../../kernels/build/kernels-multiply-add.wasm?url';
import { transferOf, type Command, type Event } from './protocol';
import { TrainingLoop } from './training-loop';

declare const self: DedicatedWorkerGlobalScope;

const kernelUrls = { plain: plainUrl, multiplyAdd: multiplyAddUrl };

/** The fast kernels, or the plain ones where this browser has no SIMD. */
async function createKernels() {
  try {
    return await loadKernels(async (build) => (await fetch(kernelUrls[build])).arrayBuffer());
  } catch (error) {
    console.warn('Training with the plain kernels:', error);
    return referenceKernels;
  }
}

const channel = new MessageChannel();
const deferred: (() => void)[] = [];
channel.port1.onmessage = () => deferred.shift()?.();

const early: Command[] = [];
self.onmessage = ({ data }: MessageEvent<Command>) => early.push(data);

const loop = new TrainingLoop({
  createKernels: await createKernels(),
  post: (event: Event) => self.postMessage(event, transferOf(event)),
  now: () => performance.now(),
  defer: (callback) => {
    deferred.push(callback);
    channel.port2.postMessage(undefined);
  },
  delay: (callback, milliseconds) => void setTimeout(callback, milliseconds),
});
self.onmessage = ({ data }: MessageEvent<Command>) => loop.handle(data);
for (const command of early) loop.handle(command);
