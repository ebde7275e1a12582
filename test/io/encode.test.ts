import { describe, expect, it } from 'vitest';
import { encodable, encodeText } from '../../src/io/encode.js';
import { type Encoding, Source } from '../../src/io/source.js';
import { decodeWindows1252 } from '../../src/io/windows-1252.js';

describe('encodings', () => {
  it('reads Windows-1252, curly quotes and dashes included, on every Node', () => {
    expect(decodeWindows1252(Uint8Array.of(0x41, 0x93, 0x94, 0x92, 0x96, 0x80, 0xe9, 0x81))).toBe('A“”’–€é\u0081');
  });

  it.each<[Encoding, boolean]>([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['windows-1252', false],
  ])('writes what it reads: %s, mark %s', (encoding, bom) => {
    const label = encoding === 'windows-1252' ? encoding : 'utf-8';
    const text = `<?xml version="1.0" encoding="${label}"?><a>é “quoted” – €</a>`;
    const source = new Source('a.xml', Buffer.from(encodeText(text, encoding, bom)));
    expect([source.text, source.encoding, source.bom]).toEqual([text, encoding, bom]);
  });

  it('knows what Windows-1252 lacks', () => {
    expect([encodable('☃', 'windows-1252'), encodable('“', 'windows-1252'), encodable('☃', 'utf-8')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
