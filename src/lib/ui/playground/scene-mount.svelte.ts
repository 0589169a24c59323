import { devicePixelRatio } from 'svelte/reactivity/window';
import type { NetworkLayout } from '$lib/scene/layout';
import type { NetworkScene } from '$lib/scene';
import { divergingTable } from '$lib/scene/palette';
import { theme } from '$lib/state/theme.svelte';
import type { Playground } from '$lib/state/playground.svelte';
import { m } from '$lib/paraglide/messages.js';
import { notices } from '../parts/notices.svelte';
import { sceneTheme } from './scene-theme';

export interface SceneInputs {
  readonly playground: Playground;
  readonly layout: NetworkLayout;
  readonly width: number;
  readonly height: number;
  /** The parameter whose curve is emphasized. */
  readonly link: number | undefined;
}

/** Attachment: keeps a scene in the element and tells it what to draw. Pixi is loaded here, after the first paint. */
export function drawsNetwork(inputs: () => SceneInputs) {
  let scene = $state.raw<NetworkScene>();

  const colors = $derived(sceneTheme(theme.current));
  $effect(() => {
    const { playground } = inputs();
    playground.run.setColors({
      table: divergingTable(colors, { discretize: playground.view.discretize }),
      classes: new Uint32Array(6),
      middle: divergingTable(colors, { discretize: false })[128],
    });
  });
  $effect(() => scene?.setTheme(colors, { discretize: inputs().playground.view.discretize }));
  $effect(() => scene?.resize(inputs().width, inputs().height, devicePixelRatio.current ?? 1));
  $effect(() => scene?.setLayout(inputs().layout));
  $effect(() => {
    const { playground } = inputs();
    const points = playground.isMovie ? undefined : playground.run.data?.points;
    scene?.setPoints(points && { ...points, showTest: playground.view.showTestData });
  });
  $effect(() => {
    const { playground } = inputs();
    const { snapshot } = playground.run;
    // A snapshot of the network before a change of shape may still be on its way.
    if (snapshot?.parameters.length === playground.topology.parameterCount) scene?.setFrame(snapshot);
  });
  $effect(() => scene?.setHighlight({ node: inputs().playground.focused, link: inputs().link }));

  return (host: HTMLElement) => {
    let isGone = false;
    mount(host)
      .then((mounted) => {
        if (isGone) mounted.destroy();
        else scene = mounted;
      })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        notices.warn(m.trouble_no_graphics({ reason }));
      });
    return () => {
      isGone = true;
      scene?.destroy();
      scene = undefined;
    };
  };
}

async function mount(host: HTMLElement): Promise<NetworkScene> {
  const { createNetworkScene } = await import('$lib/scene');
  let lossNotice: number | undefined;
  return createNetworkScene(host, {
    onLost: () => (lossNotice = notices.warn(m.trouble_graphics_lost())),
    onRestored: () => lossNotice !== undefined && notices.dismiss(lossNotice),
  });
}
