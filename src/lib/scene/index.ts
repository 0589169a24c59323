export { createNetworkScene } from './network-scene';
export type { NetworkScene, SceneFrame, SceneHighlight, SceneOptions, ScenePoints } from './network-scene';
