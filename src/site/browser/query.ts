import { SEVERITIES } from '../../model/severity.js';
import type { SearchCore, SearchTerm } from '../data.js';
import { unpacked } from '../postings.js';
import { controlTerm, queryTerms, shardOf } from '../tokens.js';

/** What is asked for; empty fields ask for nothing. */
export interface Query {
  words: string;
  /** A severity, `high`. */
  severity: string;
  /** Slug of a STIG. */
  stig: string;
  control: string;
  cci: string;
  /** ISO date. */
  since: string;
  changed: boolean;
}

export interface Found {
  /** Numbers of rules, the best first. */
  rules: number[];
  /** The words that were looked for instead, where one of those given is nowhere. */
  instead: string;
}

/** Loads the terms of a shard. */
export type LoadTerms = (name: string) => Promise<SearchTerm[]>;

/** What a term in ids or title counts, against one in other texts. */
const HEAD = 4;
/** A word that only begins so counts less than the word itself. */
const BEGINS = 0.4;

/**
 * Rules that hold every word (or a word that begins so) and pass every filter. A word that is nowhere is taken for the
 * nearest that is. Order: by how rare the words are and where they stand, then as the STIGs have them.
 */
export async function search(core: SearchCore, query: Query, loadTerms: LoadTerms): Promise<Found> {
  const words = queryTerms(query.words).filter((word) => !core.common.includes(word));
  const shards = new Set(core.shards);
  let scores: Map<number, number> | null = null;
  const used: string[] = [];
  for (const word of words) {
    const { word: taken, rules } = await rulesOf(core, word, shards, loadTerms);
    used.push(taken);
    scores = both(scores, rules);
  }
  for (const term of [query.control === '' ? '' : controlTerm(query.control), cciTerm(query.cci)]) {
    if (term !== '') scores = both(scores, (await exactly(term, shards, loadTerms)) ?? new Map());
  }
  const fits = filter(core, query);
  const gone = new Set(unpacked(core.removed));
  const rules = (scores === null ? all(core.count) : [...scores.keys()]).filter(fits);
  // Filters go through what is in force; words find what was removed as well, behind the rest.
  const kept = words.length === 0 ? rules.filter((rule) => !gone.has(rule)) : rules;
  const ranked = scores;
  const last = (rule: number) => (gone.has(rule) ? 1 : 0);
  kept.sort((a, b) => last(a) - last(b) || (ranked === null ? 0 : ranked.get(b)! - ranked.get(a)!) || a - b);
  return { rules: kept, instead: used.join(' ') === words.join(' ') ? '' : used.join(' ') };
}

function cciTerm(text: string): string {
  if (text === '') return '';
  const digits = /(\d{1,6})\s*$/.exec(text)?.[1];
  return digits === undefined ? text.toLowerCase() : `cci-${digits.padStart(6, '0')}`;
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function filter(core: SearchCore, { severity, stig, since, changed }: Query): (rule: number) => boolean {
  const place = severity === '' ? '' : String((SEVERITIES as readonly string[]).indexOf(severity));
  const changes = changed ? new Set(unpacked(core.changed)) : null;
  const stigs = core.stigs.map(([slug, , , date]) => (stig === '' || slug === stig) && (since === '' || date >= since));
  const firsts = core.stigs.map((row) => row[4]);
  const byStig = stig !== '' || since !== '';
  const stigOf = (rule: number) => {
    let [low, high] = [0, firsts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firsts[middle]! <= rule) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (rule) =>
    (place === '' || core.severities[rule] === place) &&
    (changes === null || changes.has(rule)) &&
    (!byStig || stigs[stigOf(rule)]!);
}

async function exactly(term: string, shards: ReadonlySet<string>, loadTerms: LoadTerms) {
  const name = shardOf(term);
  if (!shards.has(name)) return null;
  const entry = (await loadTerms(name)).find(([known]) => known === term);
  return entry === undefined ? null : new Map(unpacked(entry[1]).map((rule) => [rule, HEAD]));
}

async function rulesOf(core: SearchCore, word: string, shards: ReadonlySet<string>, loadTerms: LoadTerms) {
  const name = shardOf(word);
  // A single letter or digit begins too many words: only itself is looked for.
  const terms = shards.has(name) ? await loadTerms(name) : [];
  const scored = scoresOf(core, word, terms);
  if (scored.size > 0) return { word, rules: scored };
  const near = nearest(word, terms);
  return near === undefined ? { word, rules: scored } : { word: near, rules: scoresOf(core, near, terms) };
}

function scoresOf(core: SearchCore, word: string, terms: readonly SearchTerm[]): Map<number, number> {
  const scores = new Map<number, number>();
  for (const [term, head, body] of terms) {
    if (term !== word && (word.length < 2 || !term.startsWith(word))) continue;
    const [heads, bodies] = [unpacked(head), unpacked(body)];
    const rare = Math.log(1 + core.count / (heads.length + bodies.length));
    const weight = rare * (term === word ? 1 : BEGINS);
    for (const rule of heads) scores.set(rule, Math.max(scores.get(rule) ?? 0, weight * HEAD));
    for (const rule of bodies) scores.set(rule, Math.max(scores.get(rule) ?? 0, weight));
  }
  return scores;
}

/** The rules in both, their scores added; `null` stands for every rule. */
function both(a: Map<number, number> | null, b: Map<number, number>): Map<number, number> {
  if (a === null) return b;
  const result = new Map<number, number>();
  for (const [rule, score] of b) if (a.has(rule)) result.set(rule, a.get(rule)! + score);
  return result;
}

/** The term that is one slip of the keyboard away, two of a long word. */
function nearest(word: string, terms: readonly SearchTerm[]): string | undefined {
  // Of ids and numbers the nearest is another.
  if (word.length < 4 || /\d/.test(word)) return undefined;
  const most = word.length > 7 ? 2 : 1;
  let best: string | undefined;
  let least = most + 1;
  for (const [term] of terms) {
    if (Math.abs(term.length - word.length) > most) continue;
    const slips = distance(word, term, least);
    if (slips < least) [least, best] = [slips, term];
  }
  return best;
}

/** Edits (swapped neighbours are one) from one word to another, counted up to a limit. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1] ? 0 : 1;
      let cost = Math.min(next[k - 1]! + 1, row[k]! + 1, row[k - 1]! + same);
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]) cost = Math.min(cost, before[k - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) >= limit) return limit;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
