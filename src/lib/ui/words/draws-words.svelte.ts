import { devicePixelRatio } from 'svelte/reactivity/window';
import type { SceneOptions } from '$lib/scene';
import type { View, WordLayout } from '$lib/scene/word-layout';
import type { WordFrame, WordScene } from '$lib/scene/word-scene';
import { theme } from '$lib/state/theme.svelte';
import { SceneHost } from '../parts/scene-host.svelte';
import { sceneTheme } from '../playground/scene-theme';

interface WordSceneInputs {
  readonly width: number;
  readonly height: number;
  readonly layout: WordLayout | undefined;
  readonly view: View;
  readonly token: number | undefined;
  readonly frame: WordFrame | undefined;
}

/** Attachment: keeps the scene of a transformer in the element and tells it what to draw. */
export function drawsWords(inputs: () => WordSceneInputs) {
  const host = new SceneHost<WordScene>(create, createPlain);
  const scene = $derived(host.current);
  $effect(() => scene?.setTheme(sceneTheme(theme.current)));
  $effect(() => scene?.resize(inputs().width, inputs().height, devicePixelRatio.current ?? 1));
  $effect(() => {
    const { layout } = inputs();
    if (layout) scene?.setLayout(layout);
  });
  $effect(() => scene?.setView(inputs().view));
  $effect(() => scene?.setHighlight({ token: inputs().token }));
  $effect(() => {
    const { frame } = inputs();
    if (frame) scene?.setFrame(frame);
  });
  return host.attach;
}

const create = async (element: HTMLElement, options: SceneOptions) =>
  (await import('$lib/scene/word-scene')).createWordScene(element, options);
const createPlain = async (element: HTMLElement, options: SceneOptions) =>
  (await import('$lib/scene/canvas-word-scene')).createCanvasWordScene(element, options);
