export { createNetworkScene, type NetworkScene } from './network-scene';
