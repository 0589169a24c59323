import { UniformGroup } from 'pixi.js';
import { createBytesTexture, createMesh, createShader, setQuads, toUniform } from './mesh';
import type { ScreenUniforms } from './mesh';
import type { SceneTheme } from './palette';
import type { WindowUniforms } from './window-uniforms';
import { frameColor, type WordCells } from './word-cells';

const vertex = `
in vec2 aCorner;
in vec4 aPlace;
in vec4 aCells;
in vec2 aKind;
uniform vec2 uView;
out vec2 vInside;
out vec2 vCell;
out float vX;
flat out vec2 vSize;
flat out vec4 vBounds;
flat out vec2 vKind;
void main() {
  // A frame stands around the cells, so that it hides none.
  float frame = aKind.y * max(uPixel, 0.75);
  vec2 share = 0.5 + 0.5 * aCorner * (1.0 + 2.0 * frame / aPlace.zw);
  // Edges on whole device pixels.
  vec2 from = floor((aPlace.xy - uView * vec2(aKind.x, 1.0)) / uPixel + 0.5) * uPixel;
  vSize = aPlace.zw;
  vInside = share * vSize;
  vCell = aCells.xy + share * aCells.zw;
  vBounds = vec4(aCells.xy + 0.5, aCells.xy + aCells.zw - 0.5);
  vKind = aKind;
  vX = from.x + vInside.x;
  gl_Position = toScreen(from + vInside);
}
`;

// Between two cells their colours mix over one pixel, so that cells of any size have even edges.
const fragment = `
in vec2 vInside;
in vec2 vCell;
in float vX;
flat in vec2 vSize;
flat in vec4 vBounds;
flat in vec2 vKind;
out vec4 finalColor;
uniform sampler2D uCells;
uniform vec2 uImage;
uniform vec2 uColumns;
uniform vec3 uFrame;
uniform float uPixel;
void main() {
  if (vKind.x > 0.5 && (vX < uColumns.x || vX > uColumns.y)) discard;
  vec2 edge = min(vInside, vSize - vInside);
  if (min(edge.x, edge.y) < 0.0) {
    finalColor = vec4(uFrame, 1.0);
    return;
  }
  vec2 whole = floor(vCell - 0.5) + 0.5;
  vec2 share = clamp((vCell - whole - 0.5) / max(fwidth(vCell), 1e-4) + 0.5, 0.0, 1.0);
  finalColor = texture(uCells, clamp(whole + share, vBounds.xy, vBounds.zw) / uImage);
}
`;

/** All cells of the drawing in one draw, from one image that is uploaded once a frame. */
export class CellMesh {
  readonly view;
  readonly #shader;
  readonly #look = new UniformGroup({
    uImage: { value: new Float32Array([1, 1]), type: 'vec2<f32>' },
    uFrame: { value: new Float32Array(3), type: 'vec3<f32>' },
  });
  #source = createBytesTexture(new Uint8Array(4), 1, 1, 'linear');

  constructor(screen: ScreenUniforms, window: WindowUniforms) {
    const resources = {
      screen,
      window,
      look: this.#look,
      uCells: this.#source,
      uSampler: this.#source.style,
    };
    this.#shader = createShader('cells', vertex, fragment, resources);
    this.view = createMesh(this.#shader);
  }

  place({ pictures, pixels, width, height }: WordCells): void {
    const quads = pictures.map(({ place, cells, isColumn, isFramed }) => [
      ...[place.x, place.y, place.width, place.height],
      ...[cells.x, cells.y, cells.width, cells.height],
      Number(isColumn),
      Number(isFramed),
    ]);
    setQuads(this.view, quads, { aPlace: 4, aCells: 4, aKind: 2 });
    const previous = this.#source;
    this.#source = createBytesTexture(pixels, width, height, 'linear');
    this.#shader.resources.uCells = this.#source;
    this.#shader.resources.uSampler = this.#source.style;
    previous.destroy();
    this.#look.uniforms.uImage = new Float32Array([width, height]);
  }

  paint(theme: SceneTheme): void {
    this.#look.uniforms.uFrame = toUniform(frameColor(theme));
  }

  /** The image has other colours. */
  update(): void {
    this.#source.update();
  }

  destroy(): void {
    this.view.destroy();
    this.#shader.destroy();
    this.#source.destroy();
  }
}
