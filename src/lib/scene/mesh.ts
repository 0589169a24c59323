import {
  Buffer,
  BufferImageSource,
  BufferUsage,
  Geometry,
  GlProgram,
  Mesh,
  Shader,
  UniformGroup,
} from 'pixi.js';
import type { Rgb } from './palette';

export type ShadedMesh = Mesh<Geometry, Shader>;
export type Attributes = Record<string, 1 | 2 | 3 | 4>;

/** Uniforms all meshes share. */
export function createScreenUniforms() {
  return new UniformGroup({
    /** The side of a device pixel in CSS px: how far an antialiased edge reaches. */
    uPixel: { value: 1, type: 'f32' },
  });
}
export type ScreenUniforms = ReturnType<typeof createScreenUniforms>;

const version = '#version 300 es\n';
const toScreen = `
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform float uPixel;
vec4 toScreen(vec2 place) {
  return vec4((uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(place, 1.0)).xy, 0.0, 1.0);
}
`;

/** GLSL ES 3; the vertex shader has toScreen(place in CSS px); colours leave the fragment shader premultiplied. */
export function createShader(
  name: string,
  vertex: string,
  fragment: string,
  resources: Record<string, unknown>,
): Shader {
  const glProgram = GlProgram.from({
    name,
    vertex: version + toScreen + vertex,
    fragment: version + fragment,
    preferredFragmentPrecision: 'highp',
  });
  return new Shader({ glProgram, resources });
}

/** A mesh of nothing yet. */
export function createMesh(shader: Shader): ShadedMesh {
  const mesh = new Mesh({ geometry: new Geometry(), shader });
  mesh.visible = false;
  return mesh;
}

/**
 * Gives the mesh other triangles. Nothing is instanced: software renderers pay for each instance as for a whole draw.
 * @returns the vertices' buffer, to be updated after the floats have changed
 */
export function setTriangles(
  mesh: ShadedMesh,
  vertices: Float32Array,
  attributes: Attributes,
  indices: Uint32Array,
): Buffer {
  const buffer = new Buffer({ data: vertices, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  const geometry = new Geometry({ topology: 'triangle-list', indexBuffer: indices });
  const stride = 4 * countOf(attributes);
  let offset = 0;
  for (const [name, count] of Object.entries(attributes)) {
    const format = count === 1 ? 'float32' : (`float32x${count}` as const);
    geometry.addAttribute(name, { buffer, format, stride, offset });
    offset += 4 * count;
  }
  mesh.geometry.destroy(true);
  mesh.geometry = geometry;
  mesh.visible = indices.length > 0;
  return buffer;
}

const corners = [-1, -1, 1, -1, -1, 1, 1, 1];
export const verticesPerQuad = 4;

/**
 * Gives the mesh quads: every vertex has its corner, (−1, −1) to (1, 1), as `aCorner` and then its quad's floats.
 * @returns the vertices and their buffer
 */
export function setQuads(
  mesh: ShadedMesh,
  quads: readonly (readonly number[])[],
  attributes: Attributes,
): { vertices: Float32Array; buffer: Buffer } {
  const stride = 2 + countOf(attributes);
  const vertices = new Float32Array(quads.length * verticesPerQuad * stride);
  quads.forEach((quad, k) => {
    for (let corner = 0; corner < verticesPerQuad; corner++) {
      const at = (k * verticesPerQuad + corner) * stride;
      vertices[at] = corners[2 * corner];
      vertices[at + 1] = corners[2 * corner + 1];
      vertices.set(quad, at + 2);
    }
  });
  const indices = new Uint32Array(quads.length * 6);
  quads.forEach((_, k) => writeStrip(indices, 6 * k, 2 * k, 2 * k + 2));
  return { vertices, buffer: setTriangles(mesh, vertices, { aCorner: 2, ...attributes }, indices) };
}

/**
 * Writes the triangles of a strip whose vertices come in pairs, from one pair up to another.
 * @returns the place behind them
 */
export function writeStrip(
  indices: { [place: number]: number },
  place: number,
  firstPair: number,
  endPair: number,
): number {
  for (let vertex = 2 * firstPair; vertex < 2 * (endPair - 1); vertex += 2) {
    indices[place++] = vertex;
    indices[place++] = vertex + 1;
    indices[place++] = vertex + 2;
    indices[place++] = vertex + 2;
    indices[place++] = vertex + 1;
    indices[place++] = vertex + 3;
  }
  return place;
}

/** A texture of RGBA bytes as they are. */
export function createBytesTexture(
  pixels: Uint8Array,
  width: number,
  height: number,
  scaleMode: 'linear' | 'nearest',
): BufferImageSource {
  return new BufferImageSource({
    resource: pixels,
    width,
    height,
    scaleMode,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
  });
}

export function toUniform(color: Rgb): Float32Array<ArrayBuffer> {
  return new Float32Array(color.map((channel) => channel / 255));
}

function countOf(attributes: Attributes): number {
  return Object.values(attributes).reduce<number>((sum, count) => sum + count, 0);
}
