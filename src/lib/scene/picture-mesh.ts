import { UniformGroup } from 'pixi.js';
import { createBytesTexture, createMesh, createShader, setQuads, toUniform } from './mesh';
import type { ScreenUniforms } from './mesh';
import { parseColor } from './palette';
import { silentAlpha } from './silent-nodes';
import { smoothFromCellWidth } from './style';

/** Pictures of one size each in one RGBA image: cell k stands at column k % perRow, row ⌊k / perRow⌋. */
export interface Atlas {
  pixels: Uint8Array;
  width: number;
  height: number;
  perRow: number;
  cellWidth: number;
  cellHeight: number;
}

export interface PicturePlace {
  x: number;
  y: number;
  size: number;
  cell: number;
}

const noCell = -1;

const vertex = `
in vec2 aCorner;
in vec4 aPicture;
in float aAlpha;
uniform vec4 uGrid;
uniform float uHighlighted;
uniform vec2 uHalfTexel;
out vec2 vPlace;
out vec2 vTexture;
out vec4 vBounds;
out float vSide;
out float vHighlight;
out float vAlpha;
void main() {
  vAlpha = aAlpha;
  vPlace = aCorner * (0.5 * aPicture.z + 3.0);
  vSide = 0.5 * aPicture.z;
  vHighlight = abs(aPicture.w - uHighlighted) < 0.5 ? 1.0 : 0.0;
  float row = floor((aPicture.w + 0.5) / uGrid.x);
  vec2 corner = vec2(aPicture.w - row * uGrid.x, row) * uGrid.yz;
  vTexture = corner + (0.5 + 0.5 * vPlace / vSide) * uGrid.yz;
  vBounds = vec4(corner + uHalfTexel, corner + uGrid.yz - uHalfTexel);
  gl_Position = toScreen(aPicture.xy + vPlace);
}
`;

// Most of a picture is far from its frame; there, nothing but the image need be looked up.
const fragment = `
in vec2 vPlace;
in vec2 vTexture;
in vec4 vBounds;
in float vSide;
in float vHighlight;
in float vAlpha;
out vec4 finalColor;
uniform sampler2D uAtlas;
uniform vec3 uFrame;
uniform vec3 uAccent;
uniform vec2 uShape;
uniform float uPixel;
void main() {
  vec3 picture = texture(uAtlas, clamp(vTexture, vBounds.xy, vBounds.zw)).rgb;
  vec2 far = abs(vPlace);
  if (max(far.x, far.y) < vSide - 4.0) {
    finalColor = vec4(picture, 1.0) * vAlpha;
    return;
  }
  float corner = min(uShape.y, 0.2 * vSide);
  vec2 q = far - vSide + corner;
  float outside = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
  float halfFrame = 0.5 * mix(min(uShape.x, 0.16 * vSide), 3.0, vHighlight);
  float outer = clamp(0.5 + (halfFrame - outside) / uPixel, 0.0, 1.0);
  float inner = clamp(0.5 + (-halfFrame - outside) / uPixel, 0.0, 1.0);
  finalColor = vec4(mix(mix(uFrame, uAccent, vHighlight), picture, inner), 1.0) * outer * vAlpha;
}
`;

/** Square pictures with a frame, all from one image that is uploaded once a frame. */
export class PictureMesh {
  readonly view;
  readonly #shader;
  readonly #look;
  #source = createBytesTexture(new Uint8Array(4), 1, 1, 'linear');
  #cellWidth = 0;
  #pictures: readonly PicturePlace[] = [];
  /** Which of them are faint, as a text of 0 and 1. */
  #faint = '';

  constructor(screen: ScreenUniforms, shape: { frameWidthPx: number; cornerPx: number }) {
    this.#look = new UniformGroup({
      uGrid: { value: new Float32Array([1, 1, 1, 0]), type: 'vec4<f32>' },
      uHighlighted: { value: noCell, type: 'f32' },
      uHalfTexel: { value: new Float32Array(2), type: 'vec2<f32>' },
      uFrame: { value: new Float32Array(3), type: 'vec3<f32>' },
      uAccent: { value: new Float32Array(3), type: 'vec3<f32>' },
      uShape: { value: new Float32Array([shape.frameWidthPx, shape.cornerPx]), type: 'vec2<f32>' },
    });
    const resources = { screen, look: this.#look, uAtlas: this.#source, uSampler: this.#source.style };
    this.#shader = createShader('pictures', vertex, fragment, resources);
    this.view = createMesh(this.#shader);
  }

  place(pictures: readonly PicturePlace[]): void {
    this.#pictures = pictures;
    this.#faint = '';
    this.#setQuads([]);
  }

  /** Makes the pictures of these cells faint. */
  fade(isFaint: readonly boolean[]): void {
    const faint = this.#pictures.map(({ cell }) => Number(isFaint[cell])).join('');
    if (faint === this.#faint) return;
    this.#faint = faint;
    this.#setQuads(isFaint);
  }

  #setQuads(isFaint: readonly boolean[]): void {
    setQuads(
      this.view,
      this.#pictures.map(({ x, y, size, cell }) => [x, y, size, cell, isFaint[cell] ? silentAlpha : 1]),
      { aPicture: 4, aAlpha: 1 },
    );
  }

  paint(colors: { frame: string; accent: string }): void {
    this.#look.uniforms.uFrame = toUniform(parseColor(colors.frame));
    this.#look.uniforms.uAccent = toUniform(parseColor(colors.accent));
  }

  highlight(cell: number | undefined): void {
    this.#look.uniforms.uHighlighted = cell ?? noCell;
  }

  show(atlas: Atlas): void {
    const { pixels, width, height, perRow, cellWidth, cellHeight } = atlas;
    const uniforms = this.#look.uniforms;
    if (width !== this.#source.width || height !== this.#source.height || cellWidth !== this.#cellWidth) {
      const previous = this.#source;
      const scaleMode = cellWidth < smoothFromCellWidth ? 'nearest' : 'linear';
      this.#source = createBytesTexture(pixels, width, height, scaleMode);
      this.#cellWidth = cellWidth;
      this.#shader.resources.uAtlas = this.#source;
      this.#shader.resources.uSampler = this.#source.style;
      previous.destroy();
      uniforms.uHalfTexel = new Float32Array([0.5 / width, 0.5 / height]);
    }
    uniforms.uGrid = new Float32Array([perRow, cellWidth / width, cellHeight / height, 0]);
    this.#source.resource = pixels;
    this.#source.update();
  }

  destroy(): void {
    this.view.destroy();
    this.#shader.destroy();
    this.#source.destroy();
  }
}
