/** What stands in for Node's modules where there is no Node, against what it stands in for. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as nodeByteText from '../../src/io/byte-text.js';
import type * as nodeHash from '../../src/io/hash.js';
import type * as nodeInputs from '../../src/io/inputs.js';
import type * as nodeGuard from '../../src/io/pdf-guard.js';
import * as byteText from '../../src/io/portable/byte-text.js';
import * as hash from '../../src/io/portable/hash.js';
import * as inputs from '../../src/io/portable/inputs.js';
import * as guard from '../../src/io/portable/pdf-guard.js';
import * as engine from '../../src/io/portable/zip-engine.js';
import * as nodeEngine from '../../src/io/zip-engine.js';
import { type MadeMember, makeZip } from '../support/zip.js';

const IO = join(import.meta.dirname, '../../src/io');

describe('a stand-in', () => {
  it('has what the library asks of the module it stands for, in its types too', () => {
    const checked = {
      'byte-text': byteText satisfies typeof nodeByteText,
      hash: hash satisfies typeof nodeHash,
      inputs: inputs satisfies Pick<typeof nodeInputs, 'expandInputs' | 'pathOf'>,
      'pdf-guard': guard satisfies typeof nodeGuard,
      'zip-engine': engine satisfies typeof nodeEngine,
    };
    const node = new Set(readdirSync(IO));
    const twins = readdirSync(join(IO, 'portable')).filter((name) => node.has(name));
    expect(twins.map((name) => name.replace('.ts', '')).sort()).toEqual(Object.keys(checked).sort());
  });
});

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is what FIPS 180-4 says', (text, expected) => {
    expect(hash.sha256(new TextEncoder().encode(text))).toBe(expected);
  });

  it("is Node's, for any bytes and every length around a block", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(hash.sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
    for (let length = 50; length < 135; length++) {
      const bytes = new Uint8Array(length + 3).subarray(3).fill(length);
      expect(hash.sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('the zip engine', () => {
  const members: MadeMember[] = [
    { name: 'a.xml', data: '<a/>', method: 'store' },
    { name: 'ordner/größe.xml', data: 'x'.repeat(100_000) },
    { name: '', rawName: Uint8Array.from([0x84, 0x2e, 0x78]), data: 'CP437' },
    { name: 'big.xml', data: 'zip64', zip64: true },
    { name: 'link', data: 'a.xml', mode: 0o120777 },
    { name: 'secret', data: 's', encrypted: true },
    { name: 'folder/', method: 'store' },
    { name: 'made\\on\\windows.xml', data: '<w/>' },
    { name: 'empty\\', method: 'store' },
  ];

  async function entriesOf({ zipEntries }: typeof nodeEngine, bytes: Uint8Array) {
    const entries: unknown[] = [];
    let failed = false;
    try {
      for await (const { name, ...entry } of zipEntries(bytes)) entries.push({ ...entry, name: name() });
    } catch {
      failed = true;
    }
    return { entries, failed };
  }

  it.each([
    ['without a comment', makeZip(members)],
    ['with a comment', makeZip(members, { comment: 'PK\u0005\u0006 is no end' })],
    ['empty', makeZip([])],
    ['behind other bytes of its buffer', Buffer.concat([Buffer.alloc(7), makeZip(members)]).subarray(7)],
    ['announcing more than it holds', makeZip(members, { count: 9 })],
    ['cut', makeZip(members).subarray(0, 300)],
    ['no zip at all', Buffer.from('PK\u0003\u0004 and nothing more')],
  ])('lists the entries of a zip that yauzl does: %s', async (_, bytes) => {
    expect(await entriesOf(engine, bytes)).toEqual(await entriesOf(nodeEngine, bytes));
  });

  it('sums as zlib does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(engine.crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });

  it('inflates what zlib deflated, and no more than was announced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(3), async (piece, more) => {
        const data = Buffer.concat([piece, piece, Buffer.alloc(more * 2000)]);
        const packed = deflateRawSync(data);
        expect(Buffer.from((await engine.inflateWhole(packed, data.length))!)).toEqual(data);
        if (data.length > 0) expect(await engine.inflateWhole(packed, data.length - 1)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('sets no more aside than the packed bytes can hold, whatever they announce', async () => {
    const packed = deflateRawSync(Buffer.from('<a/>'));
    expect(Buffer.from((await engine.inflateWhole(packed, 2 ** 40))!).toString()).toBe('<a/>');
  });

  it('gives the beginning of what is cut', () => {
    const data = Buffer.from('<Benchmark>'.padEnd(100_000, 'xyz'));
    const head = engine.inflateHead(deflateRawSync(data).subarray(0, 150));
    expect(head.length).toBeGreaterThan(50);
    expect(data.subarray(0, head.length)).toEqual(Buffer.from(head));
    expect(nodeEngine.inflateHead(deflateRawSync(data).subarray(0, 150)).length).toBeGreaterThan(50);
  });
});
