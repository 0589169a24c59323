import { devicePixelRatio } from 'svelte/reactivity/window';
import type { NetworkLayout } from '$lib/scene/layout';
import type { NetworkScene, SceneOptions } from '$lib/scene';
import { theme } from '$lib/state/theme.svelte';
import { showsTestData } from '$lib/state/own-points';
import type { Side } from '$lib/state/side';
import { m } from '$lib/paraglide/messages.js';
import { notices } from '../parts/notices.svelte';
import { mapColors, sceneTheme } from './scene-theme';

/** A graphics context that is not given back within this time is done without. */
const PATIENCE_MS = 5000;

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
  let scene = $state.raw<NetworkScene>();

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

  return (host: HTMLElement) => {
    let isGone = false;
    const putUp = (next: NetworkScene) => {
      scene?.destroy();
      scene = isGone ? undefined : next;
      if (isGone) next.destroy();
    };
    const fail = (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      notices.warn(m.trouble_no_graphics({ reason }));
    };
    const loss = watchLoss(() => void putUpPlainScene(host).then(putUp, fail));
    putUpScene(host, loss).then(putUp, fail);
    return () => {
      isGone = true;
      loss.onRestored();
      scene?.destroy();
      scene = undefined;
    };
  };
}

async function putUpScene(host: HTMLElement, loss: SceneOptions): Promise<NetworkScene> {
  const { createNetworkScene } = await import('$lib/scene');
  return createNetworkScene(host, loss);
}

async function putUpPlainScene(host: HTMLElement): Promise<NetworkScene> {
  const { createCanvasScene } = await import('$lib/scene');
  notices.warn(m.trouble_graphics_replaced());
  return createCanvasScene(host, watchLoss());
}

/** Says that the drawing is lost until it is there again, or has stayed away too long. */
function watchLoss(replace?: () => void): SceneOptions {
  let notice: number | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const onRestored = () => {
    clearTimeout(patience);
    if (notice !== undefined) notices.dismiss(notice);
    notice = undefined;
  };
  const giveUp = () => {
    onRestored();
    replace?.();
  };
  const onLost = () => {
    onRestored();
    notice = notices.warn(m.trouble_graphics_lost());
    if (replace) patience = setTimeout(giveUp, PATIENCE_MS);
  };
  return { onLost, onRestored };
}
