/** Element types an arena may hold, with their sizes in bytes. */
const elementBytes = { int32: 4, float32: 4, float64: 8 } as const;
const ALIGNMENT = 16;

export interface RegionSpec {
  readonly type: keyof typeof elementBytes;
  readonly shape: readonly number[];
}

export interface Region {
  /** Bytes from the arena's start, a multiple of 16. */
  readonly offset: number;
  /** Elements. */
  readonly length: number;
}

export interface ArenaLayout<Name extends string> {
  readonly byteLength: number;
  readonly regions: Readonly<Record<Name, Region>>;
}

/**
 * Places named regions one after another. Each begins on a vector boundary and is followed by at least
 * one vector of room, so that kernels may read (never meaningfully write) past its end.
 */
export function layOutArena<Name extends string>(
  table: Readonly<Record<Name, RegionSpec>>,
): ArenaLayout<Name> {
  let byteLength = 0;
  const place = ({ type, shape }: RegionSpec): Region => {
    const length = shape.reduce((product, size) => product * size, 1);
    const region = { offset: byteLength, length };
    byteLength += Math.ceil((length * elementBytes[type]) / ALIGNMENT + 1) * ALIGNMENT;
    return region;
  };
  const regions = Object.fromEntries(
    Object.entries<RegionSpec>(table).map(([name, spec]) => [name, place(spec)]),
  ) as Record<Name, Region>;
  return { byteLength, regions };
}
