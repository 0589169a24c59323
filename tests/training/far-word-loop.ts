import type { WordExperiment } from '$lib/engine/words';
import { WordLoop } from '$lib/training/word-loop';
import { transferOfWords, type WordCommand, type WordEvent } from '$lib/training/word-protocol';
import { compiledTransformers } from '../engine/words/transformer-backends';
import { FarEnd } from './far-end';

type LookRequest = Omit<
  Extract<WordCommand, { type: 'requestSnapshot' }>,
  'type' | 'wantsParameters' | 'isPageLate'
>;

const plainLook: LookRequest = {
  sentence: [],
  sampling: { temperature: 1, topK: 0, topP: 1, greedy: false },
};

/** The word machine's loop at the far end of a channel. */
export class FarWordLoop extends FarEnd<WordCommand, WordEvent> {
  constructor() {
    const [, createTransformer] = compiledTransformers[0];
    super((world) => new WordLoop({ ...world, createTransformer }), transferOfWords);
  }

  async start(experiment: WordExperiment, run = 1) {
    const ready = this.next('ready');
    this.send({ type: 'start', run, experiment });
    return ready;
  }

  async shown(look: Partial<LookRequest> = {}) {
    const answer = this.next('snapshot');
    const request = { ...plainLook, ...look, wantsParameters: true, isPageLate: false };
    this.send({ type: 'requestSnapshot', ...request });
    return answer;
  }

  async snapshot(look: Partial<LookRequest> = {}) {
    return (await this.shown(look)).snapshot;
  }

  async snapshotWhen(isIt: (step: number) => boolean) {
    for (;;) {
      const snapshot = await this.snapshot();
      if (isIt(snapshot.epoch)) return snapshot;
    }
  }

  async prompted(text: string, writing = 1) {
    const answer = this.next('prompted');
    this.send({ type: 'prompt', writing, text });
    return answer;
  }

  async written(request: Partial<Extract<WordCommand, { type: 'write' }>> = {}) {
    const answer = this.next('written');
    const { sampling } = plainLook;
    this.send({ type: 'write', writing: 1, prompt: [], written: [], sampling, seed: '1', ...request });
    return answer;
  }

  async close(): Promise<void> {
    this.send({ type: 'pause' });
    if (this.events.some(({ type }) => type === 'ready')) await this.shown();
    this.disconnect();
  }
}
