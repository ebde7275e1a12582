import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCkl } from '../../../src/formats/ckl/read.js';
import { writeJson } from '../../../src/formats/json/write.js';
import { StigError } from '../../../src/io/diagnostic.js';
import { FIXTURES, fixtureNames, fixturePath, messages, modelOf, readFixture } from '../../support/checklist-files.js';
import { readContext } from '../../support/context.js';
import { sourceOf } from '../../support/corpus.js';

const golden = (name: string, file: string) => join(FIXTURES, 'ckl', name, file);
const first = (name: string) => readFixture('ckl', name).checklist.stigs[0]!.reviews[0]!;
const review = (name: string, index: number) => readFixture('ckl', name).checklist.stigs[0]!.reviews[index]!;

describe('reading CKL', () => {
  it.each(['viewer-2.17', 'viewer-3.7', 'stig-manager', 'evaluate-stig', 'stigqter'])(
    'gives the model of %s',
    async (name) => {
      const { checklist, reported } = readFixture('ckl', name);
      expect(reported).toEqual([]);
      await expect(writeJson(checklist, {}, { report: () => {} })).toMatchFileSnapshot(golden(name, 'document.json'));
    },
  );

  it.each(fixtureNames('ckl'))('reports what is wrong with %s, and nothing else', async (name) => {
    const { reported } = readFixture('ckl', name);
    if (reported.length === 0) expect(EXPECTED_PROBLEMS).not.toContain(name);
    else await expect(messages(reported)).toMatchFileSnapshot(golden(name, 'diagnostics.txt'));
  });

  it('gives one model for one checklist, whoever wrote it', () => {
    const answers = (name: string) =>
      readFixture('ckl', name).checklist.stigs[0]!.reviews.map((r) => [
        ...[r.rule.vulnId, r.rule.ruleId, r.rule.stigId, r.rule.severity, r.rule.groupTitle, r.rule.title],
        ...[r.rule.discussion, r.rule.check?.text?.replaceAll('\r', ''), r.rule.fix?.text, r.rule.ccis],
        ...[r.status, r.findingDetails, r.comments, r.severityOverride, r.severityJustification],
      ]);
    const expected = answers('viewer-2.17');
    expect(expected).toHaveLength(3);
    for (const name of [
      'viewer-3.7',
      'viewer-2.8',
      'stig-manager',
      'evaluate-stig',
      'stigqter',
      'asset-last',
      'utf-16',
    ]) {
      expect(answers(name), name).toEqual(expected);
    }
  });

  it('keeps carriage returns that are written as references, and no others', () => {
    expect(first('viewer-3.7').rule.check?.text).toMatch(/^List the berths:\r\n\r\n\$/);
    expect(first('evaluate-stig').rule.check?.text).toMatch(/^List the berths:\n\n\$/);
  });

  it('tells the UUID of a rule from that of a STIG', () => {
    expect(first('viewer-3.7')).toMatchObject({ uuid: '0b4f2f0e-5a54-4b86-9b6e-0c4f3ad2a101' });
    expect(first('evaluate-stig')).toMatchObject({ uuid: '0b4f2f0e-5a54-4b86-9b6e-0c4f3ad2a101' });
    expect(first('viewer-2.17')).toMatchObject({ uuid: null, stigUuid: 'c51d9f3c-3d0f-4c52-b8f0-5b0f9c1f1a01' });
  });

  it('maps the rule to its controls', () => {
    expect(first('viewer-2.17').rule.controls.map(({ revision, control }) => `${revision} ${control}`)).toEqual([
      '5 CM-7',
      '5 CM-7 (1)',
      '4 CM-7',
      '4 CM-7 (1)',
    ]);
  });

  it('leaves null what the file lacks, and empty what is there and empty', () => {
    const { checklist } = readFixture('ckl', 'missing-elements');
    expect(checklist.asset).toMatchObject({ marking: null, fqdn: null, webOrDatabase: null, webDbSite: '' });
    const { rule, status, comments } = checklist.stigs[0]!.reviews[0]!;
    expect(rule).toMatchObject({ falsePositives: null, weight: null, responsibility: null, ccis: [], legacyIds: [] });
    expect([status, comments]).toEqual(['open', '']);
    expect(readFixture('ckl', 'viewer-2.17').checklist.stigs[0]!.benchmark.customName).toBeNull();
    expect(readFixture('ckl', 'viewer-3.7').checklist.stigs[0]!.benchmark.customName).toBe('');
  });

  it('takes an unknown STATUS as an error that names rule, line and accepted words', () => {
    const { checklist, reported } = readFixture('ckl', 'status-unknown');
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatchObject({ severity: 'error', code: 'value-invalid', rule: 'V-990002' });
    expect(reported[0]!.line).toBeGreaterThan(200);
    expect(reported[0]!.message).toContain('Profile_Error');
    for (const word of ['NotAFinding', 'Open', 'Not_Applicable', 'Not_Reviewed'])
      expect(reported[0]!.hint).toContain(word);
    expect(checklist.stigs[0]!.reviews[1]!.status).toBe('not_reviewed');
  });

  it('reads what others write into severity overrides', () => {
    expect(review('override-cat-iii', 1).severityOverride).toBe('low');
    expect(review('override-unknown', 1).severityOverride).toBeNull();
  });

  it('brings rule ids into their form and keeps the spelling of the file', () => {
    const rules = readFixture('ckl', 'rule-id-forms').checklist.stigs[0]!.reviews.map(({ rule }) => rule);
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(['SV-990001r800001_rule', 'SV-990002r800004_rule', '']);
    expect(rules.map(({ revision }) => revision)).toEqual(['800001', '800004', null]);
    expect(rules.map(({ extra }) => extra?.verbatim?.ruleId)).toEqual([
      'SV-990001r800001_rule ',
      'SV-990002r800004',
      undefined,
    ]);
  });

  it('takes a list of CCIs apart', () => {
    expect(review('cci-list', 1).rule.ccis).toEqual(['CCI-000054', 'CCI-000366']);
  });

  it('bears the literal word releaseinfo, and takes the release from STIGRef', () => {
    const { benchmark } = readFixture('ckl', 'releaseinfo-literal').checklist.stigs[0]!;
    expect(benchmark).toMatchObject({ releaseInfo: 'releaseinfo', releaseName: 'V1R1', benchmarkDate: '2025-02-12' });
    expect(readFixture('ckl', 'no-stig-info').checklist.stigs[0]!.benchmark).toMatchObject({
      id: null,
      title: 'Acme Harbor Gateway Security Technical Implementation Guide',
      releaseName: 'V1R1',
    });
  });

  it('reads every STIG of a file', () => {
    const { checklist } = readFixture('ckl', 'multi-stig');
    expect(
      checklist.stigs.map(({ benchmark: b, reviews }) => [b.id, b.releaseName, b.targetKey, reviews.length]),
    ).toEqual([
      ['Acme_Harbor_Gateway_STIG', 'V1R1', '9901', 1],
      ['Acme_Lighthouse_SRG', 'V2R3', '9901', 1],
    ]);
  });

  it('reads CDATA, and any encoding alike', () => {
    expect(first('comments-cdata-unknown').comments).toBe('by <the> harbor & master');
    for (const name of ['utf-16', 'windows-1252']) {
      expect(modelOf(readFixture('ckl', name).checklist)).toEqual(modelOf(readFixture('ckl', 'viewer-2.17').checklist));
    }
  });

  it.each(fixtureNames('ckl-malformed'))('refuses %s, saying where and why', async (name) => {
    let thrown: unknown;
    try {
      readCkl(sourceOf(fixturePath('ckl-malformed', name)), readContext());
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(StigError);
    const { diagnostics } = thrown as StigError;
    expect(diagnostics[0]!.line).toBeGreaterThan(0);
    await expect(messages(diagnostics)).toMatchFileSnapshot(join(FIXTURES, 'ckl-malformed', name, 'diagnostics.txt'));
  });
});

const EXPECTED_PROBLEMS = ['status-empty', 'status-unknown', 'override-unknown', 'no-stig-info', 'no-vuln'];
