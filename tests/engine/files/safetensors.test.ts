import { describe, expect, it } from 'vitest';
import { ModelFileProblem } from '$lib/engine/files/model-file-problem';
import { readSafetensors, writeSafetensors } from '$lib/engine/files/safetensors';

/**
 * Written by Python's safetensors 0.8.0 (numpy 2.4.6), a library of the format's authors:
 * `save({'layers.0.weight': [[1.5, -2.25, 0.1], [1e-30, -0.0, 3.4e38]], '张麻子 "b"': [0.5]},
 * metadata={'format': 'probe', '序': '不 \\ "一"\n定'})`, numbers as float32.
 */
const written = Buffer.from(
  '0AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyLluo8iOiLkuI0gXFwgXCLkuIBcIlxu5a6aIiwiZm9ybWF0IjoicHJvYmUifSwibGF5ZXJzLjAu' +
    'd2VpZ2h0Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOlswLDI0XX0sIuW8oOm6u+WtkCBcImJcIiI6eyJk' +
    'dHlwZSI6IkYzMiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzI0LDI4XX19ICAgICAgAADAPwAAEMDNzMw9YEKiDQAAAICeyX9/AAAA' +
    'Pw==',
  'base64',
);
const told = {
  metadata: { 序: '不 \\ "一"\n定', format: 'probe' },
  tensors: new Map([
    ['layers.0.weight', { shape: [2, 3], values: Float32Array.of(1.5, -2.25, 0.1, 1e-30, -0, 3.4e38) }],
    ['张麻子 "b"', { shape: [1], values: Float32Array.of(0.5) }],
  ]),
};

/** A file by hand: the header as text, and zeros. */
function assembled(header: string, dataBytes = 0, headerBytes?: bigint): Uint8Array {
  const text = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(headerBytes ?? BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(dataBytes)]);
}
const entry = (from: number, to: number, shape = [(to - from) / 4], dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [from, to] });

describe('a safetensors file', () => {
  it("is read as Python's library wrote it", () => {
    expect(readSafetensors(written)).toEqual(told);
  });

  it("is written byte for byte as Python's library does", () => {
    expect(Buffer.from(writeSafetensors(told)).equals(written)).toBe(true);
  });

  it('is read from anywhere in memory, with tensors in any order, of no number and of one', () => {
    const file = assembled(`{"b":${entry(4, 8, [])},"none":${entry(4, 4, [0, 7])},"a":${entry(0, 4)}}`, 8);
    const { tensors, metadata } = readSafetensors(Buffer.concat([Buffer.from('odd'), file]).subarray(3));
    expect(metadata).toEqual({});
    expect([...tensors].map(([name, { values }]) => [name, values.length])).toEqual([
      ['b', 1],
      ['none', 0],
      ['a', 1],
    ]);
  });
});

const bad: [what: string, file: Uint8Array, fault: object][] = [
  ['is empty', new Uint8Array(), { kind: 'cutShort', bytes: 0, needed: 8 }],
  ['ends in its header', written.subarray(0, 100), { kind: 'cutShort', bytes: 100, needed: 216 }],
  ['ends in its numbers', written.subarray(0, 243), { kind: 'cutShort', bytes: 243, needed: 244 }],
  ['goes on', Buffer.concat([written, written]), { kind: 'tooLong', bytes: 488, needed: 244 }],
  ['is a text', Buffer.from('It was the best of times'), { kind: 'notSafetensors' }],
  ['has too long a header', assembled('{}', 0, 100_000_001n), { kind: 'notSafetensors' }],
  ['has no object as header', assembled('[1]'), { kind: 'notSafetensors' }],
  ['has a header that is not JSON', assembled('{"a":}'), { kind: 'headerNotJson' }],
  [
    'has a header that is not UTF-8',
    assembled('{"x"}').map((byte) => (byte === 0x78 ? 0xff : byte)),
    { kind: 'headerNotJson' },
  ],
  ['tells no shape', assembled('{"a":{"dtype":"F32"}}'), { kind: 'entry', key: 'a.shape' }],
  [
    'has a negative size',
    assembled(`{"a":${entry(0, 4, [-1])}}`, 4),
    { kind: 'entry', key: 'a.shape.0', came: '-1', expected: '>=0' },
  ],
  ['has no tensor but a number', assembled('{"a":1}'), { kind: 'entry', key: 'a', came: '1' }],
  [
    'has metadata that are no text',
    assembled('{"__metadata__":{"step":5}}'),
    { kind: 'entry', key: '__metadata__.step', came: '5', expected: 'string' },
  ],
  [
    'holds halves',
    assembled(`{"a":${entry(0, 4, [2], 'F16')}}`, 4),
    { kind: 'type', tensor: 'a', came: 'F16' },
  ],
  [
    'names a tensor twice',
    assembled(`{"a":${entry(0, 4)}, "\\u0061" :${entry(0, 4)}}`, 4),
    { kind: 'duplicate', name: 'a' },
  ],
  [
    'has overlapping tensors',
    assembled(`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 12),
    { kind: 'place', tensor: 'b', from: 4, expected: 8 },
  ],
  [
    'has a gap',
    assembled(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12),
    { kind: 'place', tensor: 'b', from: 8, expected: 4 },
  ],
  [
    'has less of a tensor than its shape',
    assembled(`{"a":${entry(0, 8, [3])}}`, 8),
    { kind: 'length', tensor: 'a', bytes: 8, expected: 12 },
  ],
  [
    'has a tensor that ends before it begins',
    assembled(`{"a":${entry(0, 8)},"b":${entry(8, 4, [1])}}`, 8),
    { kind: 'length', tensor: 'b', bytes: -4, expected: 4 },
  ],
];

describe('nothing is read from a file that', () => {
  it.each(bad)('%s', (_, file, fault) => {
    const read = () => readSafetensors(file);
    expect(read).toThrow(ModelFileProblem);
    expect(read).toThrow(expect.objectContaining({ fault: expect.objectContaining(fault) as object }));
  });
});
