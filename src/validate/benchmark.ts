import { cciInfo } from '../data/controls.js';
import type { Diagnostic } from '../io/diagnostic.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import { type Find, findingsOf, nameOf, repeated } from './finding.js';
import { findMojibake } from './mojibake.js';
import type { Locate } from './places.js';

const NO_CHECK =
  'An assessor cannot answer it. Look for the text in the release before, or ask who publishes the STIG.';
const NO_CCI = 'It maps to no control. `stigkit cci --control "AC-6 (8)"` shows the CCIs of a control.';
const OLD_CCI = '`stigkit cci --control "AC-6 (8)"` shows the CCIs that stand for the control now.';

/**
 * Whether a benchmark makes sense: what a STIG's maintainer or user would want to know. Errors are what breaks tools
 * (no id, a rule id twice); real files of DISA have some of the warnings (15 repeat a STIG ID).
 */
export function validateBenchmark(benchmark: Benchmark, locate?: Locate): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(benchmark.sources[0]?.name, found, locate);
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
  benchmark.rules.forEach((rule, at) => {
    validateRule(rule, at, find);
  });
  return found;
}

function validateIds({ rules }: Benchmark, find: Find): void {
  for (const [id, at] of repeated(rules.map((r) => r.ruleId))) {
    find('error', 'duplicate-id', `${at.length} rules have the rule id ${id}`, {
      rule: id,
      spot: { rule: at[1]! },
      hint: 'Give each rule an id of its own: tools keep one of them and drop the rest.',
    });
  }
  for (const [id, at] of repeated(rules.map((r) => r.vulnId))) {
    find('warning', 'duplicate-id', `${at.length} rules have the V-id ${id}`, { rule: id, spot: { rule: at[1]! } });
  }
  for (const [id, at] of repeated(rules.map((r) => r.stigId))) {
    find('warning', 'duplicate-stig-id', `${at.length} rules have the STIG ID ${id}`, {
      rule: id,
      spot: { rule: at[1]! },
      hint: 'Name these rules by V-id or Rule ID, which differ.',
    });
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
      { spot: {}, hint: 'Take them out of the profile, or give the rules they were meant for these ids.' },
    );
  }
}

function validateRule(rule: Rule, at: number, find: Find): void {
  const about = { rule: nameOf(rule), spot: { rule: at } };
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
  if (rule.check === null) find('warning', 'text-empty', 'the rule has no check', { ...about, hint: NO_CHECK });
  else if (!rule.check.text?.trim() && rule.check.system === null)
    find('warning', 'text-empty', 'the check has no text', { ...about, hint: NO_CHECK });
  if (rule.fix === null) find('warning', 'text-empty', 'the rule has no fix', about);
  for (const cci of rule.ccis) {
    const info = cciInfo(cci);
    if (info === undefined) find('warning', 'cci-unknown', `${cci} is not in DISA's list`, { ...about, hint: NO_CCI });
    else if (info.deprecated) {
      find('warning', 'cci-deprecated', `${cci} is withdrawn from DISA's list (deprecated)`, {
        ...about,
        hint: OLD_CCI,
      });
    }
  }
  findMojibake([rule.title, rule.discussion, rule.check?.text, rule.fix?.text], find, about);
}
