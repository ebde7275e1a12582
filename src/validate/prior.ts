import { matchRules } from '../diff/match.js';
import type { Diagnostic } from '../io/diagnostic.js';
import type { Benchmark, BenchmarkIdentity, Rule } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import { compareReleases } from '../model/release.js';
import { type Find, findingsOf, nameOf } from './finding.js';
import type { Locate, Spot } from './places.js';

/** A release, or what a checklist says of one, with its rules; those of a prior one without their texts. */
export interface PriorRelease extends BenchmarkIdentity {
  rules: Rule[];
}

/**
 * Holds the severities of a release, or of a checklist's STIGs, against the release before: a moved severity moves the
 * deadline of a finding, and is seldom meant in a copy that somebody edited. Of the releases given, the newest that is
 * older counts. Rules are matched as `diff` does, renumbered ones included.
 */
export function checkPrior(
  document: Benchmark | Checklist,
  priors: readonly PriorRelease[],
  locate?: Locate,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(document.sources[0]?.name, found, locate);
  sidesOf(document).forEach((side, at) => {
    const inChecklist = document.kind === 'checklist';
    const spot: Spot = inChecklist ? { stig: at } : {};
    const prior = releaseBefore(side, priors);
    if (prior === undefined) tellMissing(side, priors, spot, find);
    else compare(side, prior, (rule) => (inChecklist ? { stig: at, review: rule } : { rule }), find);
  });
  return found;
}

/** What is remembered of a release, or of the STIGs of a checklist: a library holds 400 releases. */
export function priorReleases(document: Benchmark | Checklist): PriorRelease[] {
  return sidesOf(document).map((side) => ({ ...side, rules: side.rules.map(withoutTexts) }));
}

function withoutTexts(rule: Rule): Rule {
  const { extra: _, ...plain } = rule;
  return { ...plain, discussion: null, description: null, check: null, checks: [], fix: null, fixes: [], controls: [] };
}

function sidesOf(document: Benchmark | Checklist): PriorRelease[] {
  if (document.kind === 'benchmark') {
    const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, rules } = document;
    return [{ id, title, version, release, releaseName, benchmarkDate, releaseInfo, rules }];
  }
  return document.stigs.map(({ benchmark, reviews }) => ({
    ...benchmark,
    rules: reviews.map(({ rule }) => rule),
  }));
}

function isSameStig(a: PriorRelease, b: PriorRelease): boolean {
  return a.id && b.id ? a.id === b.id : a.title !== null && a.title === b.title;
}

function releaseBefore(side: PriorRelease, priors: readonly PriorRelease[]): PriorRelease | undefined {
  return priors
    .filter((prior) => isSameStig(side, prior) && compareReleases(prior, side) < 0)
    .reduce<PriorRelease | undefined>(
      (best, prior) => (best === undefined || compareReleases(prior, best) > 0 ? prior : best),
      undefined,
    );
}

function tellMissing(side: PriorRelease, priors: readonly PriorRelease[], spot: Spot, find: Find): void {
  const same = priors.filter((prior) => isSameStig(side, prior)).map(nameOfRelease);
  const name = `${side.id ?? side.title ?? 'the STIG'} ${nameOfRelease(side)}`;
  const what = same.length === 0 ? 'no release of it was given' : `none given is older: ${same.join(', ')}`;
  find('warning', 'release-mismatch', `the severities of ${name} were not compared: ${what}`, {
    spot,
    hint: 'Give the release before it with --prior FILE|DIR.',
  });
}

function compare(side: PriorRelease, prior: PriorRelease, spotOf: (rule: number) => Spot, find: Find): void {
  const { pairs } = matchRules(prior.rules, side.rules);
  const places = new Map(side.rules.map((rule, at) => [rule, at]));
  for (const { old, new: now } of pairs) {
    if (old.severity === now.severity) continue;
    const renumbered = old.vulnId === now.vulnId ? '' : ` (there ${nameOf(old)})`;
    const message = `the severity is ${now.severity}; in ${nameOfRelease(prior)}${renumbered} it is ${old.severity}`;
    find('warning', 'severity-changed', message, {
      rule: nameOf(now),
      spot: spotOf(places.get(now)!),
      hint: "Look whether DISA's Revision History says so; if not, the copy was edited.",
    });
  }
}

function nameOfRelease({ releaseName }: PriorRelease): string {
  return releaseName ?? 'a release without a number';
}
