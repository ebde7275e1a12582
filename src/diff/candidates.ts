import type { Rule } from '../model/benchmark.js';
import type { MatchCandidate } from '../model/release-diff.js';
import { contentOf } from './fields.js';
import { plain } from './normalize.js';

/** Likeness from which a pair is named. */
export const MIN_SCORE = 0.3;
/** Pairs named for one rule: a split or a merge shows. */
const MOST = 3;
/** Words that more rules than these hold do not make a pair worth comparing. */
const COMMON = 12;
/** Most rules of the other release a rule is compared with. */
const COMPARED = 20;

/**
 * Likely pairs among added and removed rules, by words their titles, checks and discussions share. Near-clones are
 * common (163 of 446 RHEL 9 rules have a twin), so this names and never matches. Work is bounded: a rule is compared
 * only with the few that share its rarer words. Words weigh by how rare they are in the release.
 */
export function candidates(removed: readonly Rule[], added: readonly Rule[], all: readonly Rule[]): MatchCandidate[] {
  if (removed.length === 0 || added.length === 0) return [];
  const weight = weights(all);
  const olds = removed.map(profileOf);
  const holders = new Map<string, number[]>();
  olds.forEach((profile, i) => {
    for (const word of profile.all) {
      const list = holders.get(word);
      if (list === undefined) holders.set(word, [i]);
      else list.push(i);
    }
  });
  const found: { old: number; now: number; score: number }[] = [];
  added.forEach((rule, now) => {
    const profile = profileOf(rule);
    const votes = new Map<number, number>();
    for (const word of profile.all) {
      const list = holders.get(word);
      if (list === undefined || list.length > COMMON) continue;
      for (const old of list) votes.set(old, (votes.get(old) ?? 0) + 1 / list.length);
    }
    const near = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, COMPARED);
    for (const [old] of near) {
      const score = likeness(olds[old]!, profile, weight);
      if (score >= MIN_SCORE) found.push({ old, now, score });
    }
  });
  return strongest(found).map(({ old, now, score }) => ({
    oldVulnId: removed[old]!.vulnId,
    vulnId: added[now]!.vulnId,
    oldStigId: removed[old]!.stigId,
    stigId: added[now]!.stigId,
    oldTitle: removed[old]!.title,
    title: added[now]!.title,
    score,
  }));
}

/** The best few of each rule, in the order of the new release, the likeliest first. */
function strongest<T extends { old: number; now: number; score: number }>(found: T[]): T[] {
  const perOld = new Map<number, number>();
  const perNew = new Map<number, number>();
  const kept = [...found]
    .sort((a, b) => b.score - a.score || a.now - b.now || a.old - b.old)
    .filter(({ old, now }) => {
      const [o, n] = [perOld.get(old) ?? 0, perNew.get(now) ?? 0];
      if (o >= MOST || n >= MOST) return false;
      perOld.set(old, o + 1);
      perNew.set(now, n + 1);
      return true;
    });
  return kept.sort((a, b) => a.now - b.now || b.score - a.score || a.old - b.old);
}

interface WordProfile {
  title: Set<string>;
  check: Set<string>;
  discussion: Set<string>;
  all: Set<string>;
}

function profileOf(rule: Rule): WordProfile {
  const title = wordSet(rule.title);
  const check = wordSet(contentOf(rule, 'check'));
  const discussion = wordSet(rule.discussion);
  return { title, check, discussion, all: new Set([...title, ...check, ...discussion]) };
}

function wordSet(text: string | null): Set<string> {
  return new Set(
    plain(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}_./-]{2,}/gu) ?? [],
  );
}

/** What a word says of a rule: nothing where every rule of the release has it, much where few do. */
type Weight = (word: string) => number;

/** Rules a word's weight is taken from. */
const SAMPLE = 150;

/** Weights out of a sample of the release, spread evenly over it. */
function weights(all: readonly Rule[]): Weight {
  const step = Math.max(1, all.length / SAMPLE);
  const counts = new Map<string, number>();
  let sampled = 0;
  for (let at = 0; at < all.length; at += step) {
    for (const word of profileOf(all[Math.floor(at)]!).all) counts.set(word, (counts.get(word) ?? 0) + 1);
    sampled++;
  }
  return (word) => Math.log((sampled + 1) / ((counts.get(word) ?? 0) + 0.5));
}

/** From 0 to 1, to two places: titles and checks weigh most, discussions are shared by many rules. */
function likeness(a: WordProfile, b: WordProfile, weight: Weight): number {
  const part = (name: 'title' | 'check' | 'discussion') => dice(a[name], b[name], weight);
  return Math.round((0.4 * part('title') + 0.4 * part('check') + 0.2 * part('discussion')) * 100) / 100;
}

function dice(a: Set<string>, b: Set<string>, weight: Weight): number {
  let [shared, whole] = [0, 0];
  for (const word of a) {
    const w = Math.max(0, weight(word));
    whole += w;
    if (b.has(word)) shared += 2 * w;
  }
  for (const word of b) whole += Math.max(0, weight(word));
  return whole === 0 ? 0 : shared / whole;
}
