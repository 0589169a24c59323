import { UniformGroup, type Buffer } from 'pixi.js';
import { createMesh, createShader, setQuads, toUniform, verticesPerQuad } from './mesh';
import type { ScreenUniforms } from './mesh';
import { parseColor, type Rgb, type SceneTheme } from './palette';
import { diamondShare, squareShare } from './style';

/** What points are drawn as, each with its number in the shader. */
const shapeNumbers = { disc: 0, square: 1, diamond: 2 } as const;

/** A small outlined shape; the radius, a disc's own, includes the outline. */
export interface Mark {
  x: number;
  y: number;
  radius: number;
  color: Rgb;
  shape: keyof typeof shapeNumbers;
}

const attributes = { aPlace: 4, aColor: 3 } as const;
/** Where a vertex' radius and colour stand, behind its corner, its place and its shape. */
const vertexFloats = { stride: 9, radius: 5, color: 6 };

const vertex = `
in vec2 aCorner;
in vec4 aPlace;
in vec3 aColor;
out vec2 vPlace;
out float vRadius;
flat out int vShape;
out vec3 vFill;
void main() {
  vPlace = aCorner * (${diamondShare} * aPlace.w + uPixel);
  vRadius = aPlace.w;
  vShape = int(aPlace.z);
  vFill = aColor / 255.0;
  gl_Position = toScreen(aPlace.xy + vPlace);
}
`;

const fragment = `
in vec2 vPlace;
in float vRadius;
flat in int vShape;
in vec3 vFill;
out vec4 finalColor;
uniform vec3 uDiscOutline;
uniform vec3 uOtherOutline;
uniform float uPixel;
void main() {
  vec2 side = abs(vPlace);
  float outside = length(vPlace) - vRadius;
  if (vShape == ${shapeNumbers.square}) outside = max(side.x, side.y) - ${squareShare} * vRadius;
  if (vShape == ${shapeNumbers.diamond}) outside = (side.x + side.y - ${diamondShare} * vRadius) * ${Math.SQRT1_2};
  float outer = clamp(0.5 - outside / uPixel, 0.0, 1.0);
  float inner = clamp(0.5 - (outside + 1.0) / uPixel, 0.0, 1.0);
  finalColor = vec4(mix(vShape == ${shapeNumbers.disc} ? uDiscOutline : uOtherOutline, vFill, inner), 1.0) * outer;
}
`;

/** Any number of small outlined marks in one draw: the points of the map, or the biases. */
export class MarkMesh {
  readonly view;
  readonly #colors = new UniformGroup({
    uDiscOutline: { value: new Float32Array(3), type: 'vec3<f32>' },
    uOtherOutline: { value: new Float32Array(3), type: 'vec3<f32>' },
  });
  #vertices: Float32Array = new Float32Array();
  #buffer: Buffer | undefined;

  constructor(screen: ScreenUniforms) {
    this.view = createMesh(createShader('marks', vertex, fragment, { screen, colors: this.#colors }));
  }

  place(marks: readonly Mark[]): void {
    const quads = marks.map(({ x, y, radius, color, shape }) => {
      return [x, y, shapeNumbers[shape], radius, ...color];
    });
    const { vertices, buffer } = setQuads(this.view, quads, attributes);
    [this.#vertices, this.#buffer] = [vertices, buffer];
  }

  /** Changes the marks' sizes and colours; they stay where they are. */
  restyle(styleOf: (k: number) => { radius: number; color: Rgb }): void {
    const { stride, radius, color } = vertexFloats;
    const quadFloats = stride * verticesPerQuad;
    for (let quad = 0; quad < this.#vertices.length; quad += quadFloats) {
      const style = styleOf(quad / quadFloats);
      for (let at = quad; at < quad + quadFloats; at += stride) {
        this.#vertices[at + radius] = style.radius;
        this.#vertices.set(style.color, at + color);
      }
    }
    this.#buffer?.update();
  }

  /** Chooses the outlines. */
  paint(theme: SceneTheme, discOutline: string): void {
    const uniforms = this.#colors.uniforms;
    uniforms.uDiscOutline = toUniform(parseColor(discOutline));
    uniforms.uOtherOutline = toUniform(parseColor(theme.ink));
  }
}
