import { withAnnounced } from '../diff/announced.js';
import { blastRadius, outdatedChecklists } from '../diff/blast.js';
import { type DiffOptions, diff, sideOf } from '../diff/index.js';
import {
  addCompared,
  addNew,
  addRetired,
  type ComparedStig,
  compareStig,
  emptyQuarter,
  pairsWithin,
  planQuarter,
  type QuarterPlan,
} from '../diff/quarter.js';
import type { Diagnostic } from '../io/diagnostic.js';
import { inOrder } from '../io/in-order.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Checklist } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';
import type { RevisionHistory } from '../model/documents.js';
import type { PairedBy, QuarterDiff } from '../model/quarter-diff.js';
import type { DiffSide, ReleaseDiff } from '../model/release-diff.js';
import type { IndexedRelease, Loaded } from './diff-sides.js';
import type * as PackedEntry from './packed-entry.js';
import type { Reporter } from './reporter.js';
import type { Doer } from './threads.js';

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
 * What changed between the releases of two inputs: of one against one a digest, of several a quarter. Two releases a
 * thread are in memory, and the next ones of each. One that turns out to be unreadable counts as not there, and where it
 * was the only one of its STIG on its side, nothing is said of that STIG. `null` where nothing is left of one side.
 */
export async function compareReleases(
  olds: readonly IndexedRelease[],
  news: readonly IndexedRelease[],
  options: CompareOptions,
  doer: Doer,
  reporting: Pick<Reporter, 'report' | 'progress'>,
): Promise<ReleaseDiff | QuarterDiff | null> {
  const rounds = new Rounds(options, doer, reporting);
  for (;;) {
    const [before, after] = [rounds.readable(olds), rounds.readable(news)];
    if (before.length === 0 || after.length === 0) return null;
    const single = before.length === 1 && after.length === 1;
    const found = single ? await rounds.single(before[0]!, after[0]!) : await rounds.quarter(before, after);
    if (found !== null) return found;
  }
}

/** A STIG in its turn: in both collections, or in one alone. */
interface Turn {
  old: IndexedRelease | null;
  now: IndexedRelease | null;
  pairedBy: PairedBy | null;
}

/** The same, read; what is known from an earlier round is not read again. */
type Read = Turn & { before: Loaded | null; after: Loaded | null };

/** Goes over the releases until all that were asked for could be read. What was compared is not compared again. */
class Rounds {
  readonly #unreadable = new Set<IndexedRelease>();
  readonly #compared = new Map<IndexedRelease, { old: IndexedRelease; found: ComparedStig }>();
  readonly #sides = new Map<IndexedRelease, DiffSide>();
  /** Set where there are many: one digest is not packed, and the code for it not loaded. */
  #packed: typeof PackedEntry.packed | undefined;
  readonly #usedPairs = new Set<readonly [string, string]>();

  constructor(
    readonly options: CompareOptions,
    readonly doer: Doer,
    readonly reporting: Pick<Reporter, 'report' | 'progress'>,
  ) {}

  readable(releases: readonly IndexedRelease[]): IndexedRelease[] {
    return releases.filter((release) => !this.#unreadable.has(release));
  }

  async single(old: IndexedRelease, now: IndexedRelease): Promise<ReleaseDiff | null> {
    const pair = this.#pairOf(await this.#read({ old, now, pairedBy: null }));
    if (pair === null) return null;
    const [a, b] = pair;
    const { match, pairs } = this.options;
    const rules = pairs.filter(([x, y]) => !(isNamed(a, x) && isNamed(b, y)));
    return extended(diff(a, b, { match, pairs: rules }), pair, this.options);
  }

  /** `null` where a release could not be read: then pairs may be others. */
  async quarter(olds: readonly IndexedRelease[], news: readonly IndexedRelease[]): Promise<QuarterDiff | null> {
    this.#packed ??= (await import('./packed-entry.js')).packed;
    const unreadable = this.#unreadable.size;
    const plan = planQuarter(olds, news, this.options.pairs);
    const turns: Turn[] = [
      ...plan.news.map(({ now, old }) => ({ now, old: old?.head ?? null, pairedBy: old?.pairedBy ?? null })),
      ...plan.retired.map((old) => ({ old, now: null, pairedBy: null })),
    ].filter((turn) => !this.#isHalfRead(turn));
    const result = emptyQuarter();
    // With one thread each pair is let go of before the next is read.
    const room = { items: this.doer.threads === 1 ? 1 : this.doer.threads };
    for await (const read of inOrder(each(turns), (turn) => this.#read(turn), room)) this.#tell(read, result);
    if (this.#unreadable.size > unreadable) return null;
    this.#tellUnusedPairs(plan);
    const { checklists } = this.options;
    return checklists === null ? result : { ...result, outdatedChecklists: outdatedChecklists(result, checklists) };
  }

  /**
   * Whether a STIG is alone only because its other release could not be read, of which there is an error: nothing is
   * said of it then, least of all that it is new or retired.
   */
  #isHalfRead({ old, now }: Turn): boolean {
    if ((old !== null && now !== null) || this.#unreadable.size === 0) return false;
    const lost = [...this.#unreadable];
    const [olds, news] = old === null ? [lost, [now!]] : [[old], lost];
    return planQuarter(olds, news, this.options.pairs).news.some((pair) => pair.old !== null);
  }

  #tellUnusedPairs({ news }: QuarterPlan<IndexedRelease>): void {
    for (const asked of this.options.pairs) {
      const [old, now] = asked;
      const isStig = news.some((n) => n.old !== null && isNamed(n.old.head, old) && isNamed(n.now, now));
      if (!isStig && !this.#usedPairs.has(asked)) this.reporting.report(unusedPair(asked));
    }
  }

  #tell(read: Read, result: QuarterDiff): void {
    const { old, now } = read;
    if (old !== null && now !== null) {
      const found = this.#compare(read);
      if (found !== null) addCompared(result, found);
      return;
    }
    const side = this.#side((now ?? old)!, read.after ?? read.before);
    if (side === null) return;
    if (now !== null) addNew(result, side);
    else addRetired(result, side);
  }

  #compare(read: Read): ComparedStig | null {
    const [old, now] = [read.old!, read.now!];
    const known = this.#known(old, now);
    if (known !== null) return known;
    const pair = this.#pairOf(read);
    if (pair === null) return null;
    const { match, pairs } = this.options;
    for (const used of pairsWithin({ pairs }, ...pair) ?? []) this.#usedPairs.add(used);
    const compared = compareStig(...pair, read.pairedBy!, { match, pairs });
    const { entry, list } = compared;
    const whole = list === 'unchanged' ? entry.diff : extended(entry.diff, pair, this.options);
    const found = { ...compared, entry: this.#packed!({ ...entry, diff: whole }) };
    this.#compared.set(now, { old, found });
    return found;
  }

  #known(old: IndexedRelease, now: IndexedRelease): ComparedStig | null {
    const known = this.#compared.get(now);
    return known?.old === old ? known.found : null;
  }

  #side(release: IndexedRelease, loaded: Loaded | null): DiffSide | null {
    const known = this.#sides.get(release);
    if (known !== undefined) return known;
    const benchmark = this.#take(release, loaded);
    if (benchmark === null) return null;
    const side = cutLoose(sideOf(benchmark));
    this.#sides.set(release, side);
    return side;
  }

  #pairOf({ old, now, before, after }: Read): [Benchmark, Benchmark] | null {
    const [a, b] = [this.#take(old!, before), this.#take(now!, after)];
    return a === null || b === null ? null : [a, b];
  }

  /** What was read of a release, after what there is to tell of it has been told. */
  #take(release: IndexedRelease, loaded: Loaded | null): Benchmark | null {
    if (loaded === null) return null;
    loaded.diagnostics.forEach(this.reporting.report);
    if (loaded.benchmark === null) this.#unreadable.add(release);
    return loaded.benchmark;
  }

  async #read(turn: Turn): Promise<Read> {
    const { old, now } = turn;
    const isKnown = old !== null && now !== null ? this.#known(old, now) !== null : this.#sides.has((now ?? old)!);
    if (isKnown) return { ...turn, before: null, after: null };
    return { ...turn, before: await this.#load(old), after: await this.#load(now) };
  }

  async #load(release: IndexedRelease | null): Promise<Loaded | null> {
    if (release === null || this.#unreadable.has(release)) return null;
    const { progress } = this.reporting;
    progress.next(release.input);
    const loaded = await release.load(this.doer);
    if (!release.counted) {
      release.counted = true;
      const rules = loaded.benchmark?.rules.length ?? 0;
      progress.done({ bytes: release.size, documents: loaded.benchmark === null ? 0 : 1, rules });
    }
    return loaded;
  }
}

/** What is said of a --pair that has no effect. */
export function unusedPair([old, now]: readonly [string, string]): Diagnostic {
  return {
    code: 'value-invalid',
    severity: 'warning',
    message: `the pair ${old}=${now} names no two STIGs or rules that are there`,
    hint: 'Name STIGs by id or title, rules by V-id, Rule ID or STIG ID, the old one first.',
  };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function isNamed(benchmark: Pick<Benchmark, 'id' | 'title'>, name: string): boolean {
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
