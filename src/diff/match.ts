import type { Rule } from '../model/benchmark.js';
import { stableRuleId } from '../model/ids.js';
import type { MatchedBy } from '../model/release-diff.js';

/** A rule in both releases. */
export interface RulePair {
  old: Rule;
  new: Rule;
  matchedBy: MatchedBy;
}

/** How to match the rules of two releases. */
export interface MatchOptions {
  /** `vuln-id` leaves what has no rule of the same V-id unmatched. */
  match?: 'all' | 'vuln-id' | undefined;
  /** Rules said to belong together, each by V-id, Rule ID or STIG ID: `[old, new]`. They go before everything else. */
  pairs?: readonly (readonly [string, string])[] | undefined;
}

/** Every rule of both releases, once. */
export interface Matching {
  /** In the order of the new release. */
  pairs: RulePair[];
  /** Rules of the new release alone, in its order. */
  added: Rule[];
  /** Rules of the old release alone, in its order. */
  removed: Rule[];
  /** Rules that name each other by legacy id and are no pair: of a split or a merge, one at least is left unmatched. */
  claims: { old: Rule; new: Rule }[];
  /** Pairs asked for of which one rule or both are not there. */
  unknownPairs: (readonly [string, string])[];
}

/**
 * Matches the rules of two releases: pairs that were asked for; V-id, with the Rule ID where a group holds two rules;
 * Rule ID for rules without a V-id; legacy ids in both directions; STIG ID. Likeness of texts matches nothing.
 */
export function matchRules(before: readonly Rule[], after: readonly Rule[], options: MatchOptions = {}): Matching {
  const table = new Table(before, after);
  const unknownPairs = (options.pairs ?? []).filter(([old, now]) => !table.pair(old, now));
  table.byVulnId();
  if (options.match !== 'vuln-id') {
    table.byRuleId();
    table.byLegacyId();
    table.byStigId();
  }
  return { ...table.result(), claims: options.match === 'vuln-id' ? [] : table.claims(), unknownPairs };
}

class Table {
  readonly #before: readonly Rule[];
  readonly #after: readonly Rule[];
  /** Index in the old release and how it was matched, by index in the new release. */
  readonly #found: ({ old: number; matchedBy: MatchedBy } | undefined)[];
  readonly #taken: boolean[];

  constructor(before: readonly Rule[], after: readonly Rule[]) {
    this.#before = before;
    this.#after = after;
    this.#found = new Array(after.length).fill(undefined);
    this.#taken = new Array(before.length).fill(false);
  }

  #match(old: number, now: number, matchedBy: MatchedBy): void {
    this.#found[now] = { old, matchedBy };
    this.#taken[old] = true;
  }

  #leftBefore(): number[] {
    return this.#before.flatMap((_, i) => (this.#taken[i] ? [] : [i]));
  }

  #leftAfter(): number[] {
    return this.#after.flatMap((_, i) => (this.#found[i] === undefined ? [i] : []));
  }

  pair(oldName: string, newName: string): boolean {
    const old = this.#leftBefore().find((i) => isNamed(this.#before[i]!, oldName));
    const now = this.#leftAfter().find((i) => isNamed(this.#after[i]!, newName));
    if (old === undefined || now === undefined) return false;
    this.#match(old, now, 'pair');
    return true;
  }

  byVulnId(): void {
    const old = grouped(this.#leftBefore(), (i) => this.#before[i]!.vulnId);
    for (const [vulnId, news] of grouped(this.#leftAfter(), (i) => this.#after[i]!.vulnId)) {
      const olds = old.get(vulnId);
      if (olds === undefined) continue;
      if (olds.length === 1 && news.length === 1) this.#match(olds[0]!, news[0]!, 'vulnId');
      else this.#withinGroup(olds, news);
    }
  }

  /** Two rules in a group (V-15986 of Firefox): by Rule ID, its stable part, STIG ID; what is left by its place. */
  #withinGroup(olds: number[], news: number[]): void {
    const keys: [MatchedBy, (rule: Rule) => string | null][] = [
      ['ruleId', (rule) => rule.ruleId],
      ['ruleId', stableId],
      ['vulnId', (rule) => rule.stigId || null],
      ['vulnId', () => ''],
    ];
    for (const [matchedBy, key] of keys) {
      const queues = grouped(olds.filter((i) => !this.#taken[i]).reverse(), (i) => key(this.#before[i]!));
      for (const now of news) {
        if (this.#found[now] !== undefined) continue;
        const wanted = key(this.#after[now]!);
        const old = wanted === null ? undefined : queues.get(wanted)?.pop();
        if (old !== undefined) this.#match(old, now, matchedBy);
      }
    }
  }

  /** Rules without a V-id, on one side at least: the Rule ID is all there is. */
  byRuleId(): void {
    const old = grouped(this.#leftBefore(), (i) => this.#before[i]!.ruleId);
    for (const now of this.#leftAfter()) {
      const rule = this.#after[now]!;
      const left = rule.ruleId === null ? [] : (old.get(rule.ruleId) ?? []).filter((i) => !this.#taken[i]);
      const match = left.find((i) => rule.vulnId === null || this.#before[i]!.vulnId === null);
      if (match !== undefined) this.#match(match, now, 'ruleId');
    }
  }

  /**
   * Legacy ids, both directions. Where several rules claim one (a split), the one with more ids in common, or the same
   * STIG ID, is the match; where none stands out nothing is.
   */
  byLegacyId(): void {
    const edges = this.#legacyEdges(this.#leftBefore(), this.#leftAfter());
    let progress = true;
    for (let round = 0; progress && round < LEGACY_ROUNDS; round++) {
      progress = false;
      const bestOfOld = best(edges, (e) => e.old, this.#isOpen);
      const bestOfNew = best(edges, (e) => e.now, this.#isOpen);
      for (const [old, edge] of bestOfOld) {
        if (edge === null || bestOfNew.get(edge.now) !== edge || !this.#isOpen(edge)) continue;
        this.#match(old, edge.now, 'legacyId');
        progress = true;
      }
    }
  }

  readonly #isOpen = (edge: Edge): boolean => !this.#taken[edge.old] && this.#found[edge.now] === undefined;

  /** Who of some old and some new rules names whom. */
  #legacyEdges(before: number[], after: number[]): Edge[] {
    const edges = new Map<string, Edge>();
    const claim = (old: number, now: number) => {
      const key = `${old} ${now}`;
      const edge = edges.get(key);
      if (edge !== undefined) edge.weight += 2;
      else {
        const stigId = this.#before[old]!.stigId;
        const same = stigId !== null && stigId !== '' && stigId === this.#after[now]!.stigId;
        edges.set(key, { old, now, weight: same ? 3 : 2 });
      }
    };
    const olds = index(before, (i) => ownIds(this.#before[i]!));
    for (const now of after) {
      for (const id of this.#after[now]!.legacyIds) for (const old of few(olds.get(id))) claim(old, now);
    }
    const news = index(after, (i) => ownIds(this.#after[i]!));
    for (const old of before) {
      for (const id of this.#before[old]!.legacyIds) for (const now of few(news.get(id))) claim(old, now);
    }
    return [...edges.values()];
  }

  /** STIG IDs that one rule on each side bears. */
  byStigId(): void {
    const old = grouped(this.#leftBefore(), (i) => this.#before[i]!.stigId || null);
    for (const [stigId, news] of grouped(this.#leftAfter(), (i) => this.#after[i]!.stigId || null)) {
      const olds = old.get(stigId);
      if (olds?.length === 1 && news.length === 1) this.#match(olds[0]!, news[0]!, 'stigId');
    }
  }

  /** What legacy ids say of the rules that are left, of whatever the other rule was matched with. */
  claims(): Matching['claims'] {
    const all = (rules: readonly Rule[]) => rules.map((_, i) => i);
    const added = this.#leftAfter();
    const removed = this.#leftBefore();
    if (added.length + removed.length === 0) return [];
    const edges = [...this.#legacyEdges(all(this.#before), added), ...this.#legacyEdges(removed, all(this.#after))];
    const told = new Map(edges.map((edge) => [`${edge.old} ${edge.now}`, edge]));
    return [...told.values()].map(({ old, now }) => ({ old: this.#before[old]!, new: this.#after[now]! }));
  }

  result(): Omit<Matching, 'claims' | 'unknownPairs'> {
    const pairs: RulePair[] = [];
    const added: Rule[] = [];
    this.#after.forEach((rule, i) => {
      const match = this.#found[i];
      if (match === undefined) added.push(rule);
      else pairs.push({ old: this.#before[match.old]!, new: rule, matchedBy: match.matchedBy });
    });
    return { pairs, added, removed: this.#before.filter((_, i) => !this.#taken[i]) };
  }
}

/** Rounds of settling which rule a legacy id means; real releases need one or two. */
const LEGACY_ROUNDS = 20;
/** An id that more rules bear says nothing of any. */
const FEW = 20;

function few(indexes: number[] | undefined): number[] {
  return indexes === undefined || indexes.length > FEW ? [] : indexes;
}

interface Edge {
  old: number;
  now: number;
  weight: number;
}

/** The heaviest open edge of each end; `null` where two are equally heavy. */
function best(
  edges: readonly Edge[],
  end: (e: Edge) => number,
  isOpen: (e: Edge) => boolean,
): Map<number, Edge | null> {
  const found = new Map<number, { edge: Edge; tied: boolean }>();
  for (const edge of edges) {
    if (!isOpen(edge)) continue;
    const current = found.get(end(edge));
    if (current === undefined || edge.weight > current.edge.weight) found.set(end(edge), { edge, tied: false });
    else if (edge.weight === current.edge.weight) current.tied = true;
  }
  return new Map([...found].map(([key, { edge, tied }]) => [key, tied ? null : edge]));
}

function stableId(rule: Rule): string | null {
  return rule.ruleId === null ? null : stableRuleId(rule.ruleId);
}

/** What a legacy id of another release may name a rule by: `V-46473`, `SV-59337`. */
function ownIds(rule: Rule): string[] {
  return [rule.vulnId, stableId(rule)].filter((id): id is string => id !== null && id !== '');
}

/** Whether a rule bears a name: V-id, Rule ID, with or without its revision, or STIG ID. */
export function isNamed(rule: Rule, name: string): boolean {
  return [rule.vulnId, rule.ruleId, rule.stigId, stableId(rule)].includes(name);
}

function grouped(indexes: number[], key: (i: number) => string | null): Map<string, number[]> {
  return index(indexes, (i) => {
    const value = key(i);
    return value === null ? [] : [value];
  });
}

function index(indexes: number[], keys: (i: number) => readonly string[]): Map<string, number[]> {
  const map = new Map<string, number[]>();
  for (const i of indexes) {
    for (const key of keys(i)) {
      const list = map.get(key);
      if (list === undefined) map.set(key, [i]);
      else list.push(i);
    }
  }
  return map;
}
