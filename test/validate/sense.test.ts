import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../src/index.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import type { Document } from '../../src/model/document.js';
import { validate } from '../../src/validate/index.js';
import { exampleBenchmark } from '../support/benchmarks.js';
import { checklistOf } from '../support/checklists.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const GW01 = join(ROOT, 'examples/hosts/gw01.ckl');
const GW02 = join(ROOT, 'examples/hosts/gw02.ckl');
const GW03 = join(ROOT, 'examples/hosts/gw03.cklb');

const shown = (document: Document) => validate(document).map((d) => `${d.code} ${d.rule ?? '-'}: ${d.message}`);

describe('a benchmark', async () => {
  const example = await exampleBenchmark();
  const [first, second] = example.rules as [Benchmark['rules'][0], Benchmark['rules'][0]];
  const withRule = (change: object): Benchmark => ({
    ...example,
    rules: [{ ...first, ...change }, ...example.rules.slice(1)],
  });

  it('of the examples is right', () => {
    expect(shown(example)).toEqual([]);
  });

  it.each([
    [{ ruleId: second.ruleId }, `duplicate-id ${second.ruleId}: 2 rules have the rule id ${second.ruleId}`],
    [{ stigId: second.stigId }, `duplicate-stig-id ${second.stigId}: 2 rules have the STIG ID ${second.stigId}`],
    [{ check: { ...first.check!, text: ' \n' } }, `text-empty ${first.vulnId}: the check has no text`],
    [{ check: null }, `text-empty ${first.vulnId}: the rule has no check`],
    [{ ccis: ['CCI-999999'] }, `cci-unknown ${first.vulnId}: CCI-999999 is not in DISA's list`],
    [{ ccis: ['CCI-000191'] }, `cci-deprecated ${first.vulnId}: CCI-000191 is withdrawn from DISA's list (deprecated)`],
  ])('with %j is told of', (change, message) => {
    expect(shown(withRule(change))).toContain(message);
  });

  it('whose profile selects no rule is told of', () => {
    const profiles = [{ id: 'P', title: null, description: null, selects: [first.vulnId!, 'V-1', 'V-2'] }];
    expect(shown({ ...example, profiles })).toEqual([
      'profile-unresolved -: the profile P selects 2 that are no rule or group: V-1, V-2',
    ]);
  });
});

describe('a checklist', async () => {
  const plain = checklistOf(await exampleBenchmark(), []);
  const [stig] = plain.stigs as [(typeof plain.stigs)[0]];
  const asset = { ...plain.asset, hostName: 'gw01' };

  it('with one review, or one STIG, twice is told of', () => {
    const twice = { ...stig, reviews: [stig.reviews[0]!, ...stig.reviews] };
    const found = shown({ ...plain, asset, stigs: [twice, stig] });
    const { ruleId, stigId } = stig.reviews[0]!.rule;
    expect(found).toContain(`duplicate-id ${ruleId}: 2 reviews of ${stig.benchmark.id} have the rule id ${ruleId}`);
    expect(found).toContain(
      `duplicate-stig-id ${stigId}: 2 reviews of ${stig.benchmark.id} have the STIG ID ${stigId}`,
    );
    expect(found).toContain(
      `duplicate-id -: 2 STIGs of the checklist are ${stig.benchmark.id} ${stig.benchmark.releaseName}`,
    );
  });
});

describe('other documents', () => {
  it('answers that stand for the same are told of', async () => {
    const data =
      'answers:\n- rule: V-1\n  status: open\n  details: x\n- rule: v-1\n  status: open\n- rule: V-1\n  host: a\n  comments: x\n';
    expect(shown(await read({ name: 'a.yaml', data }))).toEqual([
      'duplicate-id v-1: entry 1 and entry 2 answer the same: the last one counts',
      'details-missing v-1: entry 2 says Open without details or comments',
    ]);
  });

  it('a CCI twice in the list is told of', async () => {
    const item = '<cci_item id="CCI-000001"><definition>d</definition></cci_item>';
    const data = `<cci_list><cci_items>${item}${item}<cci_item id="CCI-000002"/></cci_items></cci_list>`;
    expect(shown(await read({ name: 'a.xml', data }))).toEqual([
      'duplicate-id -: 2 items have the id CCI-000001',
      'text-empty -: 1 CCIs have no definition: CCI-000002',
    ]);
  });
});

describe('stigkit validate --prior', () => {
  it('tells severities that moved, with rule and place, of a release and of a checklist', async () => {
    const release = await runCli('validate', V1R2, '--prior', V1R1, '--json');
    const moved = release.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(moved.map(({ code, rule, message }) => `${code} ${rule}: ${message}`)).toEqual([
      'severity-changed V-990011: the severity is medium; in V1R1 it is low',
      'severity-changed V-990014: the severity is low; in V1R1 it is medium',
    ]);
    for (const { rule, frame } of moved) expect(frame.text).toContain(`<Rule id="S${rule}`);
    const { out } = await runCli('validate', GW01, GW03, '--prior', join(ROOT, 'examples'));
    expect(out.match(/: warning: V-990011: the severity is medium; in V1R1 it is low/g)).toHaveLength(2);
    expect(out).toMatch(/gw03\.cklb:1:\d+#\/stigs\/0\/rules\/10: warning: V-990011/);
  });

  it('follows a rule through its renumbering', async () => {
    const v2r1 = join(ROOT, 'examples/renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml');
    const { out } = await runCli('validate', v2r1, '--prior', V1R1);
    expect(out).toContain('V-995011: the severity is medium; in V1R1 (there V-990011) it is low');
  });

  it('says where there is no release before', async () => {
    const { code, out } = await runCli('validate', V1R1, '--prior', V1R2);
    expect(code).toBe(0);
    expect(out).toContain(
      'the severities of Acme_Harbor_Gateway_STIG V1R1 were not compared: none given is older: V1R2',
    );
  });
});

describe('stigkit validate --release', () => {
  const foreign = async (name: string, change: (text: string) => string) => {
    const { readFileSync } = await import('node:fs');
    return join(folderOf({ [name]: change(readFileSync(GW01, 'utf8')) }), name);
  };
  const renamed = (text: string) => text.replaceAll('SV-990003r', 'SV-980003r').replaceAll('V-990003<', 'V-980003<');

  it('tells rules that a checklist lacks and those that are of none', async () => {
    const file = await foreign('gw.ckl', renamed);
    const { code, out } = await runCli('validate', file, '--release', V1R2, '--json');
    expect(code).toBe(1);
    const found = out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const about = found.filter(({ code }) => code.startsWith('rule-'));
    expect(about.map(({ code, severity, rule }) => [code, severity, rule])).toEqual([
      ['rule-foreign', 'error', 'V-980003'],
      ['rule-missing', 'warning', undefined],
    ]);
    expect(about[0].message).toMatch(/^SV-980003r\d+_rule is no rule of Acme_Harbor_Gateway_STIG V1R2$/);
    expect(about[1].message).toContain('lacks 1 of the 25 rules of Acme_Harbor_Gateway_STIG V1R2: V-990003');
    for (const { line } of about) expect(line).toBeGreaterThan(1);
  });

  it('takes releases among the inputs, in any order, for that', async () => {
    const file = await foreign('gw.ckl', renamed);
    for (const inputs of [
      [file, V1R2],
      [V1R2, file],
    ]) {
      const { code, out } = await runCli('validate', ...inputs);
      expect(code).toBe(1);
      expect(out).toMatch(/gw\.ckl:\d+:\d+: error: V-980003: SV-980003r\d+_rule is no rule of/);
    }
    // A checklist of another release is nobody's fault there.
    expect((await runCli('validate', GW02, V1R2)).out).not.toContain('release');
  });

  it('tells a revision that differs, and a release that was not given', async () => {
    const file = await foreign('gw.ckl', (text) => text.replaceAll(/SV-990003r\d+_rule/g, 'SV-990003r1_rule'));
    const revised = await runCli('validate', file, '--release', V1R2);
    expect(revised.code).toBe(0);
    expect(revised.out).toMatch(
      /V-990003: SV-990003r1_rule is another revision of the rule than .* V1R2 has \(SV-990003r/,
    );
    const { out } = await runCli('validate', GW02, '--release', V1R2);
    expect(out).toContain('V1R1 were not compared: only other releases of it were given: V1R2');
    const other = await foreign('o.ckl', (text) => text.replaceAll('Acme_Harbor_Gateway_STIG', 'Other_STIG'));
    expect((await runCli('validate', other, '--release', V1R2)).out).toContain('no release of it was given');
  });
});
