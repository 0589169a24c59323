/** What the adapters use of packages that come without types. */
declare module 'convnetjs' {
  interface Vol {
    w: Float64Array;
  }
  interface Layer {
    layer_type: string;
    filters: Vol[];
    biases: Vol;
  }
  interface Net {
    layers: Layer[];
    makeLayers(definitions: object[]): void;
    forward(sample: Vol, isTraining: boolean): Vol;
  }
  interface SGDTrainer {
    /** Samples since the last update. */
    k: number;
    batch_size: number;
    train(sample: Vol, targets: number[]): void;
  }
  const convnetjs: {
    Net: new () => Net;
    SGDTrainer: new (net: Net, options: object) => SGDTrainer;
    Vol: new (values: number[]) => Vol;
    RegressionLayer: new (size: object) => Layer;
  };
  export default convnetjs;
}

declare module 'brain.js/dist/neural-network.js' {
  interface NeuralNetwork {
    sizes: number[];
    /** [layer][output][input]; the input layer has none */
    weights: Float32Array[][];
    biases: Float32Array[];
    /** In iterations. */
    errorCheckInterval: number;
    initialize(): void;
    train(data: { input: number[]; output: number[] }[], options: object): void;
    run(input: number[]): ArrayLike<number>;
  }
  const network: { default: new (options: { activation: string }) => NeuralNetwork };
  export default network;
}
