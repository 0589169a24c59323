import { devicePixelRatio } from 'svelte/reactivity/window';
import type { NetworkLayout } from '$lib/scene/layout';
import type { NetworkScene, SceneOptions } from '$lib/scene';
import { theme } from '$lib/state/theme.svelte';
import { showsTestData } from '$lib/state/own-points';
import type { Side } from '$lib/state/side';
import { SceneHost } from '../parts/scene-host.svelte';
import { mapColors, sceneTheme } from './scene-theme';

export interface SceneInputs {
  readonly playground: Side;
  readonly layout: NetworkLayout;
  readonly width: number;
  readonly height: number;
  /** The parameter whose curve is emphasized. */
  readonly link: number | undefined;
}

/** Attachment: keeps a scene in the element and tells it what to draw. Pixi is loaded here, after the first paint. */
export function drawsNetwork(inputs: () => SceneInputs) {
  const host = new SceneHost<NetworkScene>(create, createPlain);
  const scene = $derived(host.current);

  const colors = $derived(sceneTheme(theme.current));
  $effect(() => {
    const { playground } = inputs();
    playground.run.setColors(mapColors(colors, playground.view.discretize));
  });
  $effect(() => scene?.setTheme(colors, { discretize: inputs().playground.view.discretize }));
  $effect(() => scene?.resize(inputs().width, inputs().height, devicePixelRatio.current ?? 1));
  $effect(() => scene?.setLayout(inputs().layout));
  $effect(() => {
    const { playground } = inputs();
    const { points, trueCurve } = (playground.isMovie ? undefined : playground.run.data) ?? {};
    const { showTrueCurve } = playground.view;
    scene?.setPoints(
      points && {
        ...points,
        showTest: showsTestData(playground),
        trueCurve: showTrueCurve ? trueCurve : undefined,
      },
    );
  });
  $effect(() => {
    const { playground } = inputs();
    const { snapshot } = playground.run;
    // A snapshot of the network before a change of shape may still be on its way.
    if (snapshot?.parameters.length === playground.topology.parameterCount) scene?.setFrame(snapshot);
  });
  $effect(() => scene?.setHighlight({ node: inputs().playground.focused, link: inputs().link }));

  return host.attach;
}

const create = async (element: HTMLElement, options: SceneOptions) =>
  (await import('$lib/scene')).createNetworkScene(element, options);
const createPlain = async (element: HTMLElement, options: SceneOptions) =>
  (await import('$lib/scene')).createCanvasScene(element, options);
