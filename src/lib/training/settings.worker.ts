/// <reference lib="webworker" />
import plainUrl from '../../kernels/build/kernels.wasm?url';
import multiplyAddUrl from '../../kernels/build/kernels-multiply-add.wasm?url';
import { loadKernels, referenceKernels } from '$lib/engine';
import { createDeferral } from './deferral';
import { fetchKernels } from './fetched-kernels';
import { SettingsLoop } from './settings-loop';
import { settingsTransferOf, type SettingsCommand, type SettingsEvent } from './settings-protocol';

declare const self: DedicatedWorkerGlobalScope;

const early: SettingsCommand[] = [];
self.onmessage = ({ data }: MessageEvent<SettingsCommand>) => early.push(data);

const loop = new SettingsLoop({
  createKernels: await fetchKernels(
    { plain: plainUrl, multiplyAdd: multiplyAddUrl },
    loadKernels,
    referenceKernels,
  ),
  post: (event: SettingsEvent) => self.postMessage(event, settingsTransferOf(event)),
  now: () => performance.now(),
  defer: createDeferral(),
});
self.onmessage = ({ data }: MessageEvent<SettingsCommand>) => loop.handle(data);
for (const command of early) loop.handle(command);
