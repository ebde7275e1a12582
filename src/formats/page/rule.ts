import { cciInfo, controlsOf, normalizeControl } from '../../data/controls.js';
import type { Source } from '../../io/source.js';
import type { Benchmark, Check, Control, Fix, Rule } from '../../model/benchmark.js';
import { revisionOf } from '../../model/ids.js';
import { categoryOf, type Severity } from '../../model/severity.js';

/** What a page says of a rule. */
export interface PageRule {
  vulnId: string | null;
  ruleId: string | null;
  stigId: string | null;
  severity: Severity;
  title: string | null;
  groupTitle: string | null;
  discussion: string | null;
  checks: Check[];
  fixes: Fix[];
  ccis: string[];
  /** Controls as printed, for CCIs that the data does not know. */
  controls: { control: string; title: string | null }[];
  legacyIds: string[];
  flattened: boolean;
}

/** A rule with what the page says and `null` for all else. */
export function ruleOf(page: PageRule): Rule {
  return {
    vulnId: page.vulnId,
    ruleId: page.ruleId,
    revision: revisionOf(page.ruleId),
    stigId: page.stigId,
    severity: page.severity,
    category: categoryOf(page.severity),
    weight: null,
    title: page.title,
    groupTitle: page.groupTitle,
    groupDescription: null,
    groupTree: [],
    discussion: page.discussion,
    falsePositives: null,
    falseNegatives: null,
    documentable: null,
    mitigations: null,
    severityOverrideGuidance: null,
    potentialImpacts: null,
    thirdPartyTools: null,
    mitigationControl: null,
    responsibility: null,
    iaControls: null,
    description: null,
    check: page.checks[0] ?? null,
    checks: page.checks,
    fix: page.fixes[0] ?? null,
    fixes: page.fixes,
    ccis: page.ccis,
    controls: controlsFor(page),
    legacyIds: page.legacyIds,
    references: [],
    targetKey: null,
    ...(page.flattened ? { flattened: true } : {}),
  };
}

/** A benchmark that knows only what a page says. */
export function benchmarkOf(
  source: Source,
  format: string,
  identity: Pick<Benchmark, 'title' | 'version' | 'release' | 'releaseName' | 'benchmarkDate' | 'releaseInfo'>,
  rules: Rule[],
): Benchmark {
  return {
    kind: 'benchmark',
    id: null,
    sourceId: null,
    ...identity,
    description: null,
    status: null,
    statusDate: null,
    notice: null,
    publisher: null,
    source: null,
    generator: null,
    conventionsVersion: null,
    profiles: [],
    rules,
    sources: [{ name: source.fileName, format, sha256: source.sha256 }],
  };
}

/**
 * The controls of the CCIs, out of the data. What the page prints counts only where a CCI is unknown or none is named;
 * pages print Rev 5, and print one control for the first CCI alone.
 */
function controlsFor({ ccis, controls }: PageRule): Control[] {
  const known = controlsOf(ccis);
  const unknown = ccis.filter((cci) => cciInfo(cci) === undefined);
  if (ccis.length > 0 && unknown.length === 0) return known;
  const printed = controls.flatMap(({ control, title }) => {
    const name = normalizeControl(control);
    if (name === null || known.some((k) => k.control === name || k.base === name)) return [];
    const base = /^[A-Z]{2}-\d+/.exec(name)![0];
    return [{ revision: 5 as const, control: name, base, title, ccis: unknown }];
  });
  return [...known, ...printed];
}
