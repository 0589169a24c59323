import { mix, type MapColors } from './paint';

/** Which class wins at each point of a map, and by which output. */
export interface Winners {
  readonly classes: Uint8Array;
  readonly values: Float32Array;
  /** The next best output. */
  readonly seconds: Float32Array;
}

/**
 * Finds the largest output at each point; of equal ones the first class wins, as in the figures.
 * @param outputs [classes][points]
 */
export function winnersOf(outputs: Float32Array, points: number): Winners {
  const classes = new Uint8Array(points);
  const values = outputs.slice(0, points);
  const seconds = new Float32Array(points).fill(-Infinity);
  for (let start = points, k = 1; start < outputs.length; start += points, k++) {
    for (let point = 0; point < points; point++) {
      const value = outputs[start + point];
      if (value > values[point]) {
        seconds[point] = values[point];
        values[point] = value;
        classes[point] = k;
      } else if (value > seconds[point]) seconds[point] = value;
    }
  }
  return { classes, values, seconds };
}

/**
 * Mixes the colours of all classes by their probabilities.
 * @param probabilities [classes][points]
 */
export function paintProbabilities(
  pixels: Uint32Array,
  probabilities: Float32Array,
  { classes, middle }: MapColors,
): void {
  const points = pixels.length;
  const colors = Float64Array.from(classes.subarray(0, probabilities.length / points));
  const red = colors.map((color) => color & 255);
  const green = colors.map((color) => (color >>> 8) & 255);
  const blue = colors.map((color) => (color >>> 16) & 255);
  const alpha = middle & 0xff000000;
  for (let point = 0; point < points; point++) {
    let [r, g, b] = [0.5, 0.5, 0.5];
    for (let k = 0, place = point; k < colors.length; k++, place += points) {
      const share = probabilities[place];
      r += share * red[k];
      g += share * green[k];
      b += share * blue[k];
    }
    pixels[point] = r === r ? alpha | (b << 16) | (g << 8) | r : middle;
  }
}

/**
 * Shows each point in its winner's colour, the more so the further the next best is behind.
 * @param whole the lead from which on the colour is full
 */
export function paintMargins(
  pixels: Uint32Array,
  winners: Winners,
  whole: number,
  { classes, middle }: MapColors,
): void {
  const shades = Array.from(classes, (color) =>
    Uint32Array.from({ length: 256 }, (_, strength) => mix(middle, color, strength / 255)),
  );
  for (let point = 0; point < pixels.length; point++) {
    const lead = (winners.values[point] - winners.seconds[point]) / whole;
    const strength = lead >= 1 ? 255 : (lead * 255) | 0;
    pixels[point] = shades[winners.classes[point]][strength];
  }
}

/** Shows each point in its winner's full colour. */
export function paintWinners(pixels: Uint32Array, winners: Winners, { classes, middle }: MapColors): void {
  for (let point = 0; point < pixels.length; point++) {
    const value = winners.values[point];
    pixels[point] = value === value ? classes[winners.classes[point]] : middle;
  }
}
