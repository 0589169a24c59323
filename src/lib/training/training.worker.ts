/// <reference lib="webworker" />
import plainUrl from '../../kernels/build/kernels.wasm?url';
import multiplyAddUrl from '../../kernels/build/kernels-multiply-add.wasm?url';
import { loadKernels, referenceKernels } from '$lib/engine';
import { createDeferral } from './deferral';
import { fetchKernels } from './fetched-kernels';
import { transferOf, type Command, type Event } from './protocol';
import { TrainingLoop } from './training-loop';

declare const self: DedicatedWorkerGlobalScope;

const early: Command[] = [];
self.onmessage = ({ data }: MessageEvent<Command>) => early.push(data);

const loop = new TrainingLoop({
  createKernels: await fetchKernels(
    { plain: plainUrl, multiplyAdd: multiplyAddUrl },
    loadKernels,
    referenceKernels,
  ),
  post: (event: Event) => self.postMessage(event, transferOf(event)),
  now: () => performance.now(),
  defer: createDeferral(),
  delay: (callback, milliseconds) => void setTimeout(callback, milliseconds),
});
self.onmessage = ({ data }: MessageEvent<Command>) => loop.handle(data);
for (const command of early) loop.handle(command);
