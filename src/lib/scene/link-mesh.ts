import { Container, UniformGroup } from 'pixi.js';
import { normalOnLink, pointOnLink, segmentsOf } from './curves';
import type { LinkPlace, NetworkLayout } from './layout';
import { createBytesTexture, createMesh, createShader, setTriangles, toUniform, writeStrip } from './mesh';
import type { ScreenUniforms, ShadedMesh } from './mesh';
import { parseColor, type SceneTheme } from './palette';
import { isCrowd, shownLinks, touches, type FocusedNode } from './shown-links';
import { besideFocusAlpha, casingPx, linkAlpha, linkWidthPx, weightScale, widestLinkPx } from './style';

/**
 * One texel per link holds its look: width, alpha, colour (0 negative, 1 positive, between them the accent).
 * The two last ones are the highlighted link's: the accent around it, and itself.
 */
const texelsPerRow = 256;
const texelRowBits = 8;
const accentByte = 128;
/** A width's byte counts sixteenths of a pixel. */
const widthSteps = 16;
/** How far a strip may stray from its curve; in a crowd nobody sees the difference. */
const [finePx, coarsePx] = [0.15, 0.7];

const vertex = `
in vec4 aPlace;
in vec2 aLink;
uniform sampler2D uLooks;
uniform vec3 uNegative;
uniform vec3 uPositive;
uniform vec3 uAccent;
out float vAcross;
out vec2 vReach;
out vec4 vColor;
void main() {
  int link = int(aLink.x + 0.5);
  vec4 look = texelFetch(uLooks, ivec2(link & ${texelsPerRow - 1}, link >> ${texelRowBits}), 0);
  float halfWidth = look.r * ${(255 / widthSteps / 2).toFixed(6)};
  float across = aLink.y * (halfWidth + 0.5 * uPixel);
  vAcross = across / uPixel;
  vReach = vec2(halfWidth / uPixel + 0.5, min(2.0 * halfWidth / uPixel, 1.0));
  vec3 color = look.b < 0.25 ? uNegative : look.b > 0.75 ? uPositive : uAccent;
  vColor = vec4(color, 1.0) * look.g;
  gl_Position = toScreen(aPlace.xy + aPlace.zw * across);
}
`;

// The share of a device pixel's width that a stroke covers, for strokes finer than a pixel too.
const fragment = `
in float vAcross;
in vec2 vReach;
in vec4 vColor;
out vec4 finalColor;
void main() {
  finalColor = vColor * clamp(vReach.x - abs(vAcross), 0.0, vReach.y);
}
`;

/** All weights in one draw; a frame only changes their looks. The highlighted one is drawn once more, on top. */
export class LinkMesh {
  readonly view = new Container();
  readonly #shader;
  readonly #all: ShadedMesh;
  readonly #emphasised: ShadedMesh;
  readonly #colors = new UniformGroup({
    uNegative: { value: new Float32Array(3), type: 'vec3<f32>' },
    uPositive: { value: new Float32Array(3), type: 'vec3<f32>' },
    uAccent: { value: new Float32Array(3), type: 'vec3<f32>' },
  });
  #layout: NetworkLayout | undefined;
  /** Where each link's pairs of vertices begin, and where the last one's end. */
  #firstPairs = new Uint32Array(1);
  #shown: readonly number[] = [];
  #widestPx = 0;
  #highlighted: LinkPlace | undefined;
  #looks = new Uint8Array(texelsPerRow * 4);
  #lookTexture = createBytesTexture(this.#looks, texelsPerRow, 1, 'nearest');

  constructor(screen: ScreenUniforms) {
    const resources = { screen, colors: this.#colors, uLooks: this.#lookTexture };
    this.#shader = createShader('links', vertex, fragment, resources);
    this.#all = createMesh(this.#shader);
    this.#emphasised = createMesh(this.#shader);
    this.view.addChild(this.#all, this.#emphasised);
  }

  place(layout: NetworkLayout): void {
    const { links } = layout;
    this.#layout = layout;
    this.#widestPx = widestLinkPx(layout);
    const rows = Math.ceil((links.length + 2) / texelsPerRow);
    const previous = this.#lookTexture;
    this.#looks = new Uint8Array(rows * texelsPerRow * 4);
    this.#lookTexture = createBytesTexture(this.#looks, texelsPerRow, rows, 'nearest');
    this.#shader.resources.uLooks = this.#lookTexture;
    previous.destroy();
    this.#firstPairs = setStrips(this.#all, links, 0, isCrowd(layout) ? coarsePx : finePx);
    this.#shown = links.map((_, k) => k);
  }

  paint(theme: SceneTheme): void {
    this.#colors.uniforms.uNegative = toUniform(parseColor(theme.negative));
    this.#colors.uniforms.uPositive = toUniform(parseColor(theme.positive));
    this.#colors.uniforms.uAccent = toUniform(parseColor(theme.accent));
  }

  restyle(parameters: Float32Array, node: FocusedNode): void {
    if (!this.#layout) return;
    const { links } = this.#layout;
    const scale = weightScale(parameters, links);
    const write = (k: number, widthPx: number, alpha: number, color: number) => {
      this.#looks[4 * k] = Math.round(widthPx * widthSteps);
      this.#looks[4 * k + 1] = Math.round(alpha * 255);
      this.#looks[4 * k + 2] = color;
    };
    this.#show(shownLinks(this.#layout, parameters, node));
    const isAnyBeside = node !== undefined && isCrowd(this.#layout);
    for (const k of this.#shown) {
      const weight = parameters[links[k].parameter];
      const share = isAnyBeside && !touches(links[k], node) ? besideFocusAlpha : 1;
      const alpha = share * linkAlpha(weight, scale, this.#widestPx);
      write(k, linkWidthPx(weight, scale, this.#widestPx), alpha, weight < 0 ? 0 : 255);
    }
    if (this.#highlighted) {
      const weight = parameters[this.#highlighted.parameter];
      const widthPx = linkWidthPx(weight, scale, this.#widestPx);
      write(links.length, widthPx + 2 * casingPx, 1, accentByte);
      write(links.length + 1, widthPx, 1, weight < 0 ? 0 : 255);
    }
    this.#lookTexture.update();
  }

  /** Takes effect with the next restyling. */
  highlight(parameter: number | undefined): void {
    const links = this.#layout?.links ?? [];
    const link = parameter === undefined ? undefined : links.find((each) => each.parameter === parameter);
    if (link !== this.#highlighted) {
      setStrips(this.#emphasised, link ? [link, link] : [], links.length, finePx);
    }
    this.#highlighted = link;
  }

  destroy(): void {
    this.view.destroy({ children: true });
    this.#shader.destroy();
    this.#lookTexture.destroy();
  }

  /** Draws these links alone; the geometry of the others stays for the time when they are strong. */
  #show(shown: readonly number[]): void {
    if (shown.length === this.#shown.length && shown.every((k, rank) => k === this.#shown[rank])) return;
    this.#shown = shown;
    const { indexBuffer } = this.#all.geometry;
    const firstPairs = this.#firstPairs;
    let count = 0;
    for (const k of shown) count = writeStrip(indexBuffer.data, count, firstPairs[k], firstPairs[k + 1]);
    this.#all.geometry.indexCount = count;
    this.#all.visible = count > 0;
    indexBuffer.update(count * indexBuffer.data.BYTES_PER_ELEMENT);
  }
}

/**
 * Triangles along each link: vertices in pairs, one for each side.
 * @returns where each link's pairs begin, and where the last one's end
 */
function setStrips(
  mesh: ShadedMesh,
  links: readonly LinkPlace[],
  firstTexel: number,
  flatnessPx: number,
): Uint32Array<ArrayBuffer> {
  const firstPairs = new Uint32Array(links.length + 1);
  links.forEach((link, k) => (firstPairs[k + 1] = firstPairs[k] + segmentsOf(link, flatnessPx) + 1));
  const pairs = firstPairs[links.length];
  const vertices = new Float32Array(pairs * 2 * 6);
  const indices = new Uint32Array((pairs - links.length) * 6);
  let index = 0;
  links.forEach((link, k) => {
    const [first, end] = [firstPairs[k], firstPairs[k + 1]];
    index = writeStrip(indices, index, first, end);
    for (let pair = first; pair < end; pair++) {
      const t = (pair - first) / (end - first - 1);
      const [place, normal] = [pointOnLink(link, t), normalOnLink(link, t)];
      vertices.set([place.x, place.y, normal.x, normal.y, firstTexel + k, -1], 12 * pair);
      vertices.set([place.x, place.y, normal.x, normal.y, firstTexel + k, 1], 12 * pair + 6);
    }
  });
  setTriangles(mesh, vertices, { aPlace: 4, aLink: 2 }, indices);
  return firstPairs;
}
