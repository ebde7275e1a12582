import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandInputs, kindOf } from '../../src/io/inputs.js';
import { folderOf } from '../support/folder.js';
import { expanded, expandedBytes } from '../support/inputs.js';
import { type MadeMember, makeZip } from '../support/zip.js';

const good: MadeMember = { name: 'good.xml', data: '<good/>' };

describe('a zip', () => {
  it('gives its members in its own order, stored and deflated, each with the name of the zip', async () => {
    const bytes = makeZip([
      { name: 'b/', method: 'store' },
      { name: 'b/b.xml', data: 'B' },
      { name: 'a.xml', data: 'A', method: 'store' },
    ]);
    const { names, texts, inputs, reported } = await expandedBytes(bytes);
    expect(names).toEqual(['test.zip!/b/b.xml', 'test.zip!/a.xml']);
    expect(texts).toEqual(['B', 'A']);
    expect(inputs.map((i) => [i.package, i.origin, i.named, i.size])).toEqual([
      ['test.zip', 'test.zip', false, 1],
      ['test.zip', 'test.zip', false, 1],
    ]);
    expect(reported).toEqual([]);
  });

  it('is walked into zips in it, whatever their names, and names the innermost as package', async () => {
    const inner = makeZip([good]);
    const bytes = makeZip([
      { name: 'lib/one.zip', data: inner, method: 'store' },
      { name: 'two.dat', data: inner },
      { name: 'three.zip', data: '<xml/>' },
    ]);
    const { names, inputs, texts } = await expandedBytes(bytes);
    expect(names).toEqual(['test.zip!/lib/one.zip!/good.xml', 'test.zip!/two.dat!/good.xml', 'test.zip!/three.zip']);
    expect(inputs.map((i) => i.package)).toEqual(['test.zip!/lib/one.zip', 'test.zip!/two.dat', 'test.zip']);
    expect(texts).toEqual(['<good/>', '<good/>', '<xml/>']);
  });

  it('passes over what macOS adds, hidden files and folders', async () => {
    const junk = ['__MACOSX/._a-xccdf.xml', 'in/__MACOSX/x', '._a.xml', '.DS_Store', '.git/config', 'in/.hidden/a.xml'];
    const { names, reported } = await expandedBytes(makeZip([...junk.map((name) => ({ name, data: 'x' })), good]));
    expect(names).toEqual(['test.zip!/good.xml']);
    expect(reported).toEqual([]);
  });

  it('gives the first bytes without the rest, for deflated and stored members', async () => {
    const data = '<Benchmark>'.padEnd(100_000, 'x');
    const { inputs } = await expandedBytes(
      makeZip([
        { name: 'a', data },
        { name: 'b', data, method: 'store' },
      ]),
    );
    for (const { head } of inputs) {
      expect(head.length).toBeLessThanOrEqual(1024);
      expect(Buffer.from(head).toString()).toMatch(/^<Benchmark>x{100}/);
    }
  });

  it('gives each member bytes of its own, also of a zip in memory that holds it uncompressed', async () => {
    const inner = makeZip([{ name: 'a.xml', data: 'A', method: 'store' }]);
    const bytes = makeZip([
      { name: 'b.xml', data: 'B', method: 'store' },
      { name: 'in.zip', data: inner, method: 'store' },
    ]);
    const { inputs } = await expandedBytes(bytes);
    for (const input of inputs) {
      const { bytes: own } = await input.load();
      expect([input.name, own.byteLength, own.buffer.byteLength]).toEqual([input.name, 1, 1]);
    }
    expect(inputs).toHaveLength(2);
  });

  it('is one file where it is an office document', async () => {
    const sheet = makeZip([
      { name: 'xl/workbook.xml', data: '<w/>' },
      { name: '[Content_Types].xml', data: '<Types/>' },
    ]);
    const { names, inputs } = await expandedBytes(makeZip([{ name: 'book.xlsx', data: sheet }, good]));
    expect(names).toEqual(['test.zip!/book.xlsx', 'test.zip!/good.xml']);
    expect(Buffer.from((await inputs[0]!.load()).bytes).equals(sheet)).toBe(true);
    const path = join(folderOf({ 'b.xlsx': sheet }), 'b.xlsx');
    expect((await expanded([path])).names).toEqual([path]);
    expect(await kindOf(path)).toBe('file');
  });

  it('keeps members loadable after the walk, when the zip is opened again', async () => {
    const inner = makeZip([good]);
    const path = join(folderOf(), 'outer.bin');
    writeFileSync(
      path,
      makeZip([
        { name: 'in.zip', data: inner },
        { name: 'plain.xml', data: 'P' },
      ]),
    );
    const kept = [];
    for await (const input of expandInputs([path], { report: () => {} })) kept.push(input);
    expect(await Promise.all(kept.map(async (i) => (await i.load()).text))).toEqual(['<good/>', 'P']);
  });

  it('decodes names in UTF-8 and CP437', async () => {
    const bytes = makeZip([
      { name: 'é.xml', data: 'u' },
      { name: '', rawName: Buffer.from([0x82, 0x2e, 0x78]), data: 'c' },
    ]);
    expect((await expandedBytes(bytes)).names).toEqual(['test.zip!/é.xml', 'test.zip!/é.x']);
  });

  it('may announce sizes and places in zip64 fields', async () => {
    const { texts, reported } = await expandedBytes(makeZip([good, { ...good, name: '64.xml', zip64: true }]));
    expect(texts).toEqual(['<good/>', '<good/>']);
    expect(reported).toEqual([]);
  });

  it('may have a comment, and be empty, which is told', async () => {
    expect((await expandedBytes(makeZip([good], { comment: 'made for a test' }))).names).toHaveLength(1);
    const none = await expandedBytes(makeZip([{ name: 'only/', method: 'store' }]));
    expect(none.codes).toEqual(['input-empty']);
    expect((await expandedBytes(makeZip([]))).codes).toEqual(['input-empty']);
  });
});

describe('a zip that is damaged', () => {
  /** Each with the member after it: the damage costs one member. */
  const damages: [string, MadeMember, string, RegExp][] = [
    ['a wrong check sum', { ...good, name: 'bad', crc32: 1 }, 'zip-corrupt', /check sum/],
    ['more bytes than announced', { ...good, name: 'bad', size: 3 }, 'zip-corrupt', /more than the 3 bytes/],
    ['fewer bytes than announced', { ...good, name: 'bad', size: 99 }, 'zip-corrupt', /7 bytes where 99/],
    [
      'a stored member of another size',
      { ...good, name: 'bad', method: 'store', size: 5 },
      'zip-corrupt',
      /7 bytes where 5/,
    ],
    [
      'data that are not deflate',
      { ...good, name: 'bad', packed: Buffer.from('hello world') },
      'zip-corrupt',
      /damaged zip/,
    ],
    [
      'data cut short',
      { ...good, name: 'bad', data: 'x'.repeat(3000) + Math.PI, packed: Buffer.from([0x4b]) },
      'zip-corrupt',
      /damaged/,
    ],
    ['an encrypted member', { ...good, name: 'bad', encrypted: true }, 'zip-encrypted', /encrypted/],
    ['an unknown compression', { ...good, name: 'bad', method: 12 }, 'zip-unsupported', /method 12/],
    [
      'a zip in it that is none',
      { ...good, name: 'bad', data: 'PK\x03\x04 and then nothing of a zip' },
      'zip-corrupt',
      /damaged zip/,
    ],
  ];

  it.each(damages)('%s is reported and the rest is read', async (_, member, code, message) => {
    const { texts, reported } = await expandedBytes(makeZip([member, good]));
    expect(texts.filter((text) => text !== null)).toEqual(['<good/>']);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatchObject({ code, severity: 'error', file: 'test.zip!/bad' });
    expect(reported[0]!.message).toMatch(message);
    expect(reported[0]!.hint).toBeTruthy();
  });

  it('without its end, as a broken download is, says so', async () => {
    const bytes = makeZip([good, { ...good, name: 'b.xml' }]);
    const { names, reported } = await expandedBytes(bytes.subarray(0, bytes.length - 30));
    expect(names).toEqual([]);
    expect(reported).toMatchObject([{ code: 'zip-corrupt', file: 'test.zip', hint: expect.stringContaining('again') }]);
  });

  it('whose directory breaks off gives the members before', async () => {
    const { names, codes } = await expandedBytes(makeZip([good], { count: 3 }));
    expect(names).toEqual(['test.zip!/good.xml']);
    expect(codes).toEqual(['zip-corrupt']);
  });

  it('that holds one name twice gives both and warns', async () => {
    const { texts, reported } = await expandedBytes(makeZip([good, { ...good, data: '<other/>' }]));
    expect(texts).toEqual(['<good/>', '<other/>']);
    expect(reported).toMatchObject([{ code: 'zip-duplicate', severity: 'warning' }]);
  });

  it('with names that are no names is read without them', async () => {
    const { names, reported } = await expandedBytes(makeZip([{ ...good, name: 'n'.repeat(60_000) }, good]));
    expect(names).toEqual(['test.zip!/good.xml']);
    expect(reported).toMatchObject([{ code: 'zip-unsupported', message: expect.stringContaining('60000 bytes') }]);
    expect(reported[0]!.message.length).toBeLessThan(200);
  });

  it('never makes a path of a name, and follows no link', async () => {
    const names = ['../../up.xml', '/etc/abs.xml', 'C:\\win.xml', 'a\\..\\..\\b.xml', '__proto__'];
    const all = await expandedBytes(
      makeZip([...names.map((name) => ({ name, data: 'x' })), { name: 'link', data: '/etc/passwd', mode: 0o120777 }]),
    );
    expect(all.names).toEqual([
      'test.zip!/../../up.xml',
      'test.zip!//etc/abs.xml',
      'test.zip!/C:/win.xml',
      'test.zip!/a/../../b.xml',
      'test.zip!/__proto__',
    ]);
    expect(all.codes).toEqual(['input-skipped']);
  });

  it('never fails otherwise, whatever byte is wrong', async () => {
    const bytes = makeZip([{ name: 'in.zip', data: makeZip([good]), method: 'store' }, good]);
    for (let i = 0; i < bytes.length; i++) {
      const broken = Buffer.from(bytes);
      broken[i] = broken[i]! ^ 0xff;
      const { texts } = await expandedBytes(broken);
      // A member that loads is whole: the check sum holds.
      for (const text of texts) if (text !== null && i >= 4) expect(['<good/>', '']).toContain(text);
    }
  });
});

describe('limits of a zip', () => {
  const zeros = Buffer.alloc(2_000_000);

  it('let pass what compresses 1000 to 1', async () => {
    const bytes = makeZip([{ name: 'zeros', data: zeros }]);
    expect(bytes.length).toBeLessThan(3000);
    expect((await expandedBytes(bytes)).texts[0]).toHaveLength(zeros.length);
  });

  it('bound one file', async () => {
    const { texts, reported } = await expandedBytes(makeZip([{ name: 'zeros', data: zeros }, good]), {
      fileBytes: 1000,
    });
    expect(texts).toEqual([null, '<good/>']);
    expect(reported[0]).toMatchObject({
      code: 'limit-exceeded',
      file: 'test.zip!/zeros',
      hint: expect.stringContaining('fileBytes'),
    });
  });

  it('bound all bytes, zips in zips included, and end the reading', async () => {
    const inner = makeZip([
      { name: 'zeros', data: zeros },
      { name: 'more', data: zeros },
    ]);
    const bytes = makeZip([{ name: '1.zip', data: inner }, { name: '2.zip', data: inner }, good]);
    const { names, texts, reported } = await expandedBytes(bytes, { zipBytes: 3_500_000 });
    expect(names).toEqual(['test.zip!/1.zip!/zeros', 'test.zip!/1.zip!/more']);
    expect(texts).toEqual([expect.any(String), null]);
    expect(reported).toMatchObject([{ code: 'limit-exceeded', message: expect.stringContaining('zipBytes=3500000') }]);
  });

  it('bound the members, zips in zips included, and end the reading', async () => {
    const inner = makeZip([good, { ...good, name: 'b' }, { ...good, name: 'c' }]);
    const bytes = makeZip([{ name: '1.zip', data: inner }, { name: '2.zip', data: inner }, good]);
    const { names, reported } = await expandedBytes(bytes, { zipMembers: 7 });
    expect(names).toHaveLength(3);
    expect(reported).toMatchObject([{ code: 'limit-exceeded', message: expect.stringContaining('zipMembers=7') }]);
  });

  it('bound zips in zips', async () => {
    let bytes = makeZip([good]);
    for (let depth = 2; depth <= 6; depth++) bytes = makeZip([{ name: 'in.zip', data: bytes, method: 'store' }, good]);
    const { names, reported } = await expandedBytes(bytes);
    expect(names).toHaveLength(5);
    expect(reported).toMatchObject([{ code: 'limit-exceeded', message: expect.stringContaining('zipDepth=5') }]);
    expect((await expandedBytes(bytes, { zipDepth: 6 })).names).toHaveLength(6);
  });
});
