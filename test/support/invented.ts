import type { Benchmark, Rule } from '../../src/model/benchmark.js';

/** A rule with nothing in it but what is given. `check` and `fix` are texts. */
export function inventedRule(
  n: number,
  fields: Partial<Omit<Rule, 'check' | 'fix'>> & { check?: string; fix?: string } = {},
): Rule {
  const { check: checkText = `Check ${n}.`, fix: fixText = `Fix ${n}.`, ...rest } = fields;
  const check = { id: `C-${n}`, system: null, contentRef: null, text: checkText };
  const fix = { id: `F-${n}`, text: fixText };
  return {
    vulnId: `V-${n}`,
    ruleId: `SV-${n}r1_rule`,
    revision: '1',
    stigId: `ACME-00-${n}`,
    severity: 'medium',
    category: 'CAT II',
    weight: '10.0',
    title: `Title ${n}`,
    groupTitle: 'SRG-APP-000001',
    groupDescription: '',
    groupTree: [],
    discussion: `Discussion ${n}.`,
    falsePositives: '',
    falseNegatives: '',
    documentable: 'false',
    mitigations: '',
    severityOverrideGuidance: '',
    potentialImpacts: '',
    thirdPartyTools: '',
    mitigationControl: '',
    responsibility: null,
    iaControls: '',
    description: null,
    check,
    checks: [check],
    fix,
    fixes: [fix],
    ccis: ['CCI-000001'],
    controls: [],
    legacyIds: [],
    references: [],
    targetKey: '1',
    ...rest,
  };
}

/** A release of an invented STIG. */
export function inventedBenchmark(rules: Rule[], fields: Partial<Benchmark> = {}): Benchmark {
  return {
    kind: 'benchmark',
    id: 'Acme_STIG',
    sourceId: 'Acme_STIG',
    title: 'Acme Security Technical Implementation Guide',
    description: null,
    version: '1',
    release: '1',
    releaseName: 'V1R1',
    benchmarkDate: '2025-01-01',
    releaseInfo: null,
    status: 'accepted',
    statusDate: null,
    notice: null,
    publisher: 'DISA',
    source: 'STIG.DOD.MIL',
    generator: null,
    conventionsVersion: null,
    profiles: [],
    rules,
    sources: [],
    ...fields,
  };
}

/** What a release after `inventedBenchmark` has. */
export const NEXT = { release: '2', releaseName: 'V1R2', benchmarkDate: '2025-04-01' } as const;
