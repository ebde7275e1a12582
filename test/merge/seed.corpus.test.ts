import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { mergeBenchmarks } from '../../src/merge/benchmarks.js';
import type { Overview } from '../../src/model/documents.js';
import { corpusFiles, hasCorpus, sourceOf } from '../support/corpus.js';
import { benchmarkIn, hasRenderings, NEEDS_RENDERINGS, rendering } from '../support/pages.js';

/** What the overview of the seed says of its release; its own reader is tested elsewhere. */
const overview: Overview = {
  kind: 'overview',
  title: 'Mirantis Kubernetes Engine Security Technical Implementation Guide',
  product: 'Mirantis Kubernetes Engine',
  version: '2',
  release: '1',
  releaseName: 'V2R1',
  date: '24 July 2024',
  developedBy: null,
  sections: [{ number: '1', title: 'INTRODUCTION', level: 1, text: '', blocks: [] }],
  tables: [],
  figures: [],
  sources: [{ name: 'overview.txt', format: 'overview', sha256: '' }],
};

describe.skipIf(!hasCorpus || !hasRenderings)(`merging ${NEEDS_RENDERINGS}`, () => {
  const page = () => benchmarkIn(rendering('release-page.txt'));
  const check = () => benchmarkIn(rendering('check-page.txt'));
  const xccdf = () => benchmarkIn(sourceOf(corpusFiles('xccdf').find((name) => name.includes('Mirantis'))!));

  it('makes the release of page, check page and overview', async () => {
    const reported: Diagnostic[] = [];
    const merged = mergeBenchmarks([await page(), await check(), overview], (d) => reported.push(d));
    expect(merged.rules).toHaveLength(44);
    expect([merged.version, merged.release, merged.releaseName, merged.benchmarkDate]).toEqual([
      '2',
      '1',
      'V2R1',
      '2024-07-24',
    ]);
    expect(merged.title).toBe('Mirantis Kubernetes Engine Security Technical Implementation Guide');
    expect(merged.overview).toBe(overview);
    const rule = merged.rules.find(({ vulnId }) => vulnId === 'V-260937')!;
    expect(rule.title).toBe('The default seccomp profile must not be disabled.');
    expect(rule.discussion).toMatch(/^Seccomp filtering/);
    expect([rule.check!.id, rule.fix!.id]).toEqual(['C-64666r966166_chk', 'F-64574r966167_fix']);
    expect(rule.sources).toEqual(['check-page.txt', 'release-page.txt']);
    expect(reported.map(({ code, rule }) => [code, rule])).toEqual([['release-label', 'V-260937']]);
  });

  it('reports six Rule IDs against the XCCDF and nothing else, and keeps its layout', async () => {
    const reported: Diagnostic[] = [];
    const file = await xccdf();
    const merged = mergeBenchmarks([await page(), file], (d) => reported.push(d));
    expect(reported.map(({ code, rule }) => [code, rule])).toEqual(
      ['V-260903', 'V-260906', 'V-260909', 'V-260911', 'V-260938', 'V-260942'].map((id) => ['merge-conflict', id]),
    );
    expect(reported[0]!.message).toBe(
      'ruleId: U_Mirantis_Kubernetes_Engine_STIG_V2R1_Manual-xccdf.xml has "SV-260903r1015767_rule", ' +
        'release-page.txt has "SV-260903r986160_rule"; the value of U_Mirantis_Kubernetes_Engine_STIG_V2R1_Manual-xccdf.xml was kept',
    );
    expect(reported[0]!.hint).toMatch(/issued again under the same number/);
    expect(merged.rules.map(({ sources: _, ...rule }) => rule)).toEqual(file.rules);
    expect(merged.pageDigest?.priorRelease).toBe('V1R1');
    expect(merged.sources.map(({ format }) => format)).toEqual(['release-page', 'xccdf']);
  });

  it('merges a check page of V1R1 into V2R1 of the XCCDF, as its Rule ID stands', async () => {
    const reported: Diagnostic[] = [];
    const merged = mergeBenchmarks([await check(), await xccdf()], (d) => reported.push(d));
    expect(merged.releaseName).toBe('V2R1');
    expect(reported.map(({ code }) => code)).toEqual(['release-label']);
    expect(merged.rules.find(({ vulnId }) => vulnId === 'V-260937')!.cciDefinitions).toHaveLength(1);
  });

  it('refuses a check page of another release whose Rule ID moved', async () => {
    const other = await check();
    other.rules[0]!.ruleId = 'SV-260937r960001_rule';
    const file = await xccdf();
    expect(() => mergeBenchmarks([other, file], () => {})).toThrow(
      /check-page\.txt says V1R1, the release is V2R1; looked for the same Rule ID SV-260937r960001_rule, but U_Mirantis.* has SV-260937r966168_rule/,
    );
    expect(() => mergeBenchmarks([other, overview], () => {})).toThrow(/no source of V2R1 has the rule/);
  });
});
