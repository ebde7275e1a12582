/** The same content in every encoding and with every line end is the same document; what is not what it claims is said. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../src/checklist/create.js';
import type { Diagnostic } from '../src/io/diagnostic.js';
import { encodeText } from '../src/io/encode.js';
import { Source } from '../src/io/source.js';
import type { Benchmark } from '../src/model/benchmark.js';
import type { Document } from '../src/model/document.js';
import { readSource } from '../src/read.js';
import { validate } from '../src/validate/index.js';
import { writeDocument } from '../src/write.js';
import { folderOf } from './support/folder.js';
import { xccdf } from './support/hostile.js';
import { runCli } from './support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '..');
/** Characters that Windows-1252 has too: of one, two and three bytes in UTF-8. */
const TEXT = 'café “quoted” – 5 €';
const RULE = `<description>&lt;VulnDiscussion&gt;${TEXT}&lt;/VulnDiscussion&gt;</description><fixtext fixref="F-1">Fix:\n\n${TEXT}\n  end</fixtext><check system="C-1"><check-content>Look:\n\n${TEXT}\n  end</check-content></check>`;
const GW01 = readFileSync(join(ROOT, 'examples/hosts/gw01.ckl'), 'utf8');
const GW03 = readFileSync(join(ROOT, 'examples/hosts/gw03.cklb'), 'utf8');
const PAGE = await textOf(xccdf(RULE), 'xccdf', 'release-page');

async function textOf(text: string, from: string, to: string, as: 'text' | 'html' = 'text'): Promise<string> {
  const { documents } = await readSource(new Source('a.xml', Buffer.from(text)), { from });
  return (await writeDocument(documents[0]!, to, { as })) as string;
}

/** A text of each format that people hand around, with characters beyond ASCII in it. */
const TEXTS: readonly (readonly [format: string, text: string])[] = [
  ['xccdf', xccdf(RULE)],
  ['ckl', GW01.replace(/<COMMENTS><\/COMMENTS>/, `<COMMENTS>${TEXT}</COMMENTS>`)],
  ['cklb', GW03.replace('"comments":""', `"comments":"${TEXT}"`)],
  ['json', JSON.stringify((await readSource(new Source('a.xml', Buffer.from(xccdf(RULE))))).documents[0])],
  ['release-page', PAGE],
  ['release-page', await textOf(xccdf(RULE), 'xccdf', 'release-page', 'html')],
  ['answers', `answers:\n  - rule: V-1\n    status: open\n    comments: ${TEXT}\n`],
  ['answers', `rule,status,comments\nV-1,open,"${TEXT}"\n`],
  ['answers', `{ "answers": [{ "rule": "V-1", "status": "open", "comments": "${TEXT}" }] }`],
];

/** What is read, without what names the file itself. */
async function read(bytes: Uint8Array | string, from: string) {
  const reported: Diagnostic[] = [];
  const source = new Source('a', typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  const { documents } = await readSource(source, { from, report: (d) => reported.push(d) });
  const plain = (document: Document) =>
    JSON.parse(
      JSON.stringify(document, (key, value) => (key === 'sources' || key === 'native' ? undefined : value)),
    ) as unknown;
  return { documents: documents.map(plain), reported, text: JSON.stringify(documents.map(plain)) };
}

const ENCODINGS = [
  ['utf-8', true],
  ['utf-16le', true],
  ['utf-16be', true],
] as const;

describe.each(TEXTS.map(([format, text], i) => [format, i, text] as const))('%s (%i)', (format, _, text) => {
  it('reads its characters', async () => expect((await read(text, format)).text).toContain(TEXT));

  it.each(ENCODINGS)('is the same in %s with a mark', async (encoding, bom) => {
    const plain = await read(text, format);
    expect(await read(encodeText(text, encoding, bom), format)).toEqual(plain);
    expect(plain.reported.map((d) => d.code)).not.toContain('encoding-mismatch');
  });

  it('in Windows-1252 that claims to be UTF-8 is the same, and its first such character is named', async () => {
    const plain = await read(text, format);
    const bytes = encodeText(text, 'windows-1252', false) as Uint8Array;
    const { documents, reported } = await read(bytes, format);
    expect(documents).toEqual(plain.documents);
    const said = reported.filter((d) => d.code === 'encoding-mismatch');
    expect(said).toHaveLength(1);
    const before = text.slice(0, /[\u0080-\uffff]/.exec(text)!.index);
    const line = before.split('\n').length;
    expect([said[0]!.line, said[0]!.column]).toEqual([line, before.length - before.lastIndexOf('\n')]);
  });
});

describe.each(TEXTS.filter(([format]) => /^(?:xccdf|ckl|cklb|json)$/.test(format)))(
  '%s in UTF-16 without a mark',
  (format, text) => {
    it.each(['utf-16le', 'utf-16be'] as const)('is told by its first character: %s', async (encoding) => {
      expect(await read(encodeText(text, encoding, false), format)).toEqual(await read(text, format));
    });
  },
);

describe('Windows-1252 that says so', () => {
  it.each(['windows-1252', 'Windows-1252', 'ISO-8859-1', 'cp1252'])('(%s) is read without a word', async (label) => {
    const text = xccdf(RULE).replace('encoding="UTF-8"', `encoding="${label}"`);
    const { text: got, reported } = await read(encodeText(text, 'windows-1252', false), 'xccdf');
    expect(got).toContain(TEXT);
    expect(reported).toEqual([]);
  });
});

describe('line ends', () => {
  const FIX = `Fix:\n\n${TEXT}\n  end`;
  const forms = { LF: '\n', CRLF: '\r\n', CR: '\r' } as const;
  const withEnds = (end: string) => xccdf(RULE).replaceAll('\n', end);
  const benchmark = async (end: string) =>
    (await readSource(new Source('a.xml', Buffer.from(withEnds(end))))).documents[0] as Benchmark;

  it.each(Object.entries(forms))('of XCCDF are kept in the model: %s', async (_, end) => {
    expect((await benchmark(end)).rules[0]!.fix!.text).toBe(FIX.replaceAll('\n', end));
  });

  it.each(Object.entries(forms))(
    'of %s are LF in a CKL of STIG Viewer 2, a reference and LF of 3, and kept in CKLB and JSON',
    async (_, end) => {
      const release = await benchmark(end);
      const checklist = createChecklist([release], {});
      const kept = FIX.replaceAll('\n', end);
      const written = async (to: string, viewer: 2 | 3) => (await writeDocument(checklist, to, { viewer })) as string;
      const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const two = await written('ckl', 2);
      expect(two).toContain(`<ATTRIBUTE_DATA>${escaped(FIX)}</ATTRIBUTE_DATA>`);
      expect(two).not.toMatch(/\r|&#xD;/);
      const three = await written('ckl', 3);
      expect(three).toContain(`<ATTRIBUTE_DATA>${escaped(kept).replaceAll('\r', '&#xD;')}</ATTRIBUTE_DATA>`);
      expect(three).not.toContain('\r');
      for (const [text, format] of [
        [three, 'ckl'],
        [await written('cklb', 3), 'cklb'],
        [(await writeDocument(release, 'json')) as string, 'json'],
        [(await writeDocument(release, 'xccdf')) as string, 'xccdf'],
      ] as const) {
        expect((await read(text, format)).text).toContain(JSON.stringify(kept).slice(1, -1));
      }
    },
  );

  it.each(['\r\n', '\r'])('of pages and tables are none of the content (%j)', async (end) => {
    for (const [format, text] of [
      ['release-page', PAGE],
      ['answers', 'answers:\n  - rule: V-1\n    status: open\n'],
      ['answers', 'rule,status\nV-1,open\nV-2,open\n'],
    ] as const) {
      const got = await read(text.replaceAll('\n', end), format);
      expect(got.documents).toEqual((await read(text, format)).documents);
    }
  });

  it('of a checklist read and written again are the same bytes', async () => {
    for (const [text, format] of [
      [GW01, 'ckl'],
      [GW03, 'cklb'],
    ] as const) {
      for (const bytes of [
        text.replaceAll('\n', '\r\n'),
        `\ufeff${text}`,
        encodeText(text, 'utf-16le', true),
        encodeText(text, 'utf-16be', true),
      ].map((data) => Buffer.from(data as string))) {
        const { documents } = await readSource(new Source(`a.${format}`, bytes));
        const again = await writeDocument(documents[0]!, format);
        expect(Buffer.from(again as string).equals(bytes)).toBe(true);
      }
    }
  });
});

describe('characters that XML 1.0 forbids', () => {
  const BAD = 'a\u0000b\u0007c\u001fd\ufffee\uffff';
  const GOOD = 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffd';

  it.each(['ckl', 'xccdf-results', 'xlsx'])('are replaced in %s, and every text is named', async (format) => {
    const text = GW03.replace('"comments":""', `"comments":${JSON.stringify(BAD)}`);
    const { documents } = await readSource(new Source('a.cklb', Buffer.from(text)));
    const reported: Diagnostic[] = [];
    const data = await writeDocument(documents[0]!, format, {}, (d) => reported.push(d));
    expect(reported.map((d) => d.code)).toContain('characters-replaced');
    if (format === 'ckl') expect(data).toContain(GOOD);
    if (format === 'xlsx') return;
    const [again] = (await readSource(new Source('a', Buffer.from(data as string)), { from: format })).documents;
    expect(again!.kind).toBe('checklist');
  });

  it('are replaced in XCCDF; JSON and CKLB keep them', async () => {
    const release = (await readSource(new Source('a.xml', Buffer.from(xccdf(RULE))))).documents[0] as Benchmark;
    release.rules[0]!.fix!.text = BAD;
    const reported: Diagnostic[] = [];
    const report = (d: Diagnostic) => reported.push(d);
    expect(await writeDocument(release, 'xccdf', {}, report)).toContain(GOOD);
    expect(reported.map((d) => d.code)).toContain('characters-replaced');
    const kept = JSON.stringify(BAD).slice(1, -1);
    for (const [document, format] of [
      [release, 'json'],
      [createChecklist([release], {}), 'cklb'],
    ] as const) {
      reported.length = 0;
      const text = (await writeDocument(document, format, {}, report)) as string;
      expect((await read(text, format)).text).toContain(kept);
      expect(reported.map((d) => d.code)).not.toContain('characters-replaced');
    }
  });
});

describe('mojibake', () => {
  it.each(['â€œquotedâ€\u009d', 'the userâ€™s', 'cafÃ©', 'Â®', '\u0093quoted\u0094'])(
    'is found by validate, in releases and in what assessors wrote, and never mended: %j',
    async (garbled) => {
      const folder = folderOf({
        'a.xml': xccdf(`<fixtext fixref="F-1">${garbled}</fixtext>`),
        'a.cklb': GW03.replace('"comments":""', `"comments":${JSON.stringify(garbled)}`),
      });
      for (const name of ['a.xml', 'a.cklb']) {
        const { out } = await runCli('validate', join(folder, name), '--json');
        const found = out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Diagnostic]));
        const mojibake = found.filter((d) => d.code === 'mojibake');
        expect(mojibake).toHaveLength(1);
        expect(mojibake[0]!.line).toBeGreaterThan(0);
        const { out: json } = await runCli('convert', join(folder, name), '--to', 'json');
        expect(JSON.parse(json)).toBeDefined();
        expect(json).toContain(garbled.slice(0, 3));
      }
    },
  );

  it('is not found in texts that are right', async () => {
    const { documents } = await readSource(new Source('a.xml', Buffer.from(xccdf(RULE))));
    expect(validate(documents[0]!).map((d) => d.code)).not.toContain('mojibake');
  });
});
