import type { Benchmark } from '../model/benchmark.js';
import type { PairedBy, QuarterDiff, QuarterEntry, QuarterTotals } from '../model/quarter-diff.js';
import type { ReleaseDiff } from '../model/release-diff.js';
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
  const olds = newest(before);
  const news = newest(after);
  const { pairs, left } = pairUp(olds, news, options.benchmarkPairs ?? []);
  const result: QuarterDiff = {
    kind: 'quarter-diff',
    new: [],
    retired: left.map(sideOf),
    renamed: [],
    changed: [],
    reReleased: [],
    unchanged: [],
    totals: noTotals(olds, news),
  };
  for (const now of news) {
    yield;
    const pair = pairs.get(now);
    if (pair === undefined) {
      result.new.push(sideOf(now));
      continue;
    }
    const { old, pairedBy } = pair;
    if (old.id !== now.id || foldTitle(old.title) !== foldTitle(now.title)) {
      result.renamed.push({ old: sideOf(old), new: sideOf(now), pairedBy });
    }
    const entry: QuarterEntry = {
      pairedBy,
      diff: diff(old, now, { ...options, pairs: pairsWithin(options, old, now) }),
    };
    addTotals(result.totals, entry.diff);
    if (hasChanges(entry.diff)) result.changed.push(entry);
    else if (!isSameRelease(old, now)) result.reReleased.push(entry);
    else if (isChanged(entry.diff)) result.changed.push(entry);
    else result.unchanged.push(sideOf(now));
  }
  return result;
}

/** The pairs of rules that concern two releases. */
function pairsWithin({ pairs }: QuarterOptions, old: Benchmark, now: Benchmark) {
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
function newest(benchmarks: readonly Benchmark[]): Benchmark[] {
  const byId = new Map<string, Benchmark>();
  const order: string[] = [];
  benchmarks.forEach((benchmark, i) => {
    const key = benchmark.id === null ? `#${i}` : `${benchmark.id} ${foldTitle(benchmark.title)}`;
    const seen = byId.get(key);
    if (seen === undefined) order.push(key);
    if (seen === undefined || releaseOrder(benchmark, seen) > 0) byId.set(key, benchmark);
  });
  return order.map((key) => byId.get(key)!);
}

interface Paired {
  old: Benchmark;
  pairedBy: PairedBy;
}

function pairUp(olds: readonly Benchmark[], news: readonly Benchmark[], asked: readonly (readonly [string, string])[]) {
  const pairs = new Map<Benchmark, Paired>();
  const taken = new Set<Benchmark>();
  const take = (old: Benchmark, now: Benchmark, pairedBy: PairedBy) => {
    pairs.set(now, { old, pairedBy });
    taken.add(old);
  };
  for (const [oldName, newName] of asked) {
    const old = olds.find((b) => !taken.has(b) && (b.id === oldName || b.title === oldName));
    const now = news.find((b) => !pairs.has(b) && (b.id === newName || b.title === newName));
    if (old !== undefined && now !== undefined) take(old, now, 'pair');
  }
  const keys: [PairedBy, (b: Benchmark) => string][] = [
    ['id', (b) => b.id ?? ''],
    ['id', (b) => foldId(b.id)],
    ['title', (b) => foldTitle(b.title)],
    ['file', (b) => fileFamily(b.sources[0]?.name ?? '')],
  ];
  for (const [pairedBy, key] of keys) {
    const open = new Map<string, Benchmark[]>();
    for (const old of olds) if (!taken.has(old)) push(open, key(old), old);
    const claims = new Map<string, Benchmark[]>();
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

function noTotals(olds: readonly Benchmark[], news: readonly Benchmark[]): QuarterTotals {
  const rules = (list: readonly Benchmark[]) => list.reduce((sum, b) => sum + b.rules.length, 0);
  return {
    oldStigs: olds.length,
    newStigs: news.length,
    oldRules: rules(olds),
    newRules: rules(news),
    added: 0,
    removed: 0,
    renumbered: 0,
    contentChanged: 0,
    metadataChanged: 0,
    formattingOnly: 0,
    unchanged: 0,
  };
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
