import { UniformGroup, type Buffer } from 'pixi.js';
import { createInstancedMesh, setInstances, showInstances, toUniform } from './instanced-mesh';
import type { ScreenUniforms } from './instanced-mesh';
import type { LinkPlace, NetworkLayout } from './layout';
import { parseColor, type SceneTheme } from './palette';
import { linkAlpha, linkWidthPx, weightScale, widestLinkPx } from './style';

const placeFloats = 8;
const styleFloats = 3;

const vertex = `
in vec2 aStrip;
in vec4 aStart;
in vec4 aEnd;
in vec3 aStyle;
uniform vec3 uNegative;
uniform vec3 uPositive;
uniform vec3 uAccent;
out float vAcross;
out float vHalf;
out vec4 vColor;
out float vEmphasis;
void main() {
  float t = aStrip.x;
  float s = 1.0 - t;
  vec2 place = s * s * s * aStart.xy + 3.0 * s * s * t * aStart.zw + 3.0 * s * t * t * aEnd.xy + t * t * t * aEnd.zw;
  vec2 along = s * s * (aStart.zw - aStart.xy) + 2.0 * s * t * (aEnd.xy - aStart.zw) + t * t * (aEnd.zw - aEnd.xy);
  vec2 normal = normalize(vec2(-along.y, along.x));
  float halfWidth = 0.5 * aStyle.x;
  vAcross = aStrip.y * (halfWidth + 1.5 * aStyle.z + uPixel);
  vHalf = halfWidth;
  vEmphasis = 1.5 * aStyle.z;
  vColor = vec4(aStyle.y < 0.0 ? uNegative : uPositive, abs(aStyle.y));
  gl_Position = toScreen(place + normal * vAcross);
}
`;

// The share of a device pixel's width that a stroke covers, for strokes finer than a pixel too.
const fragment = `
in float vAcross;
in float vHalf;
in vec4 vColor;
in float vEmphasis;
out vec4 finalColor;
uniform vec3 uAccent;
uniform float uPixel;
float coverage(float halfWidth) {
  float low = max(vAcross - 0.5 * uPixel, -halfWidth);
  float high = min(vAcross + 0.5 * uPixel, halfWidth);
  return clamp((high - low) / uPixel, 0.0, 1.0);
}
void main() {
  float alpha = vColor.a * coverage(vHalf);
  vec4 color = vec4(vColor.rgb, 1.0) * alpha;
  if (vEmphasis > 0.0) color += vec4(uAccent, 1.0) * (1.0 - alpha) * coverage(vHalf + vEmphasis);
  finalColor = color;
}
`;

/** All weights as one instanced strip; the highlighted one is drawn once more, on top. */
export class LinkMesh {
  readonly view;
  readonly #colors = new UniformGroup({
    uNegative: { value: new Float32Array(3), type: 'vec3<f32>' },
    uPositive: { value: new Float32Array(3), type: 'vec3<f32>' },
    uAccent: { value: new Float32Array(3), type: 'vec3<f32>' },
  });
  #links: readonly LinkPlace[] = [];
  #widestPx = 0;
  #places = new Float32Array();
  #styles = new Float32Array();
  #placeBuffer: Buffer | undefined;
  #styleBuffer: Buffer | undefined;
  #highlighted: LinkPlace | undefined;

  constructor(screen: ScreenUniforms) {
    this.view = createInstancedMesh('links', vertex, fragment, { screen, colors: this.#colors });
  }

  place(layout: NetworkLayout): void {
    this.#links = layout.links;
    this.#widestPx = widestLinkPx(layout);
    this.#highlighted = undefined;
    const count = this.#links.length;
    this.#places = new Float32Array((count + 1) * placeFloats);
    this.#styles = new Float32Array((count + 1) * styleFloats);
    this.#links.forEach((link, k) => this.#writePlace(k, link));
    [this.#placeBuffer, this.#styleBuffer] = setInstances(this.view, stripOf(count), [
      { floats: this.#places, attributes: { aStart: 4, aEnd: 4 } },
      { floats: this.#styles, attributes: { aStyle: 3 } },
    ]);
    showInstances(this.view, count);
  }

  paint(theme: SceneTheme): void {
    this.#colors.uniforms.uNegative = toUniform(parseColor(theme.negative));
    this.#colors.uniforms.uPositive = toUniform(parseColor(theme.positive));
    this.#colors.uniforms.uAccent = toUniform(parseColor(theme.accent));
  }

  restyle(parameters: Float32Array): void {
    const scale = weightScale(parameters, this.#links);
    const write = (k: number, weight: number, emphasis: number) => {
      const at = k * styleFloats;
      const alpha = emphasis ? 1 : linkAlpha(weight, scale, this.#widestPx);
      this.#styles[at] = linkWidthPx(weight, scale, this.#widestPx);
      this.#styles[at + 1] = weight < 0 ? -alpha : alpha;
      this.#styles[at + 2] = emphasis;
    };
    this.#links.forEach(({ parameter }, k) => write(k, parameters[parameter], 0));
    if (this.#highlighted) write(this.#links.length, parameters[this.#highlighted.parameter], 1);
    this.#styleBuffer?.update();
  }

  /** Takes effect with the next restyling. */
  highlight(parameter: number | undefined): void {
    this.#highlighted = this.#links.find((link) => link.parameter === parameter);
    if (this.#highlighted) {
      this.#writePlace(this.#links.length, this.#highlighted);
      this.#placeBuffer?.update();
    }
    showInstances(this.view, this.#links.length + (this.#highlighted ? 1 : 0));
  }

  #writePlace(k: number, link: LinkPlace): void {
    const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1 } = link;
    this.#places.set([x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1], k * placeFloats);
  }
}

/** Pairs of (t, side) along a curve; a crowd of links makes do with fewer. */
function stripOf(linkCount: number): { name: string; floats: Float32Array } {
  const segments = linkCount > 1500 ? 16 : linkCount > 150 ? 28 : 48;
  const floats = Array.from({ length: segments + 1 }, (_, k) => [k / segments, -1, k / segments, 1]);
  return { name: 'aStrip', floats: new Float32Array(floats.flat()) };
}
