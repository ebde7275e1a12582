import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecklist } from '../../../src/checklist/create.js';
import { writeCkl } from '../../../src/formats/ckl/write.js';
import { readCklb } from '../../../src/formats/cklb/read.js';
import { writeCklb } from '../../../src/formats/cklb/write.js';
import type { WriteOptions } from '../../../src/formats/format.js';
import { writeJson } from '../../../src/formats/json/write.js';
import { readXccdf } from '../../../src/formats/xccdf/read.js';
import { type Diagnostic, StigError } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Checklist } from '../../../src/model/checklist.js';
import {
  FIXTURES,
  fixtureNames,
  fixturePath,
  messages,
  middles,
  modelOf,
  readChecklist,
  readFixture,
  readText,
} from '../../support/checklist-files.js';
import { readContext } from '../../support/context.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../../support/corpus.js';

function write(checklist: Checklist, options: WriteOptions = {}): { text: string; reported: Diagnostic[] } {
  const reported: Diagnostic[] = [];
  return { text: writeCklb(checklist, options, { report: (d) => reported.push(d) }) as string, reported };
}

const parse = (text: string) => JSON.parse(text.replace(/^\ufeff/, ''));
const reviews = (checklist: Checklist) => checklist.stigs.flatMap((stig) => stig.reviews);
const nth = (name: string, index: number) => readFixture('cklb', name).checklist.stigs[0]!.reviews[index]!;

describe('reading CKLB', () => {
  it.each(['viewer-3.7', 'stig-manager', 'evaluate-stig', 'stigqter'])('gives the model of %s', async (name) => {
    const { checklist, reported } = readFixture('cklb', name);
    expect(reported).toEqual([]);
    const text = writeJson(checklist, {}, { report: () => {} });
    await expect(text).toMatchFileSnapshot(join(FIXTURES, 'cklb', name, 'document.json'));
  });

  it('gives the model that the same checklist has as CKL, less what only one of them holds', () => {
    const comparable = (checklist: Checklist) =>
      reviews(checklist).map(({ native: _, uuid: __, stigUuid: ___, classification: ____, rule, ...rest }) => ({
        ...rest,
        ...{
          vulnId: rule.vulnId,
          ruleId: rule.ruleId,
          revision: rule.revision,
          stigId: rule.stigId,
          severity: rule.severity,
        },
        ...{
          title: rule.title,
          groupTitle: rule.groupTitle,
          discussion: rule.discussion,
          fix: rule.fix,
          ccis: rule.ccis,
        },
        ...{ controls: rule.controls, weight: rule.weight, legacyIds: [...rule.legacyIds].sort() },
        check: rule.check?.text?.replaceAll('\r', ''),
      }));
    const expected = comparable(readFixture('ckl', 'viewer-2.17').checklist);
    for (const name of [
      'viewer-3.7',
      'stig-manager',
      'evaluate-stig',
      'bom',
      'odd-spacing',
      'proto-keys',
      'ccis-as-objects',
    ]) {
      expect(comparable(readFixture('cklb', name).checklist), name).toEqual(expected);
    }
  });

  it("takes the group's title from wherever it is", () => {
    for (const name of ['viewer-3.7', 'stig-manager', 'evaluate-stig', 'stigqter']) {
      expect(nth(name, 0).rule, name).toMatchObject({
        groupTitle: 'SRG-APP-000142',
        title: 'The Acme Harbor Gateway must close unused berths.',
      });
    }
  });

  it("reads STIGQter's names", () => {
    expect(nth('stigqter', 1)).toMatchObject({
      severityOverride: 'low',
      severityJustification: 'Ship 7 leaves tomorrow.',
      rule: {
        fix: { text: "Send the second crew to the captain's office." },
        potentialImpacts: 'ships may wait',
        documentable: 'false',
      },
    });
    expect(readFixture('cklb', 'stigqter').checklist.asset.marking).toBe('PUBLIC RELEASE');
  });

  it('takes null, and the word null of a machine, as absent', () => {
    expect(nth('stig-manager', 0).rule).toMatchObject({ mitigations: null, responsibility: null, targetKey: null });
    const text = readFileSync(fixturePath('cklb', 'viewer-3.7'), 'utf8').replace(
      '"reference_identifier":"9901","uuid"',
      '"reference_identifier":"null","uuid"',
    );
    expect(
      readText(text.replace('"comments":"by the harbor master"', '"comments":"null"'), 'cklb').stigs[0]!.reviews[0],
    ).toMatchObject({
      comments: 'null',
      rule: { targetKey: null },
    });
  });

  it('reads a version that is a number', () => {
    expect(readFixture('cklb', 'stig-manager').checklist.stigs[0]!.benchmark).toMatchObject({
      version: '1',
      releaseName: 'V1R1',
    });
  });

  it('lets no key reach a prototype', () => {
    const { checklist, bytes } = readFixture('cklb', 'proto-keys');
    checklist.stigs[0]!.reviews[0]!.comments = 'seen';
    const { text } = write(checklist);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(text.match(/"__proto__":\{"polluted":"yes"\}/g)).toHaveLength(2);
    expect(bytes.toString().match(/"__proto__"/g)).toHaveLength(2);
  });

  it('takes an unknown status as an error with its place', () => {
    const { checklist, reported } = readFixture('cklb', 'status-unknown');
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatchObject({
      severity: 'error',
      code: 'value-invalid',
      rule: 'V-990002',
      pointer: '/stigs/0/rules/1/status',
    });
    expect(reported[0]!.hint).toContain('not_reviewed, open, not_a_finding, not_applicable');
    expect(reviews(checklist)[1]!.status).toBe('not_reviewed');
    expect(write(checklist).text).toContain('"status":"Profile_Error"');
  });

  it.each(fixtureNames('cklb-malformed'))('refuses %s, saying where and why', async (name) => {
    let thrown: unknown;
    try {
      readCklb(sourceOf(fixturePath('cklb-malformed', name)), readContext());
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(StigError);
    const text = messages((thrown as StigError).diagnostics);
    await expect(text).toMatchFileSnapshot(join(FIXTURES, 'cklb-malformed', name, 'diagnostics.txt'));
  });

  it('refuses values nested beyond the limit', () => {
    const deep = new Source('deep.cklb', Buffer.from(`{"stigs":${'['.repeat(5000)}`));
    expect(() => readCklb(deep, readContext())).toThrow(/deeper than the limit depth=256/);
  });
});

describe('a CKLB written back', () => {
  it.each(fixtureNames('cklb'))('is the same to the byte: %s', (name) => {
    const { checklist, bytes } = readFixture('cklb', name);
    expect(Buffer.from(write(checklist).text).equals(bytes)).toBe(true);
    expect(Buffer.from(write(structuredClone(checklist)).text).equals(bytes)).toBe(true);
  });

  it.each(fixtureNames('cklb').filter((name) => name !== 'no-rules'))(
    'differs in the changed value alone: %s',
    (name) => {
      changeOne(fixturePath('cklb', name), 1);
    },
  );

  it('keeps other override keys, and what else an override holds', () => {
    const { checklist } = readFixture('cklb', 'override-keys');
    const review = reviews(checklist)[1]!;
    review.severityOverride = 'high';
    const overrides = (text: string) => parse(text).stigs[0].rules[1].overrides;
    expect(overrides(write(checklist).text)).toEqual({
      severity: { severity: 'high', reason: 'Ship 7 leaves tomorrow.', approver: 'harbor master' },
      weight: { weight: '5.0', reason: 'light' },
    });
    review.severityOverride = null;
    review.severityJustification = '';
    expect(overrides(write(checklist).text)).toEqual({ weight: { weight: '5.0', reason: 'light' } });
  });

  it('clears an override to {}', () => {
    const { checklist } = readFixture('cklb', 'viewer-3.7');
    Object.assign(reviews(checklist)[1]!, { severityOverride: null, severityJustification: '' });
    expect(parse(write(checklist).text).stigs[0].rules[1].overrides).toEqual({});
  });

  it('changes asset, title, release and rule texts in place', () => {
    const { checklist } = readFixture('cklb', 'stig-manager');
    checklist.title = 'other';
    checklist.asset = { ...checklist.asset, hostName: 'harbor02', marking: null };
    checklist.stigs[0]!.benchmark = { ...checklist.stigs[0]!.benchmark, version: '2' };
    reviews(checklist)[0]!.rule = { ...reviews(checklist)[0]!.rule, mitigations: 'none' };
    const { text } = write(checklist);
    const [json, before] = [parse(text), parse(readFileSync(fixturePath('cklb', 'stig-manager'), 'utf8'))];
    before.title = 'other';
    Object.assign(before.target_data, { host_name: 'harbor02', classification: null });
    before.stigs[0].version = '2';
    before.stigs[0].rules[0].mitigations = 'none';
    expect(json).toEqual(before);
    expect(Object.keys(json.stigs[0].rules[0])).toEqual(Object.keys(before.stigs[0].rules[0]));
  });

  it('adds and takes out STIGs and rules in the indent of the file', () => {
    const { checklist } = readFixture('cklb', 'evaluate-stig');
    const [stig] = checklist.stigs;
    const { native: _, ...blank } = structuredClone(stig!.reviews[2]!);
    stig!.reviews.splice(0, 1);
    stig!.reviews.push({ ...blank, uuid: null });
    checklist.stigs.push({
      benchmark: { ...stig!.benchmark, id: 'Acme_Lighthouse_SRG' },
      reviews: [blank],
      uuid: null,
    });
    const { text } = write(checklist);
    expect(text).not.toMatch(/[^\r]\n/);
    const lines = text.split('\r\n').filter((line) => line.includes('"group_id_src"'));
    expect(lines.map((line) => line.length - line.trimStart().length)).toEqual([10, 10, 10, 10]);
    expect(parse(text).stigs.map((s: { rules: unknown[] }) => s.rules.length)).toEqual([3, 1]);
    checklist.stigs.splice(0, 2);
    expect(parse(write(checklist).text).stigs).toEqual([]);
  });
});

/** Reads a CKLB, changes one value of one review, writes it: nothing but that value may differ. */
function changeOne(path: string, at: number): void {
  const { checklist, bytes } = readChecklist(path);
  const before = new Source('', bytes).text;
  const review = reviews(checklist)[at % reviews(checklist).length]!;
  review.comments = `${review.comments}crew < 2 & "berth" \u0007 \\ ‘quoted’\r\nline`;
  const { text } = write(checklist);
  const [gone, come] = middles(before, text.replace(/^\ufeff/, ''));
  expect(gone).toBe('');
  expect(come).toContain(JSON.stringify('crew < 2 & "berth" \u0007 \\ ‘quoted’\r\nline').slice(1, -1));
  expect(modelOf(readText(text, 'cklb'))).toEqual(modelOf(checklist));
}

describe('writing CKLB', () => {
  it("writes STIG Viewer 3.7's bytes", () => {
    const { checklist, bytes } = readFixture('cklb', 'viewer-3.7');
    expect(write(checklist, { viewer: 3 }).text).toBe(bytes.toString());
    expect(write({ ...structuredClone(checklist), native: undefined } as unknown as Checklist).text).toBe(
      bytes.toString(),
    );
  });

  it('gives, out of a CKL of STIG Viewer 3, its CKLB but for id, title and the file name of the check reference', () => {
    const { text, reported } = write(readFixture('ckl', 'viewer-3.7').checklist, { name: 'harbor01' });
    const expected = parse(readFixture('cklb', 'viewer-3.7').bytes.toString());
    const json = parse(text);
    expect(json.id).toMatch(/^[\da-f-]{36}$/);
    expected.id = json.id;
    for (const rule of expected.stigs[0].rules) rule.check_content_ref.href = '';
    expect(text).toBe(JSON.stringify(expected));
    expect(reported.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'info CKLB has no place for: the notice of a STIG; the source of a STIG',
    ]);
  });

  it('says what of a CKL it has no place for, and warns of what a person put there', () => {
    const { checklist } = readFixture('ckl', 'evaluate-stig');
    checklist.stigs[0]!.benchmark.customName = 'north pier';
    const { reported } = write(checklist);
    expect(reported.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning CKLB has no place for: the name "north pier" given to a STIG; 3 XML comments',
      'info CKLB has no place for: the description of a STIG; the name of the XCCDF file; the notice of a STIG; the source of a STIG',
    ]);
  });

  it('lets a CKL say what of a CKLB it has no place for', () => {
    const reported: Diagnostic[] = [];
    writeCkl(readFixture('cklb', 'override-keys').checklist, {}, { report: (d) => reported.push(d) });
    expect(reported[0]).toMatchObject({ severity: 'warning', code: 'not-carried' });
    expect(reported[0]!.message).toContain('the member comments_classification');
    expect(reported[0]!.message).toContain('the override of weight');
    const es: Diagnostic[] = [];
    writeCkl(readFixture('cklb', 'evaluate-stig').checklist, {}, { report: (d) => es.push(d) });
    expect(es[0]!.message).toContain('the member evaluate-stig (5)');
  });

  it('keeps overrides through CKL and back, a justification alone too', () => {
    for (const name of ['viewer-3.7', 'justification-alone']) {
      const { checklist } = readFixture('cklb', name);
      const ckl = writeCkl(checklist, { viewer: 3 }, { report: () => {} });
      const back = parse(write(readText(ckl, 'ckl')).text).stigs[0].rules;
      expect(back.map((rule: { overrides: unknown }) => rule.overrides)).toEqual(
        parse(readFixture('cklb', name).bytes.toString()).stigs[0].rules.map(
          (rule: { overrides: unknown }) => rule.overrides,
        ),
      );
    }
  });

  it('gives the CKL of a CKL back, through CKLB, to the byte', () => {
    const { checklist, bytes } = readFixture('ckl', 'viewer-3.7');
    const through = readText(write(checklist).text, 'cklb');
    expect(writeCkl(through, { viewer: 3 }, { report: () => {} })).toBe(bytes.toString());
  });

  it('types values as STIG Viewer does, whatever the source has', () => {
    const { checklist } = readFixture('cklb', 'stigqter');
    const json = parse(write(checklist, { viewer: 3 }).text);
    const [stig] = json.stigs;
    expect([typeof stig.version, typeof stig.size, typeof json.target_data.is_web_database]).toEqual([
      'string',
      'number',
      'boolean',
    ]);
    for (const rule of stig.rules) {
      expect([typeof rule.documentable, typeof rule.weight]).toEqual(['string', 'string']);
      expect(rule).toMatchObject({
        group_title: rule.rule_title,
        srg_id: rule.group_tree[0].title,
        stig_uuid: stig.uuid,
      });
      expect(`${rule.rule_id}_rule`).toBe(rule.rule_id_src);
    }
  });
});

describe.skipIf(!hasCorpus)(`CKLBs of others: ${NEEDS_CORPUS}`, () => {
  it.each(corpusFiles('cklb', '.cklb').filter((path) => !path.includes('NoStigs')))(
    '%s is written back to the byte, and differs in a changed value alone',
    (path) => {
      const { checklist, bytes } = readChecklist(path);
      expect(Buffer.from(write(checklist).text).equals(bytes)).toBe(true);
      changeOne(path, 3);
    },
  );

  it("STIG Viewer 3's file is written anew to the byte", () => {
    const { checklist, bytes } = readChecklist(join(CORPUS, 'cklb/Test_ASD_Checklist.cklb'));
    expect(write(checklist, { viewer: 3 }).text === bytes.toString()).toBe(true);
  });

  it("STIG Viewer 3's file comes out of its CKL but for id and check_content_ref.href", () => {
    const { checklist } = readChecklist(join(CORPUS, 'ckl/Test_ASD_Checklist.ckl'));
    const expected = parse(readFileSync(join(CORPUS, 'cklb/Test_ASD_Checklist.cklb'), 'utf8'));
    const { text } = write(checklist, { name: 'Test_Checklist' });
    expected.id = parse(text).id;
    for (const rule of expected.stigs[0].rules) rule.check_content_ref.href = '';
    expect(text === JSON.stringify(expected)).toBe(true);
  });

  it("STIG Viewer 3's file comes out of the XCCDF but for UUIDs and the white space the XCCDF has lost", () => {
    const [benchmark] = readXccdf(sourceOf(join(CORPUS, 'xccdf/U_ASD_STIG_V6R4_Manual-xccdf.xml')), readContext());
    const even = (text: string) =>
      text
        .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'UUID')
        .replaceAll('\\r', '')
        .replace(/(?: |\\t|\\n)+(?=\\n|",)/g, '');
    const ours = even(write(createChecklist([benchmark!]), { name: 'Test_Checklist' }).text);
    const theirs = even(readFileSync(join(CORPUS, 'cklb/Test_ASD_Checklist.cklb'), 'utf8'));
    expect(middles(ours, theirs)).toEqual(['', '']);
  });
});
