import type { RandomStream } from '$lib/engine/random';

export type Example = [x: number, y: number, label: number];

/** The sets written down once more, point by point, from the table of draws. */
export const restatedSets: Record<string, (rand: RandomStream, noise: number) => Example[]> = {
  circle(rand, noise) {
    const rows: Example[] = [];
    for (let i = 0; i < 500; i++) {
      const r = i < 250 ? rand() * 2.5 : 3.5 + rand() * 1.5;
      const a = rand() * 2 * Math.PI;
      const nx = (rand() * 10 - 5) * noise;
      const ny = (rand() * 10 - 5) * noise;
      const [x, y] = [r * Math.sin(a), r * Math.cos(a)];
      rows.push([x, y, Math.hypot(x + nx, y + ny) < 2.5 ? 1 : -1]);
    }
    return rows;
  },
  xor(rand, noise) {
    const rows: Example[] = [];
    for (let i = 0; i < 500; i++) {
      let x = rand() * 10 - 5;
      x += x > 0 ? 0.3 : -0.3;
      let y = rand() * 10 - 5;
      y += y > 0 ? 0.3 : -0.3;
      const nx = (rand() * 10 - 5) * noise;
      const ny = (rand() * 10 - 5) * noise;
      rows.push([x, y, (x + nx) * (y + ny) >= 0 ? 1 : -1]);
    }
    return rows;
  },
  gauss(rand, noise) {
    const deviation = Math.sqrt(0.5 + 7 * noise);
    const gaussian = () => restatedNormal(rand, 0, deviation);
    const rows: Example[] = [];
    for (let i = 0; i < 250; i++) rows.push([2 + gaussian(), 2 + gaussian(), 1]);
    for (let i = 0; i < 250; i++) rows.push([-2 + gaussian(), -2 + gaussian(), -1]);
    return rows;
  },
  spiral(rand, noise) {
    const rows: Example[] = [];
    for (const [d, label] of [
      [0, 1],
      [Math.PI, -1],
    ]) {
      for (let i = 0; i < 250; i++) {
        const [r, t] = [(5 * i) / 250, 1.75 * (i / 250) * 2 * Math.PI + d];
        const x = r * Math.sin(t) + (2 * rand() - 1) * noise;
        const y = r * Math.cos(t) + (2 * rand() - 1) * noise;
        rows.push([x, y, label]);
      }
    }
    return rows;
  },
  'reg-plane'(rand, noise) {
    const rows: Example[] = [];
    for (let i = 0; i < 1200; i++) {
      const [x, y, nx, ny] = [rand(), rand(), rand(), rand()].map((value) => value * 12 - 6);
      rows.push([x, y, (x + nx * noise + y + ny * noise) / 10]);
    }
    return rows;
  },
  'reg-gauss'(rand, noise) {
    const signs = [+1, -1, +1, -1, +1, -1];
    const rows: Example[] = [];
    for (let i = 0; i < 1200; i++) {
      const [x, y, nx, ny] = [rand(), rand(), rand(), rand()].map((value) => value * 12 - 6);
      const values = signs.map((sign, cone) => {
        const centre = [((cone % 3) - 1) * 4, cone < 3 ? 2.5 : -2.5];
        return sign * Math.max(0, 1 - Math.hypot(x + nx * noise - centre[0], y + ny * noise - centre[1]) / 2);
      });
      const largest = Math.max(...values.map(Math.abs));
      rows.push([x, y, values.find((value) => Math.abs(value) === largest)!]);
    }
    return rows;
  },
};

export function restatedShuffle<Item>(items: Item[], rand: RandomStream): Item[] {
  const shuffled = [...items];
  for (let k = shuffled.length - 1; k >= 0; k--) {
    const i = Math.floor(rand() * (k + 1));
    [shuffled[k], shuffled[i]] = [shuffled[i], shuffled[k]];
  }
  return shuffled;
}

/** Marsaglia's polar method, the second number of each pair thrown away. */
export function restatedNormal(rand: RandomStream, mean: number, deviation: number): number {
  let v1, s;
  do {
    v1 = 2 * rand() - 1;
    const v2 = 2 * rand() - 1;
    s = v1 * v1 + v2 * v2;
  } while (s > 1);
  return mean + deviation * Math.sqrt((-2 * Math.log(s)) / s) * v1;
}
