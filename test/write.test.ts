import { describe, expect, it } from 'vitest';
import { FORMATS } from '../src/formats/registry.js';
import { StigError } from '../src/io/diagnostic.js';
import type { Document } from '../src/model/document.js';
import { writeDocument, writePieces } from '../src/write.js';

const WRITTEN = FORMATS.filter(({ writes }) => writes.length > 0);
const KINDS = [...new Set(FORMATS.flatMap(({ reads, writes }) => [...reads, ...writes]))];

describe('a document of a kind that a format cannot hold', () => {
  const pairs = WRITTEN.flatMap(({ name, writes }) =>
    KINDS.filter((kind) => !writes.includes(kind)).map((kind): [string, Document['kind']] => [name, kind]),
  );

  it.each(pairs)('%s, %s: is refused in words, whole or in pieces', async (name, kind) => {
    const document = { kind } as Document;
    for (const write of [writeDocument, writePieces]) {
      const error: unknown = await write(document, name).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StigError);
      expect((error as StigError).code).toBe('cannot-convert');
    }
  });
});
