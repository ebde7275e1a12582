import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import { mergeBenchmarks } from '../../src/merge/benchmarks.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import type { Overview, RevisionHistory } from '../../src/model/documents.js';
import { writeDocument } from '../../src/write.js';
import { benchmarkIn, textSource } from '../support/pages.js';

const EXAMPLES = join(import.meta.dirname, '../../examples');

const xccdf = (release = 'V1R2') => {
  const name = `U_Acme_Harbor_Gateway_STIG_${release}_Manual-xccdf.xml`;
  return benchmarkIn(new Source(name, readFileSync(join(EXAMPLES, name))));
};

/** A page of a benchmark, read back. */
async function pageOf(benchmark: Benchmark, format: string, name: string, as: 'text' | 'html' = 'text') {
  return benchmarkIn(textSource(name, String(await writeDocument(benchmark, format, { as }))));
}

const release = (b: Benchmark, as?: 'text' | 'html') => pageOf(b, 'release-page', 'release.txt', as);
const check = (b: Benchmark, i: number, as?: 'html') =>
  pageOf({ ...b, rules: [b.rules[i]!] }, 'check-page', `check-${i}.txt`, as);

function merge(...parts: (Benchmark | Overview | RevisionHistory)[]) {
  const reported: Diagnostic[] = [];
  const merged = mergeBenchmarks(parts, (d) => reported.push(d));
  return { merged, reported, told: reported.map(({ code, rule, message }) => ({ code, rule, message })) };
}

const noSources = ({ sources: _, ...rule }: Rule) => rule;

describe('merging sources of one release', () => {
  it('gives the XCCDF itself where its pages say the same', async () => {
    const file = await xccdf();
    const { merged, reported } = merge(await check(file, 3), await release(file), file);
    expect(reported).toEqual([]);
    expect(merged.rules.map(noSources)).toEqual(file.rules);
    expect(merged.rules[3]!.sources).toEqual([file.sources[0]!.name, 'check-3.txt', 'release.txt']);
    expect({ ...merged, rules: [], sources: [] }).toEqual({ ...file, rules: [], sources: [] });
    expect(merged.sources.map(({ name }) => name)).toEqual(['check-3.txt', 'release.txt', file.sources[0]!.name]);
  });

  it('fills the gaps of a release page from check pages, in the order of the release', async () => {
    const file = await xccdf();
    const { merged, reported } = merge(await check(file, 2), await check(file, 0), await release(file));
    expect(reported).toEqual([]);
    expect(merged.rules.map(({ vulnId }) => vulnId)).toEqual(file.rules.map(({ vulnId }) => vulnId));
    const [first, second, third] = merged.rules;
    expect([first!.title, second!.title, third!.title]).toEqual([file.rules[0]!.title, null, file.rules[2]!.title]);
    expect(third!.check!.id).toBe(file.rules[2]!.check!.id);
    expect(third!.ccis).toEqual(file.rules[2]!.ccis);
    expect(third!.sources).toEqual(['check-2.txt', 'release.txt']);
    expect([merged.title, merged.releaseName]).toEqual([file.title, 'V1R2']);
  });

  it('takes the text that kept its line breaks, of texts that say the same', async () => {
    const file = await xccdf();
    const { merged } = merge(await check(file, 1), await release(file, 'html'));
    const rule = merged.rules[1]!;
    expect(rule.check!.text).toBe(file.rules[1]!.check!.text);
    expect(rule.flattened).toBeUndefined();
    expect(rule.discussion).toBe(file.rules[1]!.discussion!.replace(/\s+/g, ' '));
  });

  it('reports conflicts with both values and both files, and keeps the more trusted', async () => {
    const file = await xccdf();
    const page = await check(file, 0);
    const rule = page.rules[0]!;
    page.rules[0] = {
      ...rule,
      severity: 'high',
      stigId: 'AHGW-00-000011',
      ccis: ['CCI-000054', 'CCI-000055'],
      title: null,
    };
    page.rules[0].checks = [{ ...rule.check!, text: rule.check!.text!.replace('exceeds "3"', 'exceeds "5"') }];
    const { merged, told } = merge(page, await release(file), file);
    expect(merged.rules.map(noSources)).toEqual(file.rules);
    const name = file.sources[0]!.name;
    expect(told.map(({ message }) => message)).toEqual([
      `stigId: ${name} has "AHGW-00-000010", check-0.txt has "AHGW-00-000011"; the value of ${name} was kept`,
      `severity: ${name} has "medium", check-0.txt has "high"; the value of ${name} was kept`,
      `ccis: ${name} has "CCI-000054", check-0.txt has "CCI-000054, CCI-000055"; the value of ${name} was kept`,
      `check.text: ${name} has "…set, or exceeds \\"3\\", this is a finding.", check-0.txt has "…set, or exceeds \\"5\\", ` +
        `this is a finding."; the value of ${name} was kept`,
    ]);
    expect(told.every(({ code, rule }) => code === 'merge-conflict' && rule === 'V-990001')).toBe(true);
  });

  it('reports checks that only a less trusted source has, and names files without their folders', async () => {
    const file = await xccdf();
    file.sources[0]!.name = `some/folder/${file.sources[0]!.name}`;
    const page = await release(file);
    const [rule] = page.rules;
    rule!.checks.push({ ...rule!.check!, text: 'Look twice.' });
    const { merged, reported } = merge(page, file);
    expect(merged.rules[0]!.checks).toEqual(file.rules[0]!.checks);
    expect(reported.map(({ file, message }) => [file, message])).toEqual([
      [
        'release.txt',
        'check: U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml has "1 of them", release.txt has "one more: Look twice."; ' +
          'the value of U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml was kept',
      ],
    ]);
  });

  it('trusts a check page more than a release page', async () => {
    const file = await xccdf();
    const page = await release(file);
    page.rules[0] = { ...page.rules[0]!, stigId: 'AHGW-00-000011' };
    const { merged, told } = merge(page, await check(file, 0));
    expect(merged.rules[0]!.stigId).toBe('AHGW-00-000010');
    expect(told.map(({ message }) => message)).toEqual([
      'stigId: check-0.txt has "AHGW-00-000010", release.txt has "AHGW-00-000011"; the value of check-0.txt was kept',
    ]);
  });

  it('matches by Rule ID left of r, then by STIG ID, where a source has no V-id', async () => {
    const file = await xccdf();
    const page = await release(file);
    page.rules[0] = { ...page.rules[0]!, vulnId: null, stigId: null };
    page.rules[1] = { ...page.rules[1]!, vulnId: null, ruleId: null };
    const { merged, reported } = merge(file, page);
    expect(reported).toEqual([]);
    expect(merged.rules).toHaveLength(file.rules.length);
    expect(merged.rules.slice(0, 2).map(({ sources }) => sources!.length)).toEqual([2, 2]);
  });

  it('does not join two rules that share a STIG ID or a V-id', async () => {
    const file = await xccdf();
    const twin: Rule = { ...file.rules[1]!, vulnId: 'V-990001', ruleId: 'SV-990099r1_rule', revision: '1' };
    const both = { ...file, rules: [file.rules[0]!, twin, { ...file.rules[2]!, stigId: file.rules[0]!.stigId }] };
    const page = await release(both);
    const { merged, reported } = merge(both, { ...page, rules: [...page.rules].reverse() });
    expect(reported).toEqual([]);
    expect(merged.rules.map(noSources)).toEqual(both.rules);
    expect(merged.rules.every(({ sources }) => sources!.length === 2)).toBe(true);
  });

  it('says which rules only one of two whole releases has', async () => {
    const file = await xccdf();
    const page = await release(file);
    const less = { ...file, rules: file.rules.slice(1) };
    const { merged, told } = merge({ ...page, rules: page.rules.slice(0, -1) }, less);
    expect(merged.rules.map(({ vulnId }) => vulnId)).toEqual([...less.rules.map(({ vulnId }) => vulnId), 'V-990001']);
    const name = file.sources[0]!.name;
    expect(told).toEqual([
      {
        code: 'merge-conflict',
        rule: 'V-990001',
        message: `the rule is in release.txt, but not in ${name}; it was put behind the rules of ${name}`,
      },
      {
        code: 'merge-conflict',
        rule: undefined,
        message: `release.txt lacks 1 rules of ${name}: ${file.rules.at(-1)!.vulnId}`,
      },
    ]);
  });

  it('attaches overview and revision history, and takes the release of the overview over a check page', async () => {
    const file = await xccdf();
    const source = (name: string) => [{ name, format: 'overview', sha256: '' }];
    const overview: Overview = {
      kind: 'overview',
      title: file.title,
      product: null,
      version: '1',
      release: '2',
      releaseName: 'V1R2',
      date: '09 July 2025',
      developedBy: null,
      sections: [],
      tables: [],
      figures: [],
      sources: source('overview.pdf'),
    };
    const history: RevisionHistory = {
      kind: 'revision-history',
      title: null,
      product: null,
      releaseName: null,
      date: null,
      entries: [],
      sources: source('history.pdf'),
    };
    const old = { ...(await check(file, 0)), release: '1', releaseName: 'V1R1' };
    const { merged, reported } = merge(overview, old, history, await release(file));
    expect([merged.releaseName, merged.benchmarkDate]).toEqual(['V1R2', '2025-07-09']);
    expect([merged.overview, merged.revisionHistory]).toEqual([overview, history]);
    expect(merged.sources.map(({ name }) => name)).toEqual([
      'check-0.txt',
      'release.txt',
      'overview.pdf',
      'history.pdf',
    ]);
    expect(reported.map(({ code }) => code)).toEqual(['release-label']);
  });
});

describe('sources that cannot be merged', () => {
  it('of two releases, unless every full Rule ID agrees', async () => {
    const [old, now] = [await xccdf('V1R1'), await xccdf()];
    const same = old.rules.filter((rule) => now.rules.some(({ ruleId }) => ruleId === rule.ruleId));
    const moved = old.rules.length - same.length;
    expect([same.length > 0, moved > 0]).toEqual([true, true]);
    let error: unknown;
    try {
      merge(now, await release(old, 'html'));
    } catch (e) {
      error = e;
    }
    const { diagnostics } = error as { diagnostics: Diagnostic[] };
    expect(diagnostics).toHaveLength(moved);
    expect(diagnostics.every(({ code, rule }) => code === 'release-mismatch' && rule !== undefined)).toBe(true);
    expect(diagnostics[0]!.message).toMatch(
      /release\.txt says V1R1, the release is V1R2; looked for the same Rule ID SV-/,
    );
    const { reported } = merge(now, { ...(await release(old, 'html')), rules: same });
    expect(reported.filter(({ code }) => code === 'release-label')).toHaveLength(same.length);
  });

  it('of a release page that compares with the release at hand, as it is of a later one', async () => {
    const [old, now] = [await xccdf('V1R1'), await xccdf()];
    const page = await benchmarkIn(
      textSource('later.txt', String(await writeDocument(now, 'release-page', { prior: old }))),
    );
    expect(() => merge(old, page)).toThrow(/later\.txt says that V1R1 is the release before it, the release is V1R1/);
  });

  it('of two guides', async () => {
    const file = await xccdf();
    const other = {
      ...file,
      id: 'Other_STIG',
      title: 'Other STIG',
      sources: [{ name: 'other.xml', format: 'xccdf', sha256: '' }],
    };
    expect(() => merge(file, other)).toThrow(
      /other\.xml is of "Other_STIG", .* of "Acme_Harbor_Gateway_STIG": only sources/,
    );
    const page = { ...(await release(file)), title: 'Other Security Technical Implementation Guide' };
    const moved = page.rules.map((rule) => ({ ...rule, ruleId: rule.ruleId!.replace(/r\d+/, 'r1') }));
    expect(() => merge(file, { ...page, rules: moved })).toThrow(/release\.txt is of "Other Security/);
    expect(merge(file, page).told.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^title: .* has "Acme Harbor .*, release\.txt has "Other Security/),
    ]);
  });

  it('without a benchmark among them', () => {
    expect(() => merge()).toThrow(/nothing to merge into/);
  });
});
