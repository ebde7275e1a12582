import { withAnnounced } from '../diff/announced.js';
import { blastRadius } from '../diff/blast.js';
import { type DiffOptions, diff, sideOf } from '../diff/index.js';
import {
  addCompared,
  addNew,
  addRetired,
  type ComparedStig,
  compareStig,
  emptyQuarter,
  planQuarter,
} from '../diff/quarter.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';
import type { RevisionHistory } from '../model/documents.js';
import type { QuarterDiff } from '../model/quarter-diff.js';
import type { DiffSide, ReleaseDiff } from '../model/release-diff.js';
import type { IndexedRelease } from './diff-sides.js';

/** How releases are compared, and what is laid beside the result. */
export interface CompareOptions {
  match: DiffOptions['match'];
  /** Rules or STIGs said to belong together: `[old, new]`. */
  pairs: readonly (readonly [string, string])[];
  /** What DISA says changed. */
  history: RevisionHistory | null;
  /** Checklists whose answers may go stale; `null` where that is not asked. */
  checklists: readonly Checklist[] | null;
}

/**
 * What changed between the releases of two inputs: of one against one a digest, of several a quarter. Two releases at a
 * time are in memory. One that turns out to be unreadable counts as not there, and what it was paired with is told of
 * accordingly. `null` where nothing is left of one side.
 */
export async function compareReleases(
  olds: readonly IndexedRelease[],
  news: readonly IndexedRelease[],
  options: CompareOptions,
): Promise<ReleaseDiff | QuarterDiff | null> {
  const rounds = new Rounds(options);
  for (;;) {
    const [before, after] = [rounds.readable(olds), rounds.readable(news)];
    if (before.length === 0 || after.length === 0) return null;
    const single = before.length === 1 && after.length === 1;
    const found = single ? await rounds.single(before[0]!, after[0]!) : await rounds.quarter(before, after);
    if (found !== null) return found;
  }
}

/** Goes over the releases until all that were asked for could be read. What was compared is not compared again. */
class Rounds {
  readonly #unreadable = new Set<IndexedRelease>();
  readonly #compared = new Map<IndexedRelease, { old: IndexedRelease; found: ComparedStig }>();
  readonly #sides = new Map<IndexedRelease, DiffSide>();

  constructor(readonly options: CompareOptions) {}

  readable(releases: readonly IndexedRelease[]): IndexedRelease[] {
    return releases.filter((release) => !this.#unreadable.has(release));
  }

  async single(old: IndexedRelease, now: IndexedRelease): Promise<ReleaseDiff | null> {
    const pair = await this.#pair(old, now);
    if (pair === null) return null;
    const [a, b] = pair;
    const { match, pairs } = this.options;
    const rules = pairs.filter(([x, y]) => !(isNamed(a, x) && isNamed(b, y)));
    return extended(diff(a, b, { match, pairs: rules }), pair, this.options);
  }

  /** `null` where a release could not be read: then pairs may be others. */
  async quarter(olds: readonly IndexedRelease[], news: readonly IndexedRelease[]): Promise<QuarterDiff | null> {
    const unreadable = this.#unreadable.size;
    const plan = planQuarter(olds, news, this.options.pairs);
    const result = emptyQuarter();
    for (const { now, old } of plan.news) {
      if (old === null) {
        const side = await this.#side(now);
        if (side !== null) addNew(result, side);
      } else {
        const found = await this.#compare(old.head, now, old.pairedBy);
        if (found !== null) addCompared(result, found);
      }
    }
    for (const old of plan.retired) {
      const side = await this.#side(old);
      if (side !== null) addRetired(result, side);
    }
    return this.#unreadable.size === unreadable ? result : null;
  }

  async #compare(
    old: IndexedRelease,
    now: IndexedRelease,
    pairedBy: ComparedStig['pairedBy'],
  ): Promise<ComparedStig | null> {
    const known = this.#compared.get(now);
    if (known !== undefined && known.old === old) return known.found;
    const pair = await this.#pair(old, now);
    if (pair === null) return null;
    const { match, pairs } = this.options;
    const compared = compareStig(...pair, pairedBy, { match, pairs });
    const whole = compared.list === 'unchanged' ? compared.diff : extended(compared.diff, pair, this.options);
    const found = cutLoose({ ...compared, diff: whole });
    this.#compared.set(now, { old, found });
    return found;
  }

  async #pair(old: IndexedRelease, now: IndexedRelease): Promise<[Benchmark, Benchmark] | null> {
    const [a, b] = [await this.#load(old), await this.#load(now)];
    return a === null || b === null ? null : [a, b];
  }

  async #side(release: IndexedRelease): Promise<DiffSide | null> {
    const known = this.#sides.get(release);
    if (known !== undefined) return known;
    const benchmark = await this.#load(release);
    if (benchmark === null) return null;
    const side = cutLoose(sideOf(benchmark));
    this.#sides.set(release, side);
    return side;
  }

  async #load(release: IndexedRelease): Promise<Benchmark | null> {
    if (this.#unreadable.has(release)) return null;
    const benchmark = await release.load();
    if (benchmark === null) this.#unreadable.add(release);
    return benchmark;
  }
}

function isNamed(benchmark: Benchmark, name: string): boolean {
  return benchmark.id === name || benchmark.title === name;
}

/** A digest with what DISA says beside it, and the checklists whose answers go stale. */
function extended(
  found: ReleaseDiff,
  [old, now]: readonly [Benchmark, Benchmark],
  { history, checklists }: CompareOptions,
): ReleaseDiff {
  const stigIds = [...old.rules, ...now.rules].flatMap((rule) => rule.stigId ?? []);
  const announced = history === null ? found : withAnnounced(found, history, stigIds);
  return checklists === null ? announced : { ...announced, blastRadius: blastRadius(found, checklists) };
}
