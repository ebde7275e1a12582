import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCached } from '../src/cached-read.js';
import { CacheFolder } from '../src/io/cache.js';
import { type Diagnostic, StigError } from '../src/io/diagnostic.js';
import * as writing from '../src/io/output.js';
import { Source } from '../src/io/source.js';
import * as reading from '../src/read.js';
import { folderOf } from './support/folder.js';
import { runCli } from './support/run-cli.js';
import { stigXml } from './support/stigs.js';
import { makeZip } from './support/zip.js';

vi.mock('../src/read.js', async (original) => {
  const real = await original<typeof reading>();
  return { ...real, readSource: vi.fn(real.readSource) };
});
vi.mock('../src/io/output.js', async (original) => {
  const real = await original<typeof writing>();
  return { ...real, writeOutput: vi.fn(real.writeOutput) };
});
vi.mock('../src/generated/version.js', () => ({
  get VERSION() {
    return version;
  },
}));
let version = '1.0.0';
const read = vi.mocked(reading.readSource);

afterEach(() => {
  read.mockClear();
  version = '1.0.0';
});

const bytes = (text: string) => new TextEncoder().encode(text);
const XML = await stigXml({ id: 'Acme_STIG' });

/** Reads through a cache: what came of it, what was told, and whether the file itself was read. */
async function through(folder: string, text: string | Uint8Array, options: reading.ReadOptions = {}, name = 'a/x.xml') {
  const told: Diagnostic[] = [];
  const cache = new CacheFolder(folder, (diagnostic) => told.push(diagnostic));
  const source = new Source(name, typeof text === 'string' ? bytes(text) : text);
  const before = read.mock.calls.length;
  const report = options.report ?? ((diagnostic: Diagnostic) => void told.push(diagnostic));
  const { format, documents } = await readCached(source, { ...options, report }, cache);
  return { format: format.name, documents, told, wasRead: read.mock.calls.length > before };
}

describe('a cache', () => {
  it('gives what reading gave, without reading, under any name', async () => {
    const folder = join(folderOf(), 'new', 'cache');
    const first = await through(folder, XML);
    expect(first.wasRead).toBe(true);
    const second = await through(folder, XML);
    expect(second).toEqual({ ...first, wasRead: false });
    const plain = await reading.readSource(new Source('lib.zip!/p.zip!/y.xml', bytes(XML)));
    const elsewhere = await through(folder, XML, {}, 'some/where/lib.zip!/p.zip!/y.xml');
    expect(elsewhere.wasRead).toBe(false);
    expect(elsewhere.documents).toEqual(plain.documents);
  });

  it('tells again what was told of the file, under its name', async () => {
    const folder = folderOf();
    const old = Buffer.from(XML.replace('Title 1', 'Title \x92'), 'latin1');
    const first = await through(folder, old);
    expect(first.told).toMatchObject([{ code: 'encoding-mismatch', file: 'a/x.xml' }]);
    const second = await through(folder, old, {}, 'b/y.xml');
    expect(second.told).toEqual(first.told.map((diagnostic) => ({ ...diagnostic, file: 'b/y.xml' })));
    expect(second.wasRead).toBe(false);
  });

  it('reads again where a byte, the version or an option is another', async () => {
    const folder = folderOf();
    await through(folder, XML);
    expect((await through(folder, XML.replace('Title 1', 'Title 2'))).wasRead).toBe(true);
    for (const options of [{ lenient: true }, { from: 'xccdf' }, { limits: { depth: 99 } }]) {
      expect((await through(folder, XML, options)).wasRead).toBe(true);
      expect((await through(folder, XML, options)).wasRead).toBe(false);
    }
    version = '1.0.1';
    expect((await through(folder, XML)).wasRead).toBe(true);
    version = '1.0.0';
    expect((await through(folder, XML)).wasRead).toBe(false);
  });

  it('passes by an entry that is damaged, cut short, empty or of another file, and writes it anew', async () => {
    const folder = folderOf();
    const first = await through(folder, XML);
    await through(folder, XML.replace('Acme_STIG', 'Other_STIG'));
    const [a = '', b = ''] = readdirSync(folder).map((name) => join(folder, name));
    const [whole, other] = [readFileSync(a), readFileSync(b)];
    const flipped = Buffer.from(whole);
    flipped[Math.floor(flipped.length / 2)]! ^= 1;
    for (const wrong of [whole.subarray(0, whole.length - 9), flipped, Buffer.alloc(0), Buffer.from('{}'), other]) {
      writeFileSync(a, wrong);
      writeFileSync(b, wrong === other ? whole : other);
      const again = await through(folder, XML);
      expect(again.documents).toEqual(first.documents);
      await through(folder, XML.replace('Acme_STIG', 'Other_STIG'));
      expect([readFileSync(a), readFileSync(b)]).toEqual([whole, other]);
    }
  });

  it('keeps its files for the user alone, and nothing half', async () => {
    const folder = join(folderOf(), 'cache');
    await Promise.all(Array.from({ length: 12 }, () => through(folder, XML)));
    const names = readdirSync(folder);
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^[0-9a-f]{64}\.stigkit-cache$/);
    if (process.platform === 'win32') return;
    expect(statSync(join(folder, names[0]!)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('may be deleted at any time', async () => {
    const folder = join(folderOf(), 'cache');
    await through(folder, XML);
    rmSync(folder, { recursive: true });
    expect((await through(folder, XML)).wasRead).toBe(true);
    expect((await through(folder, XML)).wasRead).toBe(false);
  });

  it('that cannot be used is told of, and everything is read', async () => {
    const file = join(folderOf({ file: 'x' }), 'file');
    const first = await through(file, XML);
    expect(first.told).toMatchObject([{ code: 'cache-unusable', severity: 'warning', file }]);
    expect(first.documents).toHaveLength(1);
    const taken = folderOf();
    await through(taken, XML);
    const [name = ''] = readdirSync(taken);
    rmSync(join(taken, name));
    mkdirSync(join(taken, name, 'in'), { recursive: true });
    expect((await through(taken, XML)).told).toMatchObject([{ code: 'cache-unusable' }]);
  });

  it('that may not be written to still gives what it holds', async () => {
    const folder = folderOf();
    await through(folder, XML);
    // No user is kept from it by its mode alone: root may write everywhere.
    const refused = { code: 'write-failed', severity: 'error', message: 'permission denied' } as const;
    vi.mocked(writing.writeOutput).mockRejectedValue(new StigError(refused));
    expect((await through(folder, XML)).wasRead).toBe(false);
    const other = await through(folder, XML.replace('Title 1', 'T'));
    expect(other.documents).toHaveLength(1);
    expect(other.told).toMatchObject([{ code: 'cache-unusable', severity: 'warning' }]);
    expect(other.told[0]!.message).toContain('permission denied');
    vi.mocked(writing.writeOutput).mockRestore();
  });
});

describe('--cache', () => {
  it('keeps benchmarks and nothing that anybody answered', async () => {
    const folder = folderOf({ 'a.xml': XML });
    const cache = join(folder, 'cache');
    const ckl = join(folder, 'a.ckl');
    await runCli('checklist', join(folder, 'a.xml'), '--host-name', 'secret-host', '-o', ckl);
    expect((await runCli('info', ckl, '--cache', cache)).code).toBe(0);
    const json = await runCli('convert', join(folder, 'a.xml'), '--to', 'json');
    writeFileSync(join(folder, 'a.json'), json.out);
    expect((await runCli('info', join(folder, 'a.json'), '--cache', cache)).code).toBe(0);
    const results = await runCli('convert', ckl, '--to', 'xccdf-results');
    writeFileSync(join(folder, 'r.xml'), results.out);
    expect((await runCli('info', join(folder, 'r.xml'), '--cache', cache)).code).toBe(0);
    expect(() => readdirSync(cache)).toThrow('ENOENT');
    expect((await runCli('info', join(folder, 'a.xml'), '--cache', cache)).code).toBe(0);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it('that cannot be used is told of once, whatever is passed over first, and is no finding', async () => {
    const junk = { name: 'a.xsl', data: '<xsl:stylesheet xmlns:xsl="x"/>' };
    const zip = makeZip([junk, { name: 'x.xml', data: XML }, { name: 'y.xml', data: XML }]);
    const folder = folderOf({ 'a.zip': zip, file: 'x' });
    for (const [command, ...more] of [
      ['info'],
      ['info', '--stig', 'Acme'],
      ['validate'],
      ['validate', '--fail-on', 'warning'],
    ]) {
      const { code, err, out } = await runCli(command!, `${folder}/a.zip`, ...more, '--cache', `${folder}/file`);
      expect([command, code, err.match(/the folder of --cache cannot be used/g)?.length]).toEqual([command, 0, 1]);
      expect(out).not.toContain('--cache');
    }
  });

  it('changes no answer, and is made only where it is asked for', async () => {
    const folder = folderOf({ 'a.xml': XML });
    const cache = join(folder, 'cache');
    const convert = (...more: string[]) => runCli('convert', join(folder, 'a.xml'), '--to', 'json', ...more);
    const plain = await convert();
    expect(readdirSync(folder)).toEqual(['a.xml']);
    expect(await convert('--cache', cache)).toEqual(plain);
    expect(await convert('--cache', cache)).toEqual(plain);
  });
});
