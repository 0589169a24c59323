/** What src/kernels/transformer exports, and the memory the compiler adds; `plan` is the byte offset of its record. */
export interface TransformerKernels {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly pack: (plan: number) => void;
  readonly unpackParameters: (plan: number) => void;
  readonly unpackGradients: (plan: number) => void;
  readonly gradient: (plan: number, count: number, length: number) => number;
  readonly train: (
    plan: number,
    count: number,
    length: number,
    learningRate: number,
    weightDecay: number,
    clipNorm: number,
  ) => number;
  readonly trace: (plan: number, length: number) => void;
  readonly probabilities: (plan: number, length: number) => void;
  readonly respond: (plan: number, length: number) => void;
  readonly read: (plan: number, token: number, place: number) => void;
}
