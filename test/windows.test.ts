/** What Windows asks, tried on any system: its paths and globs, its line ends, names that it takes for one or refuses. */
import { readFileSync } from 'node:fs';
import { join, resolve, win32 } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../src/io/diagnostic.js';
import { OutputNames, outputBase } from '../src/io/output-names.js';
import { resolveOutput } from '../src/io/output-place.js';
import { baseName, Source } from '../src/io/source.js';
import { readSource } from '../src/read.js';
import { folderOf } from './support/folder.js';
import { expanded, expandedBytes } from './support/inputs.js';
import { runCli } from './support/run-cli.js';
import { makeZip } from './support/zip.js';

const EXAMPLES = join(import.meta.dirname, '../examples');
const RELEASE = 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';

describe('names of inputs with drive letters and backslashes', () => {
  it.each([
    ['C:\\in\\x.zip!/folder/X.xml', 'x.zip!/folder/X.xml', 'X.xml', 'X'],
    ['C:\\in\\lib.zip!/one.zip!/X.xml', 'lib.zip!/one.zip!/X.xml', 'X.xml', 'X'],
    ['C:X.xml', 'C:X.xml', 'C:X.xml', 'C:X'],
    ['\\\\server\\share\\X.xml', 'X.xml', 'X.xml', 'X'],
    ['\\\\?\\C:\\very\\long\\X.xml', 'X.xml', 'X.xml', 'X'],
    ['in\\made on windows.zip!/folder\\X.xml', 'made on windows.zip!/folder\\X.xml', 'X.xml', 'X'],
  ])('of %s the file is %s', (name, fileName, base, output) => {
    expect(new Source(name, new Uint8Array()).fileName).toBe(fileName);
    expect(baseName(name)).toBe(base);
    expect(outputBase(name)).toBe(output);
  });

  it('are the same in a document, wherever the file lies and whatever parts its path', async () => {
    const bytes = readFileSync(join(EXAMPLES, RELEASE));
    const [windows, unix] = await Promise.all(
      [`C:\\in\\${RELEASE}`, `/in/${RELEASE}`].map((name) => readSource(new Source(name, bytes))),
    );
    expect(windows!.documents).toEqual(unix!.documents);
  });

  it('stand in messages as they are, before line and column', () => {
    const at = { code: 'xml-malformed', severity: 'error', message: 'wrong', line: 3, column: 7 } as const;
    expect(formatDiagnostic({ ...at, file: 'C:\\x.zip!/a.xml' })).toBe('C:\\x.zip!/a.xml:3:7: wrong');
  });
});

describe('names of files that are written', () => {
  it('are one part of a path, within the folder, that Windows takes as it is', () => {
    const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('CON', 'a:b', '..\\..', 'x. '))),
        (bases) => {
          const names = new OutputNames();
          const given = bases.map((base) => names.take(base, 'json'));
          for (const name of given) {
            expect(win32.basename(name)).toBe(name);
            expect(win32.dirname(win32.resolve('C:\\out', name))).toBe('C:\\out');
            expect(name).not.toMatch(reserved);
            expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]|[. ]$/);
            expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          }
          // NTFS compares names in upper case.
          expect(new Set(given.map((name) => name.toUpperCase())).size).toBe(given.length);
        },
      ),
    );
  });

  it('clash where they differ in case alone', () => {
    const names = new OutputNames();
    expect(['Web01', 'WEB01', 'web01'].map((base) => names.take(base, 'ckl'))).toEqual([
      'Web01.ckl',
      'WEB01-2.ckl',
      'web01-3.ckl',
    ]);
  });

  it('may stand in a folder deeper than 260 characters', async () => {
    const folder = join(folderOf(), ...Array.from({ length: 12 }, (_, i) => `${i}-`.padEnd(30, 'x')));
    const { code, err } = await runCli('convert', join(EXAMPLES, RELEASE), '--to', 'json', '-o', `${folder}/`);
    expect([code, err]).toEqual([0, '']);
    const path = join(folder, RELEASE.replace('.xml', '.json'));
    expect(path.length).toBeGreaterThan(260);
    expect(JSON.parse(readFileSync(path, 'utf8')).kind).toBe('benchmark');
  });
});

describe('on Windows (its platform named, on any)', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  beforeEach(() => void Object.defineProperty(process, 'platform', { ...platform, value: 'win32' }));
  afterEach(() => void Object.defineProperty(process, 'platform', platform));

  it('a pattern may be written with backslashes', async () => {
    const folder = folderOf({ 'in/a.xml': '<a/>', 'in/b.xml': '<b/>', 'in/c.txt': 'c', 'in/deep/d.xml': '<d/>' });
    const pattern = (rest: string) => `${folder.replaceAll('/', '\\')}\\${rest}`;
    const names = async (rest: string) =>
      (await expanded([pattern(rest)])).names.map((name) => resolve(name).slice(folder.length));
    expect(await names('in\\*.xml')).toEqual(['/in/a.xml', '/in/b.xml']);
    expect(await names('in\\**\\*.xml')).toEqual(['/in/a.xml', '/in/b.xml', '/in/deep/d.xml']);
  });

  it('-o that ends in a backslash is a folder', async () => {
    const out = 'C:\\none\\new\\';
    expect(await resolveOutput({ out, inputs: ['a.xml'] })).toEqual({ kind: 'folder', path: out });
  });
});

describe('a zip of a program that parts names by backslashes', () => {
  it('is walked as any other: folders and what macOS adds are passed over', async () => {
    const bytes = makeZip([
      { name: 'in\\', method: 'store' },
      { name: 'in\\X.xml', data: '<x/>' },
      { name: '__MACOSX\\in\\._X.xml', data: 'x' },
    ]);
    const { names, texts, reported } = await expandedBytes(bytes);
    expect(names).toEqual(['test.zip!/in/X.xml']);
    expect(texts).toEqual(['<x/>']);
    expect(reported).toEqual([]);
    expect(outputBase(names[0]!)).toBe('X');
  });
});

describe('files with line ends of Windows', () => {
  const YAML =
    'answers:\n  - rule: V-990001\n    status: open\n    details: |-\n      first\n      second\n    comments: none\n';
  const JSON_TEXT =
    '{\n  "answers": [\n    { "rule": "V-990001", "status": "open", "details": "first\\nsecond", "comments": "none" }\n  ]\n}\n';
  const CSV = 'rule,status,details,comments\nV-990001,open,first,none\nV-990002,not_applicable,,none\n';

  it.each([
    ['YAML', 'a.yaml', YAML],
    ['JSON', 'a.json', JSON_TEXT],
    ['CSV', 'a.csv', CSV],
  ])('are the same answers: %s', async (_, name, text) => {
    const folder = folderOf({
      [`lf/${name}`]: text,
      [`crlf/${name}`]: text.replaceAll('\n', '\r\n'),
      [`bom/${name}`]: `\ufeff${text.replaceAll('\n', '\r\n')}`,
    });
    const results = [];
    for (const kind of ['lf', 'crlf', 'bom']) {
      const answers = join(folder, kind, name);
      results.push(
        await runCli('checklist', join(EXAMPLES, RELEASE), '--answers', answers, '--to', 'ckl', '--host-name', 'w'),
      );
    }
    expect(results[0]!.code).toBe(0);
    expect(results[0]!.out).toContain('<STATUS>Open</STATUS>');
    expect(results[0]!.out).toContain('first');
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('are the same release: a benchmark saved anew differs in formatting alone', async () => {
    const text = readFileSync(join(EXAMPLES, RELEASE), 'utf8');
    const folder = folderOf({ 'lf.xml': text, 'crlf.xml': text.replaceAll('\n', '\r\n') });
    const { out } = await runCli('diff', join(folder, 'lf.xml'), join(folder, 'crlf.xml'));
    expect(out).toContain('\nNothing changed but formatting.\n');
  });

  it('are the same asset', async () => {
    const asset = readFileSync(join(EXAMPLES, 'asset.json'), 'utf8');
    const folder = folderOf({ 'lf.json': asset, 'crlf.json': asset.replaceAll('\n', '\r\n') });
    const [lf, crlf] = await Promise.all(
      ['lf.json', 'crlf.json'].map((name) =>
        runCli('checklist', join(EXAMPLES, RELEASE), '--asset', join(folder, name), '--to', 'cklb'),
      ),
    );
    expect(lf!.code).toBe(0);
    expect(crlf).toEqual(lf);
  });
});
