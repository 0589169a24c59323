/**
 * How many f32x4 multiply-adds a core does in a second: independent chains in registers, nothing else.
 * The module is written as bytes, by the numbers of the WebAssembly specification.
 */
const CHAINS = 14;
const UNROLLED = 2;
/** A multiplication and an addition in each of four lanes. */
const OPERATIONS_PER_STEP = 8;

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const localGet = (/** @type {number} */ index) => [0x20, index];
const localSet = (/** @type {number} */ index) => [0x21, index];
const f32Const = (/** @type {number} */ value) => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)];
const splat = [0xfd, 0x13];
const firstLane = [0xfd, 0x1f, 0];
const add = [0xfd, 0xe4, 0x01];
const multiply = [0xfd, 0xe6, 0x01];
const relaxedMultiplyAdd = [0xfd, 0x85, 0x02];

/** @param {number} value */
function unsigned(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
const sized = (/** @type {number[]} */ bytes) => [...unsigned(bytes.length), ...bytes];
const section = (/** @type {number} */ id, /** @type {number[]} */ ...bytes) => [id, ...sized(bytes)];

/** A module whose `run(iterations)` goes on with chain = chain · half + half. */
function peakModule(/** @type {boolean} */ isRelaxed) {
  const iterations = 0;
  const chains = Array.from({ length: CHAINS }, (_, i) => i + 1);
  const half = CHAINS + 1;
  const set = (/** @type {number} */ local, /** @type {number} */ value) => [
    ...f32Const(value),
    ...splat,
    ...localSet(local),
  ];
  const step = (/** @type {number} */ chain) => [
    ...localGet(chain),
    ...localGet(half),
    ...(isRelaxed ? [] : multiply),
    ...localGet(half),
    ...(isRelaxed ? relaxedMultiplyAdd : add),
    ...localSet(chain),
  ];
  const round = chains.flatMap(step);
  const code = [
    ...[1, CHAINS + 1, V128],
    ...chains.flatMap((chain) => set(chain, chain)),
    ...set(half, 0.5),
    ...[0x03, 0x40], // loop
    ...Array(UNROLLED).fill(round).flat(),
    ...localGet(iterations),
    ...[0x41, 1, 0x6b, 0x22, iterations], // minus 1
    ...[0x0d, 0, 0x0b], // repeat unless 0
    ...chains.flatMap((chain, i) => [...localGet(chain), ...(i > 0 ? add : [])]),
    ...firstLane,
    0x0b,
  ];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, I32, 1, F32),
    ...section(3, 1, 0),
    ...section(7, 1, 3, ...new TextEncoder().encode('run'), 0, 0),
    ...section(10, 1, ...sized(code)),
  ]);
}

/**
 * The micro-kernels this machine can run.
 * @returns {{ name: string, run: (iterations: number) => void, operations: number }[]} of one iteration
 */
export function peakKernels() {
  return [false, true].flatMap((isRelaxed) => {
    const bytes = peakModule(isRelaxed);
    if (!WebAssembly.validate(bytes)) return [];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const run = /** @type {(iterations: number) => void} */ (exports.run);
    const name = isRelaxed ? 'relaxed multiply-add' : 'multiply, add';
    return [{ name, run, operations: CHAINS * UNROLLED * OPERATIONS_PER_STEP }];
  });
}
