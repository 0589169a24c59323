/// <reference lib="webworker" />
import plainUrl from '../../kernels/build/transformer.wasm?url';
import multiplyAddUrl from '../../kernels/build/transformer-multiply-add.wasm?url';
import { loadTransformer, referenceTransformer } from '$lib/engine/words';
import { createDeferral } from './deferral';
import { fetchKernels } from './fetched-kernels';
import { transferOfWords, type WordCommand, type WordEvent } from './word-protocol';
import { WordLoop } from './word-loop';

declare const self: DedicatedWorkerGlobalScope;

const early: WordCommand[] = [];
self.onmessage = ({ data }: MessageEvent<WordCommand>) => early.push(data);

const loop = new WordLoop({
  createTransformer: await fetchKernels(
    { plain: plainUrl, multiplyAdd: multiplyAddUrl },
    loadTransformer,
    referenceTransformer,
  ),
  post: (event: WordEvent) => self.postMessage(event, transferOfWords(event)),
  now: () => performance.now(),
  defer: createDeferral(),
  delay: (callback, milliseconds) => void setTimeout(callback, milliseconds),
});
self.onmessage = ({ data }: MessageEvent<WordCommand>) => loop.handle(data);
for (const command of early) loop.handle(command);
