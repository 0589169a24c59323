import { UniformGroup, type Buffer } from 'pixi.js';
import { normalOnLink, pointOnLink, segmentsOf } from './curves';
import { createMesh, createShader, setTriangles, toUniform, writeStrip } from './mesh';
import type { ScreenUniforms } from './mesh';
import { parseColor, type SceneTheme } from './palette';
import type { WindowUniforms } from './window-uniforms';
import type { Arc } from './word-arcs';

const vertex = `
in vec4 aPlace;
in vec3 aStroke;
uniform vec2 uView;
out float vAcross;
out float vReach;
out float vAlpha;
out float vX;
void main() {
  float halfWidth = 0.5 * aStroke.y;
  float across = aStroke.x * (halfWidth + 0.5 * uPixel);
  vAcross = across / uPixel;
  vReach = halfWidth / uPixel + 0.5;
  vAlpha = aStroke.z;
  vec2 place = aPlace.xy + aPlace.zw * across - uView;
  vX = place.x;
  gl_Position = toScreen(place);
}
`;

const fragment = `
in float vAcross;
in float vReach;
in float vAlpha;
in float vX;
out vec4 finalColor;
uniform vec3 uAccent;
uniform vec2 uColumns;
void main() {
  if (vX < uColumns.x || vX > uColumns.y) discard;
  finalColor = vec4(uAccent, 1.0) * vAlpha * clamp(vReach - abs(vAcross), 0.0, 1.0);
}
`;

const FLOATS_PER_PAIR = 14;
/** How far a strip may stray from its curve. */
const FLATNESS_PX = 0.3;

/** All arcs in one draw. They are others with each frame, so that room for them is kept and only grows. */
export class ArcMesh {
  readonly view;
  readonly #shader;
  readonly #colors = new UniformGroup({ uAccent: { value: new Float32Array(3), type: 'vec3<f32>' } });
  #vertices = new Float32Array();
  #buffer: Buffer | undefined;

  constructor(screen: ScreenUniforms, window: WindowUniforms) {
    this.#shader = createShader('arcs', vertex, fragment, { screen, window, colors: this.#colors });
    this.view = createMesh(this.#shader);
  }

  paint(theme: SceneTheme): void {
    this.#colors.uniforms.uAccent = toUniform(parseColor(theme.accent));
  }

  show(arcs: readonly Arc[]): void {
    const pieces = arcs.map((arc) => segmentsOf(arc, FLATNESS_PX));
    const pairs = pieces.reduce((sum, count) => sum + count + 1, 0);
    this.#makeRoom(pairs);
    const { indexBuffer } = this.view.geometry;
    let pair = 0;
    let index = 0;
    arcs.forEach((arc, k) => {
      const first = pair;
      for (let piece = 0; piece <= pieces[k]; piece++, pair++) this.#write(pair, arc, piece / pieces[k]);
      index = writeStrip(indexBuffer.data, index, first, pair);
    });
    this.view.visible = index > 0;
    this.view.geometry.indexCount = index;
    indexBuffer.update(index * indexBuffer.data.BYTES_PER_ELEMENT);
    this.#buffer?.update(pair * FLOATS_PER_PAIR * this.#vertices.BYTES_PER_ELEMENT);
  }

  destroy(): void {
    this.view.destroy();
    this.#shader.destroy();
  }

  #write(pair: number, arc: Arc, t: number): void {
    const [place, normal] = [pointOnLink(arc, t), normalOnLink(arc, t)];
    for (const side of [0, 1]) {
      const at = pair * FLOATS_PER_PAIR + (side * FLOATS_PER_PAIR) / 2;
      this.#vertices[at] = place.x;
      this.#vertices[at + 1] = place.y;
      this.#vertices[at + 2] = normal.x;
      this.#vertices[at + 3] = normal.y;
      this.#vertices[at + 4] = 2 * side - 1;
      this.#vertices[at + 5] = arc.widthPx;
      this.#vertices[at + 6] = arc.alpha;
    }
  }

  #makeRoom(pairs: number): void {
    if (pairs * FLOATS_PER_PAIR <= this.#vertices.length) return;
    const room = 2 * pairs;
    this.#vertices = new Float32Array(room * FLOATS_PER_PAIR);
    this.#buffer = setTriangles(
      this.view,
      this.#vertices,
      { aPlace: 4, aStroke: 3 },
      new Uint32Array(room * 6),
    );
  }
}
