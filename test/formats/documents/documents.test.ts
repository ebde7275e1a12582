import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePdf } from '../../../scripts/make-pdf-fixtures.mjs';
import { writeJson } from '../../../src/formats/json/write.js';
import { StigError } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Document } from '../../../src/model/document.js';
import { formatOf, readSource } from '../../../src/read.js';
import { DOCUMENTS, fixture, historyOf, overviewOf, readOne } from '../../support/documents.js';

const json = (document: Document) => String(writeJson(document, {}, { report() {} }));
const golden = (name: string) => join(DOCUMENTS, name);

/** A document without what names its input. */
const content = ({ sources: _, ...rest }: Document & { sources?: unknown }) => rest;

async function failure(name: string, bytes: Uint8Array | string): Promise<StigError> {
  const error = await readOne(name, bytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StigError);
  return error as StigError;
}

describe('an overview', () => {
  it('is read whole', async () => {
    const overview = await overviewOf('overview.txt', fixture('overview.txt'));
    await expect(json(overview)).toMatchFileSnapshot(golden('overview.json'));
  });

  it('reads the same from PDF', async () => {
    const pdf = await overviewOf('overview.pdf', fixture('overview.pdf'));
    expect(content(pdf)).toEqual(content(await overviewOf('overview.txt', fixture('overview.txt'))));
    expect(pdf.sources).toEqual([
      { name: 'overview.pdf', format: 'overview', sha256: new Source('', fixture('overview.pdf')).sha256 },
    ]);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no form feeds', (text: string) => text.replaceAll('\f', '')],
  ])('reads the same with %s', async (_, change) => {
    const text = fixture('overview.txt').toString();
    expect(content(await overviewOf('a.txt', change(text)))).toEqual(content(await overviewOf('a.txt', text)));
  });

  it('loses no word of its sections and takes none from around them', async () => {
    const text = fixture('overview.txt').toString();
    const overview = await overviewOf('overview.txt', text);
    const body = text
      .slice(text.lastIndexOf('1. INTRODUCTION'))
      .split('\n')
      .filter((line) => !/UNCLASSIFIED|STIG Overview, V1R2|Developed by|^\s+\d$/.test(line))
      .join('\n');
    // Put together over their line break.
    const words = body
      .replace('third-\n', 'third-')
      .replace('docs/\nberths', 'docs/berths')
      .replace(/-\s+party/, '-party');
    const read = overview.sections.map(({ number, title, text }) => `${number ?? ''} ${title} ${text}`).join(' ');
    const plain = (value: string) =>
      value
        .replace(/(\d)\. (?=[A-Z]{3})/g, '$1 ')
        .replaceAll('\f', ' ')
        .split(/\s+/)
        .filter(Boolean);
    expect(plain(read)).toEqual(plain(words));
  });

  it('finds its sections without a table of contents', async () => {
    const text = fixture('overview.txt').toString();
    const [from, to] = [text.indexOf('TABLE OF CONTENTS'), text.lastIndexOf('1. INTRODUCTION')];
    const overview = await overviewOf('a.txt', text.slice(0, from) + text.slice(to));
    expect(overview.sections.map(({ number }) => number)).toEqual(['1', '1.1', '1.2', '2', '2.1', '2.1.1', '3', null]);
    expect(overview.tables).toEqual([
      'Table 1-1: Vulnerability Severity Category Code Definitions',
      'Table 2-1: Ports',
    ]);
  });

  it('takes numbers and bullets on lines of their own as marks of the next line', async () => {
    const overview = await overviewOf(
      'a.txt',
      'A STIG OVERVIEW\n\nVersion 1, Release 1\n\nDeveloped by DISA for the DOD\n\n1. INTRODUCTION\n\n1.1\n\nSummary\n\nText.\n\n•\n\nItem.\n',
    );
    expect(overview.sections[1]).toEqual({
      number: '1.1',
      title: 'Summary',
      level: 2,
      text: 'Text.\n\n• Item.',
      blocks: [
        { type: 'paragraph', text: 'Text.' },
        { type: 'list', items: ['Item.'] },
      ],
    });
  });

  it('is an error without a numbered section', async () => {
    const text = fixture('overview.txt').toString();
    const pdf = makePdf(text.slice(0, text.lastIndexOf('1. INTRODUCTION')).replace(/^ *\d\. .*$/gm, ''));
    const error = await failure('a.pdf', pdf);
    expect(error.code).toBe('format-unknown');
    const late =
      'A STIG OVERVIEW\n\nDeveloped by DISA for the DOD\n\nTABLE OF CONTENTS\n\n1. INTRODUCTION 1\n\nText.\n';
    expect((await failure('a.txt', late)).message).toBe(
      'a.txt: the overview has no numbered section: no heading `1. INTRODUCTION` begins one',
    );
  });
});

describe('a revision history', () => {
  it('is read whole', async () => {
    const history = await historyOf('revision-history.txt', fixture('revision-history.txt'));
    await expect(json(history)).toMatchFileSnapshot(golden('revision-history.json'));
  });

  it('reads the same from PDF', async () => {
    const pdf = await historyOf('revision-history.pdf', fixture('revision-history.pdf'));
    expect(content(pdf)).toEqual(content(await historyOf('r.txt', fixture('revision-history.txt'))));
  });

  it('is read from a table parted by tabs', async () => {
    const { entries } = await historyOf('tabs.txt', fixture('revision-history-tabs.txt'));
    const common = {
      heading: null,
      releaseName: 'V1R2',
      date: '2025-07-09',
      document: 'Acme Harbor Gateway STIG, V1R1',
    };
    expect(entries).toEqual([
      { ...common, stigIds: ['AHGW-00-000010', 'AHGW-00-000020'], text: 'Altered check.' },
      { ...common, stigIds: ['AHGW-00-000030'], text: 'Altered fix.' },
      { ...common, releaseName: 'V1R1', date: '2025-03-12', document: 'NA', stigIds: [], text: 'Initial Release.' },
    ]);
  });

  it('is an error where the columns are lost', async () => {
    const text = fixture('revision-history-tabs.txt').toString().replaceAll('\t', '\n');
    const error = await failure('flow.txt', text);
    expect(error.code).toBe('element-missing');
    expect(error.message).toContain('stand side by side');
    expect(error.diagnostics[0]!.hint).toContain('Read the PDF itself');
  });
});

describe('recognition', () => {
  const nameOf = (name: string, bytes: Uint8Array) => formatOf(new Source(name, bytes)).name;

  it('is by content, whatever the name', async () => {
    expect(nameOf('x.xml', fixture('overview.txt'))).toBe('overview');
    expect(nameOf('overview.pdf', fixture('revision-history.txt'))).toBe('revision-history');
    expect((await readOne('Overview.pdf', fixture('revision-history.pdf'))).kind).toBe('revision-history');
    expect((await readOne('x', fixture('overview.pdf'))).kind).toBe('overview');
  });

  it('leaves other texts alone', () => {
    const texts = [
      'A STIG OVERVIEW\n1. INTRODUCTION\n',
      'Developed by us\n1. INTRODUCTION\n',
      'Our REVISION HISTORY\n\nDate  Change\n',
      '{"title": "STIG OVERVIEW\\nDeveloped by x\\n1. INTRODUCTION"}',
      '<p>A STIG OVERVIEW\nDeveloped by x\n1. INTRODUCTION</p>',
    ];
    for (const text of texts) {
      let name: string | null = null;
      try {
        name = nameOf('a.txt', Buffer.from(text));
      } catch (error) {
        expect((error as StigError).code).toBe('format-unknown');
      }
      expect(name === 'overview' || name === 'revision-history', text).toBe(false);
    }
  });

  it('says of another PDF what was looked for', async () => {
    const error = await failure('readme.pdf', fixture('readme.pdf'));
    expect(error.code).toBe('format-unknown');
    expect(error.message).toMatch(
      /^readme\.pdf: the PDF is neither an overview nor a revision history: .*OVERVIEW.*Description of Change/,
    );
  });

  it('says of a PDF of pictures that it holds no text', async () => {
    const error = await failure('picture.pdf', fixture('picture.pdf'));
    expect(error.code).toBe('pdf-unreadable');
    expect(error.message).toBe('picture.pdf: the PDF holds no text: its 2 pages are pictures');
  });

  it('says of an empty file that it is empty, and of a cut one that it is cut', async () => {
    expect((await failure('empty.pdf', '')).code).toBe('input-empty');
    const error = await failure('cut.pdf', fixture('overview.pdf').subarray(0, 4000));
    expect(error.message).toBe('cut.pdf: the PDF is cut: its end mark %%EOF is missing');
  });

  it('reports bytes that are not UTF-8', async () => {
    const reported: string[] = [];
    const text = fixture('overview.txt').toString().replaceAll('•', '-');
    const bytes = Buffer.from(text.replace('harbor@', 'h\xe4rbor@'), 'latin1');
    const { documents } = await readSource(new Source('a.txt', bytes), { report: ({ code }) => reported.push(code) });
    expect(reported).toEqual(['encoding-mismatch']);
    expect(JSON.stringify(documents)).toContain('härbor@');
  });
});

describe('the golden files', () => {
  it('are of the sources beside them', () => {
    for (const name of ['overview', 'revision-history']) {
      const { sources } = JSON.parse(readFileSync(golden(`${name}.json`), 'utf8'));
      expect(sources[0].sha256).toBe(new Source('', fixture(`${name}.txt`)).sha256);
    }
  });
});
