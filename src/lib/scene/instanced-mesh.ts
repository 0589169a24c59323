import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, UniformGroup } from 'pixi.js';
import type { Rgb } from './palette';

export type InstancedMesh = Mesh<Geometry, Shader>;
type FloatCount = 1 | 2 | 3 | 4;

/** Uniforms all meshes share. */
export function createScreenUniforms() {
  return new UniformGroup({
    /** The side of a device pixel in CSS px: how far an antialiased edge reaches. */
    uPixel: { value: 1, type: 'f32' },
  });
}
export type ScreenUniforms = ReturnType<typeof createScreenUniforms>;

const toScreen = `
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform float uPixel;
vec4 toScreen(vec2 place) {
  return vec4((uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(place, 1.0)).xy, 0.0, 1.0);
}
`;

/** A mesh without instances yet. Shaders are written for WebGL 1 and 2 alike; colours leave them premultiplied. */
export function createInstancedMesh(
  name: string,
  vertex: string,
  fragment: string,
  resources: Record<string, unknown>,
): InstancedMesh {
  const glProgram = GlProgram.from({
    name,
    vertex: toScreen + vertex,
    fragment,
    preferredFragmentPrecision: 'highp',
  });
  const mesh = new Mesh({ geometry: new Geometry(), shader: new Shader({ glProgram, resources }) });
  mesh.visible = false;
  return mesh;
}

/** The per-instance numbers of one buffer: attribute name to count of floats, in order. */
export interface InstanceData {
  floats: Float32Array;
  attributes: Record<string, FloatCount>;
}

/**
 * Gives the mesh new instances of one strip of triangles.
 * @returns the buffers of the given data, in order, to be updated after their floats have changed
 */
export function setInstances(
  mesh: InstancedMesh,
  strip: { name: string; floats: Float32Array },
  data: readonly InstanceData[],
): Buffer[] {
  const usage = BufferUsage.VERTEX | BufferUsage.COPY_DST;
  const buffers = data.map(({ floats }) => new Buffer({ data: floats, usage }));
  const geometry = new Geometry({ topology: 'triangle-strip' });
  const stripBuffer = new Buffer({ data: strip.floats, usage });
  geometry.addAttribute(strip.name, { buffer: stripBuffer, format: 'float32x2', stride: 8, offset: 0 });
  data.forEach(({ attributes }, k) => {
    const stride = 4 * Object.values(attributes).reduce<number>((sum, count) => sum + count, 0);
    let offset = 0;
    for (const [name, count] of Object.entries(attributes)) {
      const format = count === 1 ? 'float32' : (`float32x${count}` as const);
      geometry.addAttribute(name, { buffer: buffers[k], format, stride, offset, instance: true });
      offset += 4 * count;
    }
  });
  mesh.geometry.destroy(true);
  mesh.geometry = geometry;
  return buffers;
}

/** Draws the first instances only; a mesh of none is left out. */
export function showInstances(mesh: InstancedMesh, count: number): void {
  mesh.geometry.instanceCount = count;
  mesh.visible = count > 0;
}

/** The corners of a square from (−1, −1) to (1, 1). */
export const squareStrip = { name: 'aCorner', floats: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) };

export function toUniform(color: Rgb): Float32Array<ArrayBuffer> {
  return new Float32Array(color.map((channel) => channel / 255));
}
