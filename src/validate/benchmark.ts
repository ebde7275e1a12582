import { cciInfo } from '../data/controls.js';
import type { Diagnostic } from '../io/diagnostic.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import { findingsOf, nameOf, repeated } from './finding.js';
import { findMojibake } from './mojibake.js';

type Find = ReturnType<typeof findingsOf>;

/**
 * Whether a benchmark makes sense: what a STIG's maintainer or user would want to know. Errors are what breaks tools
 * (no id, a rule id twice); real files of DISA have some of the warnings (15 repeat a STIG ID).
 */
export function validateBenchmark(benchmark: Benchmark): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(benchmark.sources[0]?.name, found);
  if (!benchmark.id) find('error', 'element-missing', 'the benchmark has no id');
  if (!benchmark.title) find('warning', 'element-missing', 'the benchmark has no title');
  if (benchmark.rules.length === 0) find('error', 'element-missing', 'the benchmark has no rules');
  if (benchmark.version === null) find('warning', 'element-missing', 'the benchmark has no version');
  if (benchmark.release === null) {
    const info =
      benchmark.releaseInfo === null
        ? 'there is no release-info'
        : `release-info reads ${JSON.stringify(benchmark.releaseInfo)}`;
    find('warning', 'release-unknown', `the release is not known: ${info}`);
  }
  findMojibake([benchmark.title, benchmark.description], find);
  validateIds(benchmark, find);
  validateProfiles(benchmark, find);
  for (const rule of benchmark.rules) validateRule(rule, find);
  return found;
}

function validateIds({ rules }: Benchmark, find: Find): void {
  for (const [id, n] of repeated(rules.map((r) => r.ruleId))) {
    find('error', 'duplicate-id', `${n} rules have the rule id ${id}`, { rule: id });
  }
  for (const [id, n] of repeated(rules.map((r) => r.vulnId))) {
    find('warning', 'duplicate-id', `${n} rules have the V-id ${id}`, { rule: id });
  }
  for (const [id, n] of repeated(rules.map((r) => r.stigId))) {
    find('warning', 'duplicate-stig-id', `${n} rules have the STIG ID ${id}`, { rule: id });
  }
}

function validateProfiles({ profiles, rules }: Benchmark, find: Find): void {
  const ids = new Set(rules.flatMap((r) => [r.vulnId, r.ruleId, ...r.groupTree.map((g) => g.id)]));
  for (const profile of profiles) {
    const unknown = profile.selects.filter((id) => !ids.has(id));
    if (unknown.length === 0) continue;
    const some = unknown.slice(0, 3).join(', ') + (unknown.length > 3 ? ', ...' : '');
    find(
      'warning',
      'profile-unresolved',
      `the profile ${profile.id} selects ${unknown.length} that are no rule or group: ${some}`,
    );
  }
}

function validateRule(rule: Rule, find: Find): void {
  const about = { rule: nameOf(rule) };
  if (rule.ruleId === null) find('error', 'element-missing', 'the rule has no id', about);
  if (!rule.title) find('warning', 'element-missing', 'the rule has no title', about);
  if (!rule.stigId) find('warning', 'element-missing', 'the rule has no STIG ID (version)', about);
  if (rule.severity === 'unknown') {
    const said = rule.extra?.verbatim?.severity;
    find(
      'warning',
      'severity-missing',
      said === undefined ? 'the rule has no severity' : `the severity is ${JSON.stringify(said)}`,
      about,
    );
  }
  // A check by OVAL has no text of its own.
  if (rule.check === null) find('warning', 'text-empty', 'the rule has no check', about);
  else if (!rule.check.text?.trim() && rule.check.system === null)
    find('warning', 'text-empty', 'the check has no text', about);
  if (rule.fix === null) find('warning', 'text-empty', 'the rule has no fix', about);
  for (const cci of rule.ccis) {
    const info = cciInfo(cci);
    if (info === undefined) find('warning', 'cci-unknown', `${cci} is not in DISA's list`, about);
    else if (info.deprecated) find('warning', 'cci-deprecated', `${cci} is deprecated`, about);
  }
  findMojibake([rule.title, rule.discussion, rule.check?.text, rule.fix?.text], find, about);
}
