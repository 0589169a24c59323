/** A plane through a set of parameters: origin + a · x + b · y. All arrays are in the model's order. */
export interface ParameterPlane {
  readonly origin: Float32Array;
  /** The axes stand at right angles to each other; the length of each is the plane's unit along it. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Writes the parameters at place (a, b) of a plane; at (0, 0) its origin, exactly. */
export function writeParameters(
  { origin, x, y }: ParameterPlane,
  a: number,
  b: number,
  to: Float32Array,
): void {
  for (let p = 0; p < origin.length; p++) to[p] = origin[p] + a * x[p] + b * y[p];
}

/** The place (a, b) of a plane that is nearest to some parameters; 0 along an axis without length. */
export function projected(
  { origin, x, y }: ParameterPlane,
  parameters: Float32Array,
): [a: number, b: number] {
  let [alongX, alongY] = [0, 0];
  for (let p = 0; p < origin.length; p++) {
    const moved = parameters[p] - origin[p];
    alongX += moved * x[p];
    alongY += moved * y[p];
  }
  return [shareOf(alongX, x), shareOf(alongY, y)];
}

function shareOf(product: number, axis: Float64Array): number {
  const square = dot(axis, axis);
  return square > 0 ? product / square : 0;
}

/** The inner product of two arrays of one length. */
export function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let p = 0; p < one.length; p++) sum += one[p] * other[p];
  return sum;
}
