/** The colours of the drawing, each '#rrggbb'. */
export interface SceneTheme {
  paper: string;
  stage: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
  negative: string;
  middle: string;
  positive: string;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * One for each class: Okabe and Ito's colours (https://jfly.uni-koeln.de/color/) without black, which a dark page
 * swallows, and without orange, which stands for minus. Blue, which stands for plus, comes last. On the light page
 * some of them need an outline.
 */
export const classColors = ['#009e73', '#cc79a7', '#f0e442', '#d55e00', '#56b4e9', '#0072b2'] as const;

/** How much of the full colour a map shows at ±1, so that the points stand out from it. */
const mapStrength = 0.66;
const entries = 256;

/** Reads '#rrggbb' as three numbers from 0 to 255. */
export function parseColor(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function toCss([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** The colour of a signed strength: −1 the negative, 0 the middle, 1 the positive colour; clamped beyond. */
export function divergingColor(theme: SceneTheme, strength: number): Rgb {
  const end = parseColor(strength < 0 ? theme.negative : theme.positive);
  return mix(parseColor(theme.middle), end, Math.min(Math.abs(strength), 1));
}

/**
 * The colours of a map: 256 entries for the values −1 … 1, each RGBA in memory order (ABGR as a little-endian word).
 * Discretized, there are two colours, parted at 0.
 * @param options.strength how much of the full colour there is at ±1
 */
export function divergingTable(
  theme: SceneTheme,
  options: { discretize: boolean; strength?: number },
): Uint32Array {
  const { strength = mapStrength } = options;
  const table = new Uint32Array(entries);
  for (let k = 0; k < entries; k++) {
    const value = (2 * k) / (entries - 1) - 1;
    table[k] = toWord(divergingColor(theme, (options.discretize ? Math.sign(value) : value) * strength));
  }
  return table;
}

/** The colours of a map of classes, one for each, as RGBA like those of `divergingTable`. */
export function classTable(theme: SceneTheme): Uint32Array {
  const middle = parseColor(theme.middle);
  return Uint32Array.from(classColors, (color) => toWord(mix(middle, parseColor(color), mapStrength)));
}

/** The colours of shares, 0 … 1: 256 entries from the middle to the accent, RGBA like those of `divergingTable`. */
export function shareTable(theme: SceneTheme): Uint32Array {
  const [middle, accent] = [theme.middle, theme.accent].map(parseColor);
  return Uint32Array.from({ length: entries }, (_, k) => toWord(mix(middle, accent, k / (entries - 1))));
}

/** A colour as a pixel of the tables above. */
export function toWord(color: Rgb): number {
  const [red, green, blue] = color.map(Math.round);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The given text colour, moved towards the ink as far as it must to reach a contrast of 4.5 on the paper. */
export function legibleColor(theme: SceneTheme, color: string): Rgb {
  const [from, ink, paper] = [color, theme.ink, theme.paper].map(parseColor);
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(from, ink, share);
    if (contrast(candidate, paper) >= 4.5) return candidate;
  }
  return ink;
}

/** WCAG 2's contrast ratio of two colours, 1 … 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour between two, at a share of the way. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map((channel) => from[channel] + (to[channel] - from[channel]) * share) as unknown as Rgb;
}
