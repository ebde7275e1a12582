import type { Benchmark, BenchmarkIdentity, Rule } from '../model/benchmark.js';
import { compareReleases } from '../model/release.js';
import type { DiffSignal } from '../model/release-diff.js';
import type { Comparison } from './compare.js';
import { CONTENT_FIELDS, REVISION_FIELDS } from './fields.js';
import type { Matching, RulePair } from './match.js';
import { foldId, foldTitle } from './names.js';

/** What is to be said of two releases as a whole, before their rules. */
export function releaseSignals(
  before: Benchmark,
  after: Benchmark,
  matching: Matching,
  changed: boolean,
): DiffSignal[] {
  const signals: DiffSignal[] = [];
  const say = (code: DiffSignal['code'], message: string) =>
    signals.push({ code, vulnId: null, stigId: null, message });
  const different = isDifferentBenchmark(before, after, matching);
  if (different) {
    say(
      'different-benchmark',
      `These are two different STIGs: ${named(before)} and ${named(after)} have ${matching.pairs.length} rules in common.`,
    );
  }
  // Release numbers of two STIGs tell nothing of their order.
  const order = different ? 0 : releaseOrder(before, after);
  if (order > 0) {
    say(
      'reversed-order',
      `The old release, ${labelled(before)}, is newer than the new one, ${labelled(after)}: the two may have been swapped.`,
    );
  }
  if (changed && before.releaseName !== null && before.releaseName === after.releaseName && sameStig(before, after)) {
    const dates =
      before.benchmarkDate === after.benchmarkDate
        ? 'the same date'
        : `dates ${before.benchmarkDate ?? 'unknown'} and ${after.benchmarkDate ?? 'unknown'}`;
    say('reissued', `${after.releaseName} was issued again with other content: both have that number and ${dates}.`);
  }
  for (const [old, now] of matching.unknownPairs) {
    say('unknown-pair', `The pair ${old}=${now} names no two rules that are free to be matched.`);
  }
  signals.push(...splits(matching));
  signals.push(...duplicates(before, after, 'vulnId'), ...duplicates(before, after, 'stigId'));
  return signals;
}

/** Which texts were compared in no rule, as one of the releases has none: a benchmark for scanners checks by OVAL. */
export function notCompared(before: ReadonlySet<string>, after: ReadonlySet<string>): DiffSignal[] {
  const texts = [...CONTENT_FIELDS, 'title'];
  const lacking = (side: string, has: ReadonlySet<string>, other: ReadonlySet<string>): DiffSignal[] =>
    texts
      .filter((field) => other.has(field) && !has.has(field))
      .map((field) => ({
        code: 'not-compared',
        vulnId: null,
        stigId: null,
        message: `The ${field} was not compared: no rule of the ${side} release has one.`,
      }));
  return [...lacking('old', before, after), ...lacking('new', after, before)];
}

/** Whether a rule's revision and its text disagree. */
export function ruleSignal({ old, new: now }: RulePair, found: Comparison): DiffSignal | null {
  if (old.revision === null || now.revision === null) return null;
  const { vulnId, stigId } = now;
  const moved = old.revision !== now.revision;
  if (!moved && old.ruleId === now.ruleId && found.content.length > 0) {
    const fields = found.content.map((c) => c.field).join(', ');
    const message = `${fields} changed while the Rule ID stayed ${now.ruleId}.`;
    return { code: 'text-without-revision', vulnId, stigId, message };
  }
  const silent = found.content.length === 0 && found.metadata.every((c) => REVISION_FIELDS.has(c.field));
  if (!moved || !silent) return null;
  const but = found.formatting.length > 0 ? 'nothing but formatting changed' : 'nothing else changed';
  const message = `The revision moved from ${old.revision} to ${now.revision}; ${but}.`;
  return { code: 'revision-without-text', vulnId, stigId, message };
}

/** What legacy ids tell of rules that became several, and of several that became one. */
function splits({ claims, pairs }: Matching): DiffSignal[] {
  const nowOf = new Map(pairs.map((pair) => [pair.old, pair.new]));
  const wasOf = new Map(pairs.map((pair) => [pair.new, pair.old]));
  return claims.map(({ old, new: now }) => {
    const [was, is] = [wasOf.get(now), nowOf.get(old)];
    const { vulnId, stigId } = was === undefined ? now : old;
    const [a, b] = [idOf(old), idOf(now)];
    const message =
      is !== undefined
        ? `${b} was split off ${a}${idOf(is) === a ? '' : `, which is ${idOf(is)} now`}: so their legacy ids say.`
        : was !== undefined
          ? `${a} was merged into ${b}${idOf(was) === b ? '' : `, which was ${idOf(was)}`}: so their legacy ids say.`
          : `${a} and ${b} belong together by their legacy ids, and others with them: a split or a merge, not matched.`;
    return { code: 'split-or-merge', vulnId, stigId, message };
  });
}

function idOf({ vulnId, ruleId, stigId }: Rule): string {
  return vulnId ?? ruleId ?? stigId ?? 'a rule without an id';
}

type ReleaseOfStig = Pick<BenchmarkIdentity, 'version' | 'release' | 'benchmarkDate'>;

/** Above 0 where the old release is the newer one, by number, else by date; 0 where neither tells. */
export function releaseOrder(before: ReleaseOfStig, after: ReleaseOfStig): number {
  if (before.version !== null && after.version !== null && before.release !== null && after.release !== null) {
    const order = compareReleases(before, after);
    if (order !== 0) return order;
  }
  if (before.benchmarkDate === null || after.benchmarkDate === null) return 0;
  return before.benchmarkDate < after.benchmarkDate ? -1 : before.benchmarkDate > after.benchmarkDate ? 1 : 0;
}

/** Ids and titles change from release to release of one STIG, seldom both, and its rules stay. */
function isDifferentBenchmark(before: Benchmark, after: Benchmark, matching: Matching): boolean {
  if (sameStig(before, after)) return false;
  const fewer = Math.min(before.rules.length, after.rules.length);
  return matching.pairs.length * 2 < fewer || fewer === 0;
}

function sameStig(a: Benchmark, b: Benchmark): boolean {
  if (a.id !== null && b.id !== null && (a.id === b.id || foldId(a.id) === foldId(b.id))) return true;
  return foldTitle(a.title) === foldTitle(b.title);
}

function named(b: Benchmark): string {
  return b.title?.trim() || b.id || 'a STIG without a name';
}

function labelled(b: Benchmark): string {
  return [b.releaseName, b.benchmarkDate].filter((part) => part !== null).join(' of ') || named(b);
}

function duplicates(before: Benchmark, after: Benchmark, field: 'vulnId' | 'stigId'): DiffSignal[] {
  const [name, code] =
    field === 'vulnId' ? (['V-id', 'duplicate-vuln-id'] as const) : (['STIG ID', 'duplicate-stig-id'] as const);
  const now = repeated(after.rules, field);
  const was = repeated(before.rules, field);
  return [...new Set([...now.keys(), ...was.keys()])].map((id) => {
    const [a, b] = [was.get(id), now.get(id)];
    const where = a && b ? 'both releases' : b ? 'the new release' : 'the old release';
    const rule = (b ?? a)![0]!;
    const ids = (b ?? a)!.map((r) => r.ruleId ?? 'a rule without an id').join(', ');
    return {
      code,
      vulnId: rule.vulnId,
      stigId: rule.stigId,
      message: `The ${name} ${id} stands on several rules of ${where}: ${ids}.`,
    };
  });
}

function repeated(rules: readonly Rule[], field: 'vulnId' | 'stigId'): Map<string, Rule[]> {
  // In nearly every release no id is repeated: a set of them costs a fraction of the lists.
  if (new Set(rules.map((rule) => rule[field])).size === rules.length) return new Map();
  const byId = new Map<string, Rule[]>();
  for (const rule of rules) {
    const id = rule[field];
    if (id === null || id === '') continue;
    const list = byId.get(id);
    if (list === undefined) byId.set(id, [rule]);
    else list.push(rule);
  }
  return new Map([...byId].filter(([, list]) => list.length > 1));
}
