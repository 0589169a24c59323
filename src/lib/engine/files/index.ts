export { ModelFileProblem, type ModelFileFault } from './model-file-problem';
export { readNetworkFile, writeNetworkFile, type SavedNetwork } from './network-file';
