export { createCanvasScene } from './canvas-scene';
export { createNetworkScene, type NetworkScene, type SceneOptions } from './network-scene';
