import type { Benchmark } from '../model/benchmark.js';
import type { PairedBy, QuarterDiff, QuarterEntry, QuarterTotals } from '../model/quarter-diff.js';
import type { DiffSide, ReleaseDiff } from '../model/release-diff.js';
import { REVISION_FIELDS } from './fields.js';
import { diff, isChanged, sideOf } from './index.js';
import { isNamed, type MatchOptions } from './match.js';
import { fileFamily, foldId, foldTitle } from './names.js';
import { releaseOrder } from './signals.js';

/** How to compare two collections. */
export interface QuarterOptions extends MatchOptions {
  /** STIGs said to belong together, each by id or title: `[old, new]`. */
  benchmarkPairs?: readonly (readonly [string, string])[] | undefined;
}

/** What pairing needs of a release: a benchmark, or what was kept of one. */
export type ReleaseHead = Pick<Benchmark, 'id' | 'title' | 'version' | 'release' | 'benchmarkDate'> & {
  sources: readonly { name: string }[];
};

/** Which releases of two collections are compared. */
export interface QuarterPlan<T> {
  /** Each STIG of the new collection, in its order, with the one of the old that it is. */
  news: { now: T; old: { head: T; pairedBy: PairedBy } | null }[];
  /** STIGs of the old collection alone, in its order. */
  retired: T[];
}

/** A STIG of both collections, compared. */
export interface ComparedStig {
  entry: QuarterEntry;
  isRenamed: boolean;
  list: 'changed' | 'reReleased' | 'unchanged';
}

/**
 * What changed between two collections of releases. STIGs are paired by those asked for, id, title, and the family of
 * their file names (ids and names do change). Of several releases of one STIG in a collection the newest counts. The order
 * is that of the new collection.
 */
export function diffReleases(
  before: readonly Benchmark[],
  after: readonly Benchmark[],
  options: QuarterOptions = {},
): QuarterDiff {
  const steps = quarterSteps(before, after, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `diffReleases` STIG by STIG, for those who have other work to do between them. */
export function* quarterSteps(
  before: readonly Benchmark[],
  after: readonly Benchmark[],
  options: QuarterOptions = {},
): Generator<void, QuarterDiff> {
  const plan = planQuarter(before, after, options.benchmarkPairs);
  const result = emptyQuarter();
  for (const { now, old } of plan.news) {
    yield;
    if (old === null) addNew(result, sideOf(now));
    else addCompared(result, compareStig(old.head, now, old.pairedBy, options));
  }
  for (const old of plan.retired) addRetired(result, sideOf(old));
  return result;
}

/** Pairs the releases of two collections, by what names them alone: `diffReleases` says how. */
export function planQuarter<T extends ReleaseHead>(
  before: readonly T[],
  after: readonly T[],
  asked: QuarterOptions['benchmarkPairs'] = [],
): QuarterPlan<T> {
  const olds = newest(before);
  const news = newest(after);
  const { pairs, left } = pairUp(olds, news, asked);
  return { news: news.map((now) => ({ now, old: pairs.get(now) ?? null })), retired: left };
}

/** Compares two releases of one STIG. */
export function compareStig(
  old: Benchmark,
  now: Benchmark,
  pairedBy: PairedBy,
  options: QuarterOptions = {},
): ComparedStig {
  const found = diff(old, now, { ...options, pairs: pairsWithin(options, old, now) });
  const isSame = isSameRelease(old, now);
  const list = hasChanges(found) || (isSame && isChanged(found)) ? 'changed' : isSame ? 'unchanged' : 'reReleased';
  return {
    entry: { pairedBy, diff: found },
    isRenamed: old.id !== now.id || foldTitle(old.title) !== foldTitle(now.title),
    list,
  };
}

/** A quarter in which nothing is told yet. */
export function emptyQuarter(): QuarterDiff {
  const lists = { new: [], retired: [], renamed: [], changed: [], reReleased: [], unchanged: [] };
  return { kind: 'quarter-diff', ...lists, totals: noTotals() };
}

/** Tells of a STIG that the new collection alone has. */
export function addNew(quarter: QuarterDiff, side: DiffSide): void {
  quarter.new.push(side);
  count(quarter.totals, null, side);
}

/** Tells of a STIG that the old collection alone has. */
export function addRetired(quarter: QuarterDiff, side: DiffSide): void {
  quarter.retired.push(side);
  count(quarter.totals, side, null);
}

/** Tells of a STIG in both. */
export function addCompared(quarter: QuarterDiff, { isRenamed, list, entry }: ComparedStig): void {
  const { diff } = entry;
  const { old, new: now } = diff;
  count(quarter.totals, old, now);
  addTotals(quarter.totals, diff);
  if (isRenamed) quarter.renamed.push({ old, new: now, pairedBy: entry.pairedBy });
  if (list === 'unchanged') quarter.unchanged.push(now);
  else quarter[list].push(entry);
}

/** The pairs of rules that concern two releases. */
export function pairsWithin({ pairs }: QuarterOptions, old: Benchmark, now: Benchmark) {
  return pairs?.filter(([a, b]) => old.rules.some((r) => isNamed(r, a)) && now.rules.some((r) => isNamed(r, b)));
}

/** Whether anything changed but revisions, check ids and fix ids. */
function hasChanges(d: ReleaseDiff): boolean {
  return (
    d.added.length + d.removed.length + d.renumbered.length + d.contentChanged.length > 0 ||
    d.metadataChanged.some((entry) => entry.fields.some((f) => !REVISION_FIELDS.has(f.field)))
  );
}

function isSameRelease(a: Benchmark, b: Benchmark): boolean {
  return a.version === b.version && a.release === b.release && a.benchmarkDate === b.benchmarkDate;
}

/** Each STIG once: of several releases with one id the newest. */
function newest<T extends ReleaseHead>(benchmarks: readonly T[]): T[] {
  const byId = new Map<string, T>();
  const order: string[] = [];
  benchmarks.forEach((benchmark, i) => {
    const key = benchmark.id === null ? `#${i}` : `${benchmark.id} ${foldTitle(benchmark.title)}`;
    const seen = byId.get(key);
    if (seen === undefined) order.push(key);
    if (seen === undefined || releaseOrder(benchmark, seen) > 0) byId.set(key, benchmark);
  });
  return order.map((key) => byId.get(key)!);
}

function pairUp<T extends ReleaseHead>(
  olds: readonly T[],
  news: readonly T[],
  asked: readonly (readonly [string, string])[],
) {
  const pairs = new Map<T, { head: T; pairedBy: PairedBy }>();
  const taken = new Set<T>();
  const take = (old: T, now: T, pairedBy: PairedBy) => {
    pairs.set(now, { head: old, pairedBy });
    taken.add(old);
  };
  for (const [oldName, newName] of asked) {
    const old = olds.find((b) => !taken.has(b) && (b.id === oldName || b.title === oldName));
    const now = news.find((b) => !pairs.has(b) && (b.id === newName || b.title === newName));
    if (old !== undefined && now !== undefined) take(old, now, 'pair');
  }
  const keys: [PairedBy, (b: T) => string][] = [
    ['id', (b) => b.id ?? ''],
    ['id', (b) => foldId(b.id)],
    ['title', (b) => foldTitle(b.title)],
    ['file', (b) => fileFamily(b.sources[0]?.name ?? '')],
  ];
  for (const [pairedBy, key] of keys) {
    const open = new Map<string, T[]>();
    for (const old of olds) if (!taken.has(old)) push(open, key(old), old);
    const claims = new Map<string, T[]>();
    for (const now of news) if (!pairs.has(now)) push(claims, key(now), now);
    for (const [name, list] of claims) {
      const candidates = open.get(name);
      // An empty name, or one that two STIGs bear, says nothing.
      if (name !== '' && list.length === 1 && candidates?.length === 1) take(candidates[0]!, list[0]!, pairedBy);
    }
  }
  return { pairs, left: olds.filter((b) => !taken.has(b)) };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function noTotals(): QuarterTotals {
  return {
    oldStigs: 0,
    newStigs: 0,
    oldRules: 0,
    newRules: 0,
    added: 0,
    removed: 0,
    renumbered: 0,
    contentChanged: 0,
    metadataChanged: 0,
    formattingOnly: 0,
    unchanged: 0,
  };
}

function count(totals: QuarterTotals, old: DiffSide | null, now: DiffSide | null): void {
  if (old !== null) totals.oldStigs++;
  if (now !== null) totals.newStigs++;
  totals.oldRules += old?.ruleCount ?? 0;
  totals.newRules += now?.ruleCount ?? 0;
}

function addTotals(totals: QuarterTotals, d: ReleaseDiff): void {
  totals.added += d.added.length;
  totals.removed += d.removed.length;
  totals.renumbered += d.renumbered.length;
  totals.contentChanged += d.contentChanged.length;
  totals.metadataChanged += d.metadataChanged.length;
  totals.formattingOnly += d.formattingOnly.length;
  totals.unchanged += d.unchanged;
}
