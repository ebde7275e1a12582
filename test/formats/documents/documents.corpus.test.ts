import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StigError } from '../../../src/io/diagnostic.js';
import type { Overview, RevisionEntry, RevisionHistory } from '../../../src/model/documents.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';
import { historyOf, overviewOf, readOne } from '../../support/documents.js';
import { zipMembers } from '../../support/zip-members.js';

const SEED = join(CORPUS, '../renderings/overview.txt');

/** Whether poppler's pdftotext is at hand, the reading to compare with. */
const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The PDFs of a package of the corpus, by what their names end in. */
async function pdfs(ending: RegExp): Promise<[string, Buffer][]> {
  const found: [string, Buffer][] = [];
  for (const zip of corpusFiles('zip', '.zip')) {
    for (const [name, bytes] of await zipMembers(readFileSync(zip))) {
      if (ending.test(name)) found.push([`${basename(zip, '.zip')}/${name}`, bytes]);
    }
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'stigkit-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Text as poppler lays it out; `crop` in points. */
function poppler(bytes: Buffer, crop?: { x: number; width: number }): string {
  const file = join(folder, 'input.pdf');
  writeFileSync(file, bytes);
  const area = crop ? ['-r', '72', '-x', `${crop.x}`, '-y', '60', '-W', `${crop.width}`, '-H', '685'] : [];
  return execFileSync('pdftotext', ['-layout', ...area, file, '-'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

const content = <T extends { sources: unknown }>({ sources: _, ...rest }: T) => rest;
const words = (text: string) => text.replaceAll('\f', ' ').split(/\s+/).filter(Boolean);
const tally = (entries: RevisionEntry[], key: (entry: RevisionEntry) => string | null) => {
  const counts = new Map<string | null, number>();
  for (const entry of entries) counts.set(key(entry), (counts.get(key(entry)) ?? 0) + 1);
  return Object.fromEntries(counts);
};

describe.skipIf(!hasCorpus)(`overviews of packages: ${NEEDS_CORPUS}`, () => {
  let read: [string, Buffer, Overview][];
  beforeAll(async () => {
    read = [];
    for (const [name, bytes] of await pdfs(/_Overview\.pdf$/)) read.push([name, bytes, await overviewOf(name, bytes)]);
  });

  it('are three, each with its title page', () => {
    expect(
      read.map(([name, , { product, releaseName, date, developedBy }]) => [
        name.split('/')[0],
        product,
        releaseName,
        date,
        developedBy,
      ]),
    ).toEqual([
      ['U_ASD_V5R2_STIG', 'Application Security and Development (ASD)', 'V5R2', '2022-10-27', 'DISA'],
      ['U_VMW_vSphere_7-0_Y24M01_STIG', 'VMware vSphere 7.0', null, '2024-01-24', 'VMware and DISA'],
      ['U_VMW_vSphere_7-0_Y25M01_STIG', 'VMware vSphere 7.0', null, '2025-01-30', 'VMware and DISA'],
    ]);
  });

  it('have the sections of their tables of contents, three categories of severity, and no running heads', () => {
    expect(read.map(([, , { sections }]) => sections.length)).toEqual([18, 23, 23]);
    for (const [name, , overview] of read) {
      const blocks = overview.sections.flatMap((section) => section.blocks);
      const [table] = blocks.filter((block) => block.type === 'table');
      expect(table!.rows.map(([category]) => category)).toEqual(['CAT I', 'CAT II', 'CAT III']);
      for (const [, guideline] of table!.rows) expect(guideline).toMatch(/^Any vulnerability, .* Integrity\.$/);
      expect(JSON.stringify(overview.sections), name).not.toMatch(/UNCLASSIFIED|STIG Overview|Developed by|\.{4}/);
    }
    expect(read[0]![2].figures).toEqual(['Figure 3-1: Client Server', 'Figure 3-2: Tiered Applications']);
  });

  it.skipIf(!hasPoppler)('hold every word of their body in order, as pdftotext has them (skipped without it)', () => {
    for (const [name, bytes, overview] of read) {
      const text = poppler(bytes);
      const body = text
        .slice(text.indexOf('\n1. INTRODUCTION', text.indexOf('LIST OF TABLES')))
        .split('\n')
        .filter((line) => !/UNCLASSIFIED|STIG Overview|Developed by|^\s+\d+$/.test(line))
        .join('\n');
      const whole = overview.sections.map(({ number, title, text }) => `${number} ${title} ${text}`).join(' ');
      const plain = (value: string) => words(value.replace(/\b(\d)\.\s(?=[A-Z]{4})/g, '$1 ')).join('');
      expect(plain(whole), name).toBe(plain(body));
    }
  });

  it.skipIf(!hasPoppler)('read the same from the text that pdftotext lays out (skipped without it)', async () => {
    for (const [name, bytes, overview] of read) {
      expect(content(await overviewOf('layout.txt', poppler(bytes))), name).toEqual(content(overview));
    }
  });
});

describe.skipIf(!hasCorpus)(`revision histories of packages: ${NEEDS_CORPUS}`, () => {
  let read: [string, Buffer, RevisionHistory][];
  beforeAll(async () => {
    read = [];
    for (const [name, bytes] of await pdfs(/_Revision_History\.pdf$/)) {
      read.push([name, bytes, await historyOf(name, bytes)]);
    }
  });

  it('have one entry a bullet, with the release date of its row', () => {
    expect(read.map(([, , { entries }]) => tally(entries, (entry) => entry.date))).toEqual([
      {
        '2022-10-27': 3,
        '2020-10-23': 4,
        '2020-07-24': 2,
        '2019-10-25': 1,
        '2019-01-25': 4,
        '2018-10-26': 3,
        '2018-07-27': 1,
        '2018-04-27': 2,
        '2018-01-26': 2,
        '2017-10-27': 4,
        '2017-04-28': 3,
        '2017-01-27': 4,
        '2016-07-28': 1,
      },
      { '2024-01-24': 5, '2023-07-26': 26, '2023-03-07': 1 },
      { '2025-01-30': 4, '2024-01-24': 5, '2023-07-26': 26, '2023-03-07': 1 },
    ]);
    expect(tally(read[0]![2].entries, (entry) => entry.releaseName)).toEqual({
      V5R2: 3,
      V5R1: 4,
      V4R11: 2,
      V4R10: 1,
      V4R9: 4,
      V4R8: 3,
      V4R7: 1,
      V4R6: 2,
      V4R5: 2,
      V4R4: 4,
      V4R3: 3,
      V4R2: 4,
      V4R1: 1,
    });
  });

  it('say which STIG of vSphere 7.0 a bullet is of', () => {
    const { entries } = read[2]![2];
    const of = (id: string) => entries.filter(({ stigIds }) => stigIds.includes(id));
    expect(of('VCSA-70-000009').map(({ heading }) => heading)).toEqual(['VMware vSphere 7.0 vCenter STIG, V1R2']);
    expect(of('PHTN-30-000079')).toEqual([
      {
        releaseName: 'V1R4',
        date: '2025-01-30',
        document: 'VMware vSphere 7.0 vCenter Appliance Photon OS STIG, V1R3',
        heading: 'VMware vSphere 7.0 vCenter Appliance Photon OS STIG, V1R4',
        stigIds: ['PHTN-30-000079'],
        text: 'Altered Check Text syntax.',
      },
    ]);
    // Two bullets of one release and one of the release before name it.
    expect(of('PHTN-30-000109').map(({ releaseName }) => releaseName)).toEqual(['V1R3', 'V1R2']);
    expect(entries.filter(({ document }) => document === null).map(({ text }) => text)).toEqual([
      'Rule numbers updated throughout due to changes in content management system.',
      'Revision History format for multipart STIGs revised to ensure clarity in the versioning.',
    ]);
  });

  it('of one package go on where those of the package before end', () => {
    const [older, newer] = [read[1]![2].entries, read[2]![2].entries];
    expect(newer.slice(-older.length)).toEqual(older);
  });

  it.skipIf(!hasPoppler)(
    'hold every bullet, word and id of the column that pdftotext cuts out (skipped without it)',
    () => {
      for (const [name, bytes, { entries }] of read) {
        const column = poppler(bytes, { x: 206, width: 230 }).replace(/^[^\f]*\f/, '');
        const lines = column.split(/[\n\f]/).map((line) => line.trim());
        expect(entries.length, name).toBe(lines.filter((line) => line.startsWith('- ')).length);
        const ids = column.replace(/-\s*\n\s*/g, '-').match(/\b(?:[A-Z]{4}-(?:DV|\d\d)-\d{6}|V-\d{5})\b/g)!;
        const found = new Set(entries.flatMap(({ stigIds, text }) => [...stigIds, ...(text.match(/V-\d{5}/g) ?? [])]));
        expect([...found].sort(), name).toEqual([...new Set(ids)].sort());
        const letters = (value: string) => value.replace(/[^A-Za-z0-9]/g, '');
        const printed = entries.map(({ heading, stigIds, text }, i) => {
          const above = heading === entries[i - 1]?.heading ? '' : (heading ?? '');
          return `${above} ${stigIds.join(' ')} ${text}`;
        });
        const cells = lines.filter((line) => !/^(?:REVISION HISTORY|Description of Change)$/.test(line));
        expect(letters(printed.join(' ')), name).toBe(letters(cells.join(' ')));
      }
    },
  );

  it.skipIf(!hasPoppler)('read the same from the text that pdftotext lays out (skipped without it)', async () => {
    for (const [name, bytes, history] of read) {
      expect(content(await historyOf('layout.txt', poppler(bytes))), name).toEqual(content(history));
    }
  });
});

describe.skipIf(!hasCorpus)(`other PDFs of packages: ${NEEDS_CORPUS}`, () => {
  it('are refused as neither', async () => {
    const others = await pdfs(/(?<!_Overview|_Revision_History)\.pdf$/);
    expect(others).toHaveLength(8);
    for (const [name, bytes] of others) {
      const error = await readOne(name, bytes).catch((reason: unknown) => reason);
      expect(error, name).toBeInstanceOf(StigError);
      expect((error as StigError).code, name).toBe('format-unknown');
    }
  });
});

describe.skipIf(!existsSync(SEED))(`the text rendering of an overview: ${NEEDS_CORPUS}`, () => {
  const raw = existsSync(SEED) ? readFileSync(SEED, 'utf8') : '';
  let overview: Overview;
  beforeAll(async () => {
    overview = await overviewOf('overview.txt', raw);
  });

  it('has its title page', () => {
    const { title, product, version, release, releaseName, date, developedBy, tables, figures } = overview;
    expect({ title, product, version, release, releaseName, date, developedBy, tables, figures }).toEqual({
      title: 'MIRANTIS KUBERNETES ENGINE (MKE) SECURITY TECHNICAL IMPLEMENTATION GUIDE (STIG) OVERVIEW',
      product: 'Mirantis Kubernetes Engine (MKE)',
      version: '2',
      release: '1',
      releaseName: 'V2R1',
      date: '2024-07-24',
      developedBy: 'Mirantis and DISA',
      tables: ['Table 1-1: Vulnerability Severity Category Code Definitions'],
      figures: ['Figure 3-1: MKE Architecture'],
    });
  });

  it('has its sections, numbered as printed', () => {
    expect(overview.sections.map(({ number, title, level }) => [number, title, level])).toEqual([
      ['1', 'INTRODUCTION', 1],
      ['1.1', 'Executive Summary', 2],
      ['1.2', 'Vulnerability Severity Category Code Definitions', 2],
      ['1.3', 'STIG Distribution', 2],
      ['1.4', 'SRG Compliance Reporting', 2],
      ['1.5', 'Document Revisions', 2],
      ['1.6', 'Other Considerations', 2],
      ['1.7', 'Product Approval Disclaimer', 2],
      ['2', 'ASSESSMENT ASSUMPTIONS', 1],
      ['3', 'CONCEPTS AND TERMINOLOGY CONVENTIONS', 1],
      ['3.1', 'MKE Architecture', 2],
      ['4', 'GENERAL SECURITY REQUIREMENTS', 1],
      ['4.1', 'Comprehensive Security', 2],
    ]);
  });

  it('has every word of each section in order', () => {
    for (const [i, { number, title, text }] of overview.sections.entries()) {
      const heading = (section: { number: string | null; title: string }) =>
        `\n${section.number}${section.number!.includes('.') ? '' : '.'} ${section.title}\n`;
      const start = raw.lastIndexOf(heading({ number, title })) + heading({ number, title }).length;
      const next = overview.sections[i + 1];
      const end = next === undefined ? raw.length : raw.lastIndexOf(heading(next));
      expect(words(text), `${number}`).toEqual(words(raw.slice(start - 1, end)));
    }
  });

  it('has the table of severity categories with three rows', () => {
    const [table] = overview.sections[2]!.blocks.filter((block) => block.type === 'table');
    expect(table!.header).toEqual(['Category', 'DISA Category Code Guidelines']);
    expect(table!.rows.map(([category]) => category)).toEqual(['CAT I', 'CAT II', 'CAT III']);
    for (const [, guideline] of table!.rows) expect(guideline).toMatch(/^Any vulnerability, .* or Integrity\.$/);
  });

  it('has its lists as lists, and sentences broken by a page put together', () => {
    const shape = (number: string) =>
      overview.sections
        .find((section) => section.number === number)!
        .blocks.map((block) => (block.type === 'list' ? block.items.length : block.type));
    expect(shape('1.3')).toEqual(['paragraph']);
    expect(shape('1.7')).toEqual(['paragraph', 'paragraph', 'paragraph', 3]);
    expect(shape('2')).toEqual([6]);
    expect(shape('3')).toEqual(['paragraph', 12]);
    expect(shape('3.1')).toEqual(['paragraph', 3, 'paragraph', 'paragraph', 'figure']);
    const items = overview.sections.flatMap(({ blocks }) => blocks.flatMap((b) => (b.type === 'list' ? b.items : [])));
    for (const item of items) expect(item).toMatch(/^\w.*[.:]$/);
  });
});
