const units = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes with two or three digits, in thousands. */
export function bytesText(bytes: number | undefined): string {
  if (bytes === undefined) return '–';
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1);
  const value = bytes / 1000 ** power;
  // At the rate of a model that has diverged.
  if (value >= 1e4) return `${value.toExponential(0)} ${units[power]}`;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
