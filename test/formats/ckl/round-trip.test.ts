import { describe, expect, it } from 'vitest';
import { writeCkl } from '../../../src/formats/ckl/write.js';
import { Source } from '../../../src/io/source.js';
import { decodeReferences } from '../../../src/io/xml-text.js';
import type { Checklist } from '../../../src/model/checklist.js';
import {
  fixtureNames,
  fixturePath,
  middles,
  modelOf,
  readChecklist,
  readFixture,
  readText,
} from '../../support/checklist-files.js';
import { corpusFiles, hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';

const report = () => {};
const write = (checklist: Checklist) => writeCkl(checklist, {}, { report });
/** A file that no writer may write. */
const REFUSED = ['no-vuln'];

const TYPED = 'crew < 2 & "berth" > \'4\'\r\nsecond line\n\ttabbed – “quoted”';

const textOf = (bytes: string | Uint8Array) =>
  new Source('', typeof bytes === 'string' ? Buffer.from(bytes) : bytes).text;

/** Reads a CKL, changes one value of one review, writes it: nothing but that value may differ. */
function changeOne(path: string, at: number): void {
  const { checklist, bytes } = readChecklist(path);
  const before = new Source('', bytes).text;
  const reviews = checklist.stigs.flatMap((stig) => stig.reviews);
  const review = reviews[at % reviews.length]!;
  review.comments = `${review.comments}${TYPED}`;
  const written = write(checklist);
  const [gone, come] = middles(before, textOf(written));
  // What went is at most a self-closing COMMENTS tag; what came is the text, escaped in the file's manner.
  expect(gone.replace(/^\s*\/$|<\/?COMMENTS ?\/?>?/g, '')).not.toMatch(/[<>]/);
  expect(decodeReferences(come).replace(/\r\n/g, '\n')).toContain('crew < 2 & "berth" > \'4\'');
  expect(modelOf(readText(written, 'ckl'))).toEqual(modelOf(checklist));

  const status = review.status === 'open' ? 'not_applicable' : 'open';
  const again = readChecklist(path).checklist;
  const same = again.stigs.flatMap((stig) => stig.reviews)[at % reviews.length]!;
  same.status = status;
  const [old, now] = middles(before, textOf(write(again)));
  expect(old).toMatch(/^[A-Za-z_]*$/);
  expect(now).toMatch(/^(?:\w*>)?[A-Za-z_]+$/);
  expect(modelOf(readText(write(again), 'ckl'))).toEqual(modelOf(again));
}

describe('a CKL written back', () => {
  it.each(fixtureNames('ckl').filter((name) => !REFUSED.includes(name)))('is the same to the byte: %s', (name) => {
    const { checklist, bytes } = readFixture('ckl', name);
    expect(Buffer.from(write(checklist)).equals(bytes)).toBe(true);
    expect(Buffer.from(write(structuredClone(checklist))).equals(bytes)).toBe(true);
  });

  it.each(
    fixtureNames('ckl').filter(
      (name) => !REFUSED.includes(name) && name !== 'comments-cdata-unknown' && name !== 'missing-elements',
    ),
  )('differs in the changed value alone: %s', (name) => {
    for (const at of [0, 1, 2]) changeOne(fixturePath('ckl', name), at);
  });

  it('keeps an unknown STATUS that nobody changed', () => {
    const { checklist } = readFixture('ckl', 'status-unknown');
    checklist.stigs[0]!.reviews[1]!.comments = 'seen';
    expect(write(checklist)).toContain('<STATUS>Profile_Error</STATUS>');
    checklist.stigs[0]!.reviews[1]!.status = 'not_applicable';
    expect(write(checklist)).not.toContain('Profile_Error');
  });

  it('puts in elements that were absent, where the schema has them', () => {
    const { checklist } = readFixture('ckl', 'missing-elements');
    checklist.asset.marking = 'CUI';
    checklist.asset.fqdn = 'harbor01.example.org';
    checklist.stigs[0]!.benchmark.customName = 'north pier';
    const [review] = checklist.stigs[0]!.reviews;
    review!.findingDetails = 'seen';
    review!.severityOverride = 'low';
    review!.rule = { ...review!.rule, ccis: ['CCI-000366', 'CCI-000054'], weight: '10.0' };
    const text = write(checklist) as string;
    expect(text).toContain('Computing</ASSET_TYPE>\n\t\t<MARKING>CUI</MARKING>\n\t\t<HOST_NAME>');
    expect(text).toContain('</HOST_MAC>\n\t\t<HOST_FQDN>harbor01.example.org</HOST_FQDN>\n\t\t<TARGET_COMMENT>');
    expect(text).toContain(
      '<SID_NAME>customname</SID_NAME>\n\t\t\t\t\t<SID_DATA>north pier</SID_DATA>\n\t\t\t\t</SI_DATA>',
    );
    expect(text).toContain(
      '<STATUS>Open</STATUS>\n\t\t\t\t<FINDING_DETAILS>seen</FINDING_DETAILS>\n\t\t\t\t<SEVERITY_OVERRIDE>low</SEVERITY_OVERRIDE>\n\t\t\t</VULN>',
    );
    expect(text.match(/CCI_REF<\/VULN_ATTRIBUTE>\n\t{5}<ATTRIBUTE_DATA>CCI-\d+/g)).toHaveLength(2);
    const again = readText(text, 'ckl');
    expect(again.stigs[0]!.reviews[0]!.rule).toMatchObject({ ccis: ['CCI-000366', 'CCI-000054'], weight: '10.0' });
    expect(again.asset).toMatchObject({ marking: 'CUI', fqdn: 'harbor01.example.org' });
    expect(write(again)).toBe(text);
  });

  it('shortens and lengthens lists in place', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    const [a, b] = checklist.stigs[0]!.reviews;
    a!.rule = { ...a!.rule, ccis: ['CCI-000366'], legacyIds: [] };
    b!.rule = { ...b!.rule, ccis: ['CCI-000054', 'CCI-000366'], legacyIds: ['SV-1', 'V-1'] };
    const again = readText(write(checklist), 'ckl').stigs[0]!.reviews.map(({ rule }) => [rule.ccis, rule.legacyIds]);
    expect(again).toEqual([
      [['CCI-000366'], []],
      [
        ['CCI-000054', 'CCI-000366'],
        ['V-1', 'SV-1'],
      ],
      [[], []],
    ]);
  });

  it('keeps comments, CDATA of other values and unknown elements around a change', () => {
    const { checklist } = readFixture('ckl', 'comments-cdata-unknown');
    checklist.stigs[0]!.reviews[0]!.status = 'open';
    const text = write(checklist) as string;
    expect(text).toContain('<!-- note --><STATUS>Open</STATUS>');
    expect(text).toContain('<![CDATA[by <the> harbor & master]]>');
    expect(text).toContain('<EXTRA kind="x">kept</EXTRA>');
  });

  it('writes a new review and a new STIG with the line ends and indent of the file', () => {
    const { checklist } = readFixture('ckl', 'evaluate-stig');
    const [stig] = checklist.stigs;
    const { native: _, ...blank } = structuredClone(stig!.reviews[2]!);
    stig!.reviews.push({ ...blank, uuid: null, rule: { ...blank.rule, vulnId: 'V-990009' } });
    checklist.stigs.push({
      benchmark: { ...stig!.benchmark, id: 'Acme_Lighthouse_SRG' },
      reviews: [blank],
      uuid: null,
    });
    const text = textOf(write(checklist));
    expect(text).not.toMatch(/[^\r]\n/);
    expect(text).toContain('</VULN>\r\n\t\t\t<VULN>\r\n\t\t\t\t<STIG_DATA>\r\n\t\t\t\t\t<VULN_ATTRIBUTE>Vuln_Num');
    const again = readText(write(checklist), 'ckl');
    expect(again.stigs.map(({ benchmark, reviews }) => [benchmark.id, reviews.length])).toEqual([
      ['Acme_Harbor_Gateway_STIG', 4],
      ['Acme_Lighthouse_SRG', 1],
    ]);
  });

  it('leaves no trace of a review or STIG that was taken out', () => {
    const { checklist } = readFixture('ckl', 'multi-stig');
    checklist.stigs.shift();
    const text = write(checklist) as string;
    expect(text).not.toContain('V-990001');
    expect(readText(text, 'ckl').stigs).toHaveLength(1);
    const one = readFixture('ckl', 'viewer-2.17').checklist;
    one.stigs[0]!.reviews.splice(1, 1);
    expect(readText(write(one), 'ckl').stigs[0]!.reviews.map(({ rule }) => rule.vulnId)).toEqual([
      'V-990001',
      'V-990003',
    ]);
  });

  it('does not mix the pieces of two files', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    const other = readFixture('ckl', 'evaluate-stig').checklist;
    checklist.stigs[0]!.reviews[0] = other.stigs[0]!.reviews[0]!;
    const text = write(checklist) as string;
    expect(text).not.toContain('\r');
    expect(readText(text, 'ckl').stigs[0]!.reviews[0]!.comments).toBe('by the harbor master');
  });

  it('follows a changed release into every STIGRef', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    const [stig] = checklist.stigs;
    stig!.benchmark = { ...stig!.benchmark, releaseInfo: 'Release: 2 Benchmark Date: 09 Jul 2025' };
    const text = write(checklist) as string;
    expect(text.match(/Version 1, Release: 2 Benchmark Date: 09 Jul 2025/g)).toHaveLength(3);
    expect(text).toContain('<SID_DATA>Release: 2 Benchmark Date: 09 Jul 2025</SID_DATA>');
  });

  it('writes what an encoding lacks as references', () => {
    const { checklist } = readFixture('ckl', 'windows-1252');
    checklist.stigs[0]!.reviews[0]!.comments = 'pier ☃ “4”';
    const bytes = write(checklist);
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(bytes).toString('latin1')).toContain('pier &#x2603; \x934\x94');
    expect(readText(bytes, 'ckl').stigs[0]!.reviews[0]!.comments).toBe('pier ☃ “4”');
  });
});

describe.skipIf(!hasCorpus)(`CKLs of others written back: ${NEEDS_CORPUS}`, () => {
  const files = corpusFiles('ckl', '.ckl').filter((path) => !/all-possible-results|no-Stigs/.test(path));

  it.each(files)('%s is the same to the byte, and differs in a changed value alone', (path) => {
    const { checklist, bytes } = readChecklist(path);
    expect(Buffer.from(write(checklist)).equals(bytes)).toBe(true);
    for (const at of [0, 7]) changeOne(path, at);
  });
});
