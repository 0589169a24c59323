import { UniformGroup, type Buffer } from 'pixi.js';
import { createMesh, createShader, setQuads, toUniform, verticesPerQuad } from './mesh';
import type { ScreenUniforms } from './mesh';
import { parseColor, type SceneTheme } from './palette';
import { squareShare } from './style';

/** A disc or a square; strength −1 … 1 chooses its colour; the radius includes the outline. */
export interface Mark {
  x: number;
  y: number;
  radius: number;
  strength: number;
  shape: 'disc' | 'square';
}

const attributes = { aPlace: 3, aLook: 2 } as const;
/** Where a vertex' radius and strength stand, behind its corner and its place. */
const vertexFloats = { stride: 7, radius: 4, strength: 5 };

const vertex = `
in vec2 aCorner;
in vec3 aPlace;
in vec2 aLook;
uniform vec3 uNegative;
uniform vec3 uMiddle;
uniform vec3 uPositive;
out vec2 vPlace;
out float vRadius;
out float vSquare;
out vec3 vFill;
void main() {
  vPlace = aCorner * (aPlace.z + uPixel);
  vRadius = aPlace.z;
  vSquare = aLook.y;
  vFill = mix(uMiddle, aLook.x < 0.0 ? uNegative : uPositive, abs(aLook.x));
  gl_Position = toScreen(aPlace.xy + vPlace);
}
`;

const fragment = `
in vec2 vPlace;
in float vRadius;
in float vSquare;
in vec3 vFill;
out vec4 finalColor;
uniform vec3 uDiscOutline;
uniform vec3 uSquareOutline;
uniform float uPixel;
void main() {
  bool isSquare = vSquare > 0.5;
  float outside = isSquare
    ? max(abs(vPlace.x), abs(vPlace.y)) - ${squareShare} * vRadius
    : length(vPlace) - vRadius;
  float outer = clamp(0.5 - outside / uPixel, 0.0, 1.0);
  float inner = clamp(0.5 - (outside + 1.0) / uPixel, 0.0, 1.0);
  finalColor = vec4(mix(isSquare ? uSquareOutline : uDiscOutline, vFill, inner), 1.0) * outer;
}
`;

/** Any number of small outlined marks in one draw: the points of the map, or the biases. */
export class MarkMesh {
  readonly view;
  readonly #colors = new UniformGroup({
    uNegative: { value: new Float32Array(3), type: 'vec3<f32>' },
    uMiddle: { value: new Float32Array(3), type: 'vec3<f32>' },
    uPositive: { value: new Float32Array(3), type: 'vec3<f32>' },
    uDiscOutline: { value: new Float32Array(3), type: 'vec3<f32>' },
    uSquareOutline: { value: new Float32Array(3), type: 'vec3<f32>' },
  });
  #vertices: Float32Array = new Float32Array();
  #buffer: Buffer | undefined;

  constructor(screen: ScreenUniforms) {
    this.view = createMesh(createShader('marks', vertex, fragment, { screen, colors: this.#colors }));
  }

  place(marks: readonly Mark[]): void {
    const quads = marks.map(({ x, y, radius, strength, shape }) => {
      return [x, y, radius, strength, shape === 'square' ? 1 : 0];
    });
    const { vertices, buffer } = setQuads(this.view, quads, attributes);
    [this.#vertices, this.#buffer] = [vertices, buffer];
  }

  /** Changes the marks' sizes and strengths; they stay where they are. */
  restyle(styleOf: (k: number) => { radius: number; strength: number }): void {
    const { stride, radius, strength } = vertexFloats;
    for (let at = 0; at < this.#vertices.length; at += stride) {
      const style = styleOf(Math.floor(at / stride / verticesPerQuad));
      this.#vertices[at + radius] = style.radius;
      this.#vertices[at + strength] = style.strength;
    }
    this.#buffer?.update();
  }

  paint(theme: SceneTheme, discOutline: string): void {
    const uniforms = this.#colors.uniforms;
    uniforms.uNegative = toUniform(parseColor(theme.negative));
    uniforms.uMiddle = toUniform(parseColor(theme.middle));
    uniforms.uPositive = toUniform(parseColor(theme.positive));
    uniforms.uDiscOutline = toUniform(parseColor(discOutline));
    uniforms.uSquareOutline = toUniform(parseColor(theme.ink));
  }
}
