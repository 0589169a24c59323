import { UniformGroup } from 'pixi.js';

/** Where the window stands on the drawing, and where in it columns are seen. */
export function createWindowUniforms() {
  return new UniformGroup({
    uView: { value: new Float32Array(2), type: 'vec2<f32>' },
    uColumns: { value: new Float32Array(2), type: 'vec2<f32>' },
  });
}
export type WindowUniforms = ReturnType<typeof createWindowUniforms>;
