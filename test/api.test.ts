/** The library as programs call it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCkl, writeCkl } from '../src/exports/ckl.js';
import { readCklb, writeCklb } from '../src/exports/cklb.js';
import { readXccdf, writeXccdf } from '../src/exports/xccdf.js';
import {
  type Benchmark,
  createChecklist,
  type Diagnostic,
  type Document,
  diff,
  diffMany,
  diffReleases,
  digest,
  formats,
  type Input,
  type ReadAllOptions,
  read,
  readAll,
  StigError,
  write,
} from '../src/index.js';
import { folderOf } from './support/folder.js';
import { makeZip } from './support/zip.js';

const EXAMPLES = join(import.meta.dirname, '../examples');
const path = (name: string) => join(EXAMPLES, `U_Acme_Harbor_Gateway_STIG_${name}_Manual-xccdf.xml`);
const bytes = (name: string) => new Uint8Array(readFileSync(path(name)));
const benchmark = async (input: Input): Promise<Benchmark> => {
  const document = await read(input);
  if (document.kind !== 'benchmark') throw new Error(`a ${document.kind}`);
  return document;
};

async function all(inputs: Input | readonly Input[], options: ReadAllOptions = {}): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const document of readAll(inputs, options)) documents.push(document);
  return documents;
}

/** What a promise is rejected with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('read', () => {
  it('gives the same document of a path, a URL, bytes and text; a name is what sources tell', async () => {
    const byPath = await benchmark(path('V1R1'));
    expect(await read(pathToFileURL(path('V1R1')))).toEqual(byPath);
    const { sources, ...rest } = byPath;
    const text = readFileSync(path('V1R1'), 'utf8');
    const named = await benchmark({ name: 'in/a.xml', data: text });
    expect(named).toEqual({ ...rest, sources: [{ ...sources[0], name: 'a.xml' }] });
    expect((await benchmark(bytes('V1R1'))).sources).toEqual([{ ...sources[0], name: 'input' }]);
  });

  it('gives the one document of a zip, and refuses none and several with a code and advice', async () => {
    const zip = (...names: string[]) =>
      new Uint8Array(makeZip(names.map((name) => ({ name: `${name}.xml`, data: bytes(name) }))));
    expect((await benchmark(zip('V1R1'))).releaseName).toBe('V1R1');
    const several = (await failureOf(read({ name: 'p.zip', data: zip('V1R1', 'V1R2') }))) as StigError;
    expect(several).toBeInstanceOf(StigError);
    expect([several.code, several.message]).toEqual(['format-mismatch', 'p.zip: the input holds several documents']);
    expect(several.diagnostics[0]?.hint).toBe('Use readAll().');
    const none = (await failureOf(read(new Uint8Array(makeZip([{ name: 'a.png', data: 'no' }]))))) as StigError;
    expect(none.code).toBe('format-mismatch');
  });
});

describe('readAll', () => {
  it('passes over what is no content, and tells of what its name promises and it is not', async () => {
    const folder = folderOf({
      'a.ckl': '<html>Please log in.</html>',
      'b.xml': readFileSync(path('V1R2')),
      'memo.pdf': '%PDF-1.4 damaged',
      'notes.txt': 'words',
    });
    const told: string[] = [];
    const read = await all(folder, { onError: ({ message }) => told.push(message) });
    expect(read.map(({ kind }) => kind)).toEqual(['benchmark']);
    expect(told).toEqual([expect.stringContaining('a.ckl: no reader knows this content')]);
  });

  it('throws at the first input that cannot be read, or hands it over and goes on', async () => {
    const folder = folderOf({ 'broken.xml': '<Benchmark><a>' });
    const inputs = [path('V1R1'), join(folder, 'broken.xml'), path('V1R2')];
    expect(((await failureOf(all(inputs))) as StigError).code).toBe('xml-malformed');
    const told: string[] = [];
    const documents = await all(inputs, { onError: (error) => told.push(error.code) });
    expect(documents.map((document) => document.kind)).toEqual(['benchmark', 'benchmark']);
    expect(told).toEqual(['xml-malformed']);
  });

  it('ends with the reason of a signal: before the first input, and between two', async () => {
    const reason = new Error('no longer wanted');
    expect(await failureOf(all(path('V1R1'), { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(await failureOf(read(path('V1R1'), { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const read1: string[] = [];
    const reading = async () => {
      for await (const document of readAll([path('V1R1'), path('V1R2')], { signal: controller.signal })) {
        read1.push(document.kind);
        controller.abort();
      }
    };
    expect(((await failureOf(reading())) as Error).name).toBe('AbortError');
    expect(read1).toEqual(['benchmark']);
  });

  it('ends within a zip, too, and lets the file go', async () => {
    const zip = makeZip(['V1R1', 'V1R2'].map((name) => ({ name: `${name}.xml`, data: bytes(name) })));
    const folder = folderOf({ 'p.zip': zip });
    const controller = new AbortController();
    const onError = () => expect.unreachable('an end that was asked for is no input that failed');
    const reading = async () => {
      for await (const _ of readAll(folder, { signal: controller.signal, onError })) controller.abort();
    };
    expect(((await failureOf(reading())) as Error).name).toBe('AbortError');
  });
});

describe('diffMany', () => {
  it('gives what diffReleases does', async () => {
    const [old, now] = [await benchmark(path('V1R1')), await benchmark(path('V1R2'))];
    expect(await diffMany([old], [now], { match: 'vuln-id' })).toEqual(
      diffReleases([old], [now], { match: 'vuln-id' }),
    );
  });

  it('ends between two STIGs with the reason of a signal, and lets other work be done', async () => {
    const old = await benchmark(path('V1R1'));
    const many = Array.from({ length: 20 }, (_, i) => ({ ...old, id: `STIG_${i}`, title: `STIG ${i}` }));
    const controller = new AbortController();
    let done = false;
    const comparing = diffMany(many, many, { signal: controller.signal }).finally(() => {
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toBe(false);
    controller.abort('enough');
    expect(await failureOf(comparing)).toBe('enough');
  });
});

describe('digest', () => {
  it('is the digest that write gives, in each form', async () => {
    const changes = diff(await benchmark(path('V1R1')), await benchmark(path('V1R2')));
    for (const as of ['text', 'markdown', 'html', 'csv'] as const) {
      expect(await digest(changes, { as })).toBe(await write(changes, 'digest', { as }));
    }
    const summary = await digest(changes, { summary: true, only: ['check'] });
    expect(summary).toBe(await write(changes, 'digest', { digest: { summary: true, only: ['check'] } }));
    expect(summary.length).toBeLessThan((await digest(changes)).length);
  });
});

describe('the parts', () => {
  it('read what the whole does', async () => {
    const release = { name: 'a.xml', data: bytes('V1R2') };
    const document = await benchmark(release);
    expect(readXccdf(release)).toEqual(document);
    expect(writeXccdf(document)).toBe(await write(document, 'xccdf'));
    const checklist = createChecklist([document], { hostName: 'web01' });
    const ckl = { name: 'a.ckl', data: writeCkl(checklist, { viewer: 3 }) };
    expect(ckl.data).toBe(await write(checklist, 'ckl', { viewer: 3 }));
    expect(readCkl(ckl)).toEqual(await read(ckl));
    const cklb = { name: 'a.cklb', data: writeCklb(checklist) };
    expect(cklb.data).toBe(await write(checklist, 'cklb'));
    expect(readCklb(cklb)).toEqual(await read(cklb));
  });

  it('throw and report as the whole does', () => {
    const problem = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return error instanceof StigError ? error.code : error;
      }
    };
    expect(problem(() => readXccdf({ name: 'a', data: '<a/>' }))).toBe('format-mismatch');
    expect(problem(() => readCkl({ name: 'a', data: '<CHECKLIST>' }))).toBe('xml-malformed');
    expect(problem(() => readCklb({ name: 'a', data: '{' }))).toBe('json-malformed');
    expect(problem(() => readXccdf(bytes('V1R1'), { limits: { depth: 2 } }))).toBe('limit-exceeded');
    const reported: Diagnostic[] = [];
    const latin = Buffer.from(readFileSync(path('V1R1'), 'utf8').replace('Acme', 'Acm\u00e9'), 'latin1');
    readXccdf(latin, { report: (diagnostic) => reported.push(diagnostic) });
    expect(reported.map((diagnostic) => diagnostic.code)).toContain('encoding-mismatch');
  });
});

it('formats() is the table that the command prints, as data', () => {
  const table = formats();
  expect(table.find(({ name }) => name === 'cklb')).toEqual({
    name: 'cklb',
    title: 'Checklist of STIG Viewer 3',
    extension: 'cklb',
    reads: ['checklist'],
    writes: ['checklist'],
  });
  expect(JSON.parse(JSON.stringify(table))).toEqual(table);
});
