import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../../src/checklist/create.js';
import { writeCkl } from '../../../src/formats/ckl/write.js';
import type { WriteOptions } from '../../../src/formats/format.js';
import { readXccdf } from '../../../src/formats/xccdf/read.js';
import { type Diagnostic, StigError } from '../../../src/io/diagnostic.js';
import type { Checklist } from '../../../src/model/checklist.js';
import {
  FIXTURES,
  fixtureNames,
  modelOf,
  readChecklist,
  readFixture,
  readText,
} from '../../support/checklist-files.js';
import { readContext } from '../../support/context.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';
import { hasXmllint, NEEDS_XMLLINT, schemaErrors } from '../../support/xmllint.js';

const EXAMPLE = join(FIXTURES, '../../examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const example = () => readXccdf(sourceOf(EXAMPLE), readContext())[0]!;

function write(checklist: Checklist, options: WriteOptions): { text: string; reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  const text = writeCkl(checklist, options, { report: (d) => reported.push(d) });
  return { text: text as string, reported };
}

describe('writing CKL', () => {
  it("writes STIG Viewer 2.17's dialect to the byte", () => {
    const { checklist, bytes } = readFixture('ckl', 'viewer-2.17');
    expect(write(checklist, { viewer: 2 }).text).toBe(bytes.toString());
  });

  it("writes STIG Viewer 3's export to the byte, out of CKL and out of CKLB", () => {
    const { checklist, bytes } = readFixture('ckl', 'viewer-3.7');
    expect(write(checklist, { viewer: 3 }).text).toBe(bytes.toString());
    expect(write(readFixture('cklb', 'viewer-3.7').checklist, { viewer: 3 }).text).toBe(bytes.toString());
  });

  it('makes CRLF one LF for STIG Viewer 2, and a reference for STIG Viewer 3', () => {
    const { checklist } = readFixture('ckl', 'viewer-3.7');
    expect(write(checklist, { viewer: 3 }).text.match(/&#xD;\n/g)).toHaveLength(5);
    expect(write(checklist, { viewer: 2 }).text).not.toMatch(/\r|&#xD;/);
  });

  it('normalizes what the schema or STIG Viewer refuses', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    checklist.asset = { ...checklist.asset, role: '', techArea: 'None', assetType: 'computing', targetKey: null };
    checklist.stigs[0]!.benchmark.classification = '';
    const { text, reported } = write(checklist, { viewer: 2 });
    expect(text).toContain('<ROLE>None</ROLE>');
    expect(text).toContain('<TECH_AREA></TECH_AREA>');
    expect(text).toContain('<ASSET_TYPE>Computing</ASSET_TYPE>');
    expect(text).toContain('<TARGET_KEY>9901</TARGET_KEY>');
    expect(text).toContain('<SID_DATA>UNCLASSIFIED</SID_DATA>');
    expect(reported).toEqual([]);
  });

  it('says which words it cannot hold', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    checklist.asset = { ...checklist.asset, role: 'Lighthouse', techArea: 'Fog' };
    const { text, reported } = write(checklist, { viewer: 2 });
    expect(text).toContain('<ROLE>None</ROLE>');
    expect(reported.map(({ severity, message }) => `${severity} ${message}`).join()).toMatch(
      /warning .*"Lighthouse".*"Fog"/,
    );
  });

  it('says what STIG Viewer 3 has no place for: a marking first of all', () => {
    const { reported } = write(readFixture('ckl', 'viewer-2.17').checklist, { viewer: 3 });
    expect(reported.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      ['warning', 'not-carried', 'a CKL of STIG Viewer 3 has no place for: the marking "CUI"'],
      [
        'info',
        'not-carried',
        "a CKL of STIG Viewer 3 has no place for: the description of a STIG; the name of the XCCDF file; the source of a STIG; the STIG's UUID in the rules (3)",
      ],
    ]);
  });

  it('says that comments are left out of a normalized file', () => {
    const { reported } = write(readFixture('ckl', 'evaluate-stig').checklist, { viewer: 2 });
    expect(reported[0]).toMatchObject({
      severity: 'warning',
      message: 'a CKL of STIG Viewer 2 has no place for: 3 XML comments',
    });
  });

  it('replaces characters that XML forbids, and says where', () => {
    for (const options of [{}, { viewer: 2 as const }]) {
      const { checklist } = readFixture('ckl', 'viewer-2.17');
      checklist.stigs[0]!.reviews[1]!.findingDetails = 'bell \u0007 and half \ud800 a pair';
      const { text, reported } = write(checklist, options);
      expect(text).toContain('bell \ufffd and half \ufffd a pair');
      expect(reported).toHaveLength(1);
      expect(reported[0]).toMatchObject({ code: 'characters-replaced', rule: 'V-990002' });
      expect(reported[0]!.message).toContain('FINDING_DETAILS holds 2');
    }
  });

  it('warns of what STIG Manager will not take whole, and writes it whole', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    checklist.stigs[0]!.reviews[1]!.comments = 'x'.repeat(32_768);
    checklist.asset = { ...checklist.asset, hostName: '' };
    const { text, reported } = write(checklist, { viewer: 2 });
    expect(text).toContain(`<COMMENTS>${'x'.repeat(32_768)}</COMMENTS>`);
    expect(reported.map(({ severity, code, rule, file }) => [severity, code, rule, file])).toEqual([
      ['warning', 'importer-limit', 'V-990002', 'input.ckl'],
      ['info', 'importer-limit', undefined, 'input.ckl'],
    ]);
    expect(write(checklist, {}).reported).toHaveLength(1);
  });

  it.each([2, 3] as const)('refuses a STIG without rules, naming it (viewer %s)', (viewer) => {
    const { checklist } = readFixture('ckl', 'no-vuln');
    expect(() => write(checklist, { viewer })).toThrow(/Acme_Lighthouse_SRG has no rule/);
    expect(() => write(checklist, {})).toThrow(StigError);
    expect(() => write({ ...checklist, stigs: [] }, { viewer })).toThrow(/holds no STIG/);
  });

  it('fills legacy ids and CCIs as each viewer does', () => {
    const { checklist } = readFixture('ckl', 'viewer-2.17');
    const items = (viewer: 2 | 3) =>
      [
        ...write(checklist, { viewer }).text.matchAll(
          />(LEGACY_ID|CCI_REF)<\/VULN_ATTRIBUTE>\s*<ATTRIBUTE_DATA>([^<]*)</g,
        ),
      ].map(([, name, value]) => `${name}=${value}`);
    expect(items(2).slice(4)).toEqual([
      'LEGACY_ID=',
      'LEGACY_ID=',
      'CCI_REF=CCI-000054',
      'LEGACY_ID=',
      'LEGACY_ID=',
      'CCI_REF=',
    ]);
    expect(items(3).slice(4)).toEqual(['CCI_REF=CCI-000054']);
  });

  it('writes every check and every fix of a rule', () => {
    const benchmark = example();
    const [rule] = benchmark.rules;
    const checks = ['first', 'second'].map((text) => ({ id: null, system: null, contentRef: null, text }));
    benchmark.rules = [{ ...rule!, check: checks[0]!, checks, responsibility: ['Owner', 'Crew'] }];
    const { text } = write(createChecklist([benchmark]), {});
    expect(text).toContain('<ATTRIBUTE_DATA>first\n\nsecond</ATTRIBUTE_DATA>');
    expect(text).toContain('<ATTRIBUTE_DATA>Owner, Crew</ATTRIBUTE_DATA>');
  });

  it('writes a blank checklist that reads back as it was', async () => {
    const blank = createChecklist([example()], { hostName: 'harbor01', marking: 'CUI' });
    const { text } = write(blank, {});
    await expect(text).toMatchFileSnapshot(join(FIXTURES, 'checklist/blank/output.ckl'));
    const again = readText(text, 'ckl');
    expect(again.stigs[0]!.reviews.map(({ rule }) => rule.ruleId)).toEqual(
      blank.stigs[0]!.reviews.map(({ rule }) => rule.ruleId),
    );
    expect(write(again, { viewer: 2 }).text).toBe(text);
  });
});

describe.skipIf(!hasXmllint)(`CKLs by DISA's schema: ${NEEDS_XMLLINT}`, () => {
  it.each(fixtureNames('ckl').filter((name) => name !== 'no-vuln'))('%s is valid in both dialects', (name) => {
    const { checklist } = readFixture('ckl', name);
    for (const viewer of [2, 3] as const) expect(schemaErrors(write(checklist, { viewer }).text)).toBe('');
  });

  it.each(fixtureNames('cklb').filter((name) => name !== 'no-rules'))(
    'out of CKLB %s is valid in both dialects',
    (name) => {
      const { checklist } = readFixture('cklb', name);
      for (const viewer of [2, 3] as const) expect(schemaErrors(write(checklist, { viewer }).text)).toBe('');
    },
  );

  it('a blank one is valid', () => {
    expect(schemaErrors(write(createChecklist([example()]), {}).text)).toBe('');
  });

  it.each(corpusFiles('ckl', '.ckl').filter((path) => !/all-possible-results|no-Stigs/.test(path)))(
    '%s is valid in both',
    (path) => {
      const { checklist } = readChecklist(path);
      for (const viewer of [2, 3] as const) expect(schemaErrors(write(checklist, { viewer }).text)).toBe('');
    },
  );
});

describe.skipIf(!hasCorpus)(`STIG Viewer's own CKLs: ${NEEDS_CORPUS}`, () => {
  const file = (name: string) => join(CORPUS, name);

  it('are written anew to the byte', () => {
    for (const [name, viewer] of [
      ['ckl/three_stig_checklist.ckl', 2],
      ['ckl/Test_ASD_Checklist.ckl', 3],
    ] as const) {
      const { checklist, bytes } = readChecklist(file(name));
      expect(write(checklist, { viewer }).text === bytes.toString(), name).toBe(true);
    }
  });

  it('STIG Viewer 3: its CKL comes out of its CKLB to the byte', () => {
    const { checklist } = readChecklist(file('cklb/Test_ASD_Checklist.cklb'));
    const expected = readFileSync(file('ckl/Test_ASD_Checklist.ckl'), 'utf8');
    expect(write(checklist, { viewer: 3 }).text === expected).toBe(true);
  });

  it('STIG Viewer 3: its CKL comes out of the XCCDF, but for UUIDs and the white space the XCCDF has lost', () => {
    const [benchmark] = readXccdf(sourceOf(file('xccdf/U_ASD_STIG_V6R4_Manual-xccdf.xml')), readContext());
    const blank = write(createChecklist([benchmark!]), { viewer: 3 }).text;
    const expected = readFileSync(file('ckl/Test_ASD_Checklist.ckl'), 'utf8');
    // The published XCCDF has no blanks at line ends and at the end of texts (FORMATS, 0).
    const even = (text: string) =>
      text
        .replaceAll('&#xD;', '')
        .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'UUID')
        .replace(/[ \t\n]+(?=\n|<\/ATTRIBUTE_DATA>)/g, '');
    const [a, b] = [even(blank).split('\n'), even(expected).split('\n')];
    expect(a.filter((line, i) => line !== b[i])).toEqual([]);
    expect(a).toHaveLength(b.length);
  });

  it('keep their model through the other dialect and back', () => {
    const { checklist } = readChecklist(file('ckl/three_stig_checklist.ckl'));
    const answers = (c: Checklist) =>
      c.stigs.map((s) =>
        s.reviews.map(({ rule: { targetKey: _, ...rule }, stigUuid: __, uuid: ___, ...rest }) => ({
          ...rest,
          rule,
          native: null,
        })),
      );
    const three = readText(write(checklist, { viewer: 3 }).text, 'ckl');
    expect(answers(three)).toEqual(answers(checklist));
    expect(modelOf(three)).not.toEqual(modelOf(checklist));
  });
});
