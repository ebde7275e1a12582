import { withAnnounced } from '../diff/announced.js';
import { diff } from '../diff/index.js';
import { matchRules } from '../diff/match.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import type { ContentEntry, DiffEntry, FormattingEntry, MetadataEntry, ReleaseDiff } from '../model/release-diff.js';
import { keyOf } from './keys.js';

/** A rule through the releases of its STIG. */
export interface RuleLife {
  /** The rule as each release has it; `null` where the release has none. */
  rules: (Rule | null)[];
  /** What happened to it from the release before to each release; `null` where it is in neither. */
  steps: (Step | null)[];
}

/** What happened to a rule from one release to the next. */
export interface Step {
  kind: 'first' | 'added' | 'removed' | 'changed' | 'unchanged';
  content: ContentEntry | null;
  metadata: MetadataEntry | null;
  formatting: FormattingEntry | null;
  renumbered: DiffEntry | null;
  /** DISA's own words about it. */
  announced: string[];
}

/** The releases of a STIG compared one with the next, and every rule's life through them. */
export interface Lives {
  /** `diffs[i]` is from release `i` to release `i + 1`. */
  diffs: ReleaseDiff[];
  /** In the order of the newest release, then those that it has no more, latest first. */
  lives: RuleLife[];
}

/** Follows every rule through releases, oldest first. A rule that comes back under its V-id goes on with its life. */
export function livesOf(releases: readonly Benchmark[]): Lives {
  const diffs: ReleaseDiff[] = [];
  const lives: RuleLife[] = [];
  let current = new Map<Rule, RuleLife>();
  releases.forEach((release, i) => {
    const next = new Map<Rule, RuleLife>();
    const begin = (rule: Rule, step: Step) => {
      const life = i === 0 ? undefined : ended(lives, rule, i);
      const own = life ?? {
        rules: new Array(releases.length).fill(null),
        steps: new Array(releases.length).fill(null),
      };
      if (life === undefined) lives.push(own);
      own.rules[i] = rule;
      own.steps[i] = step;
      next.set(rule, own);
    };
    const before = releases[i - 1];
    if (before === undefined) for (const rule of release.rules) begin(rule, stepOf('first'));
    else {
      const compared = announcedDiff(before, release);
      diffs.push(compared);
      const entries = entriesOf(compared);
      const { pairs, added, removed } = matchRules(before.rules, release.rules);
      for (const pair of pairs) {
        const life = current.get(pair.old)!;
        life.rules[i] = pair.new;
        life.steps[i] = entries.step(pair.new);
        next.set(pair.new, life);
      }
      for (const rule of removed) current.get(rule)!.steps[i] = stepOf('removed');
      for (const rule of added) begin(rule, { ...stepOf('added'), announced: entries.words(rule) });
    }
    current = next;
  });
  return { diffs, lives: inOrder(lives, releases) };
}

/** A release compared with the one before, with what DISA says of it where the package had a Revision History. */
export function announcedDiff(before: Benchmark, after: Benchmark): ReleaseDiff {
  const found = diff(before, after);
  if (after.revisionHistory === undefined) return found;
  const ids = [...before.rules, ...after.rules].flatMap((rule) => rule.stigId ?? []);
  return withAnnounced(found, after.revisionHistory, ids);
}

/** A life that ended before and began with the same V-id: the rule was taken back. */
function ended(lives: readonly RuleLife[], rule: Rule, release: number): RuleLife | undefined {
  if (rule.vulnId === null) return undefined;
  const found = lives.filter((life) => life.rules[release] === null && lastRule(life).vulnId === rule.vulnId);
  const before = found.filter((life) => life.rules[release - 1] === null);
  return before.length === 1 ? before[0] : undefined;
}

/** The rule as the latest release that has it. */
export function lastRule(life: RuleLife): Rule {
  return life.rules[lastRelease(life)]!;
}

/** Index of the latest release that has the rule. */
export function lastRelease(life: RuleLife): number {
  return life.rules.findLastIndex((rule) => rule !== null);
}

function inOrder(lives: RuleLife[], releases: readonly Benchmark[]): RuleLife[] {
  const place = new Map<Rule, number>();
  for (const release of releases) for (const [i, rule] of release.rules.entries()) place.set(rule, i);
  return lives.sort((a, b) => lastRelease(b) - lastRelease(a) || place.get(lastRule(a))! - place.get(lastRule(b))!);
}

function stepOf(kind: Step['kind']): Step {
  return { kind, content: null, metadata: null, formatting: null, renumbered: null, announced: [] };
}

/** Entries of a diff by their rule of the new release. */
function entriesOf(compared: ReleaseDiff) {
  const index = <T extends DiffEntry>(list: readonly T[]) => new Map(list.map((entry) => [keyOf(entry), entry]));
  const content = index(compared.contentChanged);
  const metadata = index(compared.metadataChanged);
  const formatting = index(compared.formattingOnly);
  const renumbered = index(compared.renumbered);
  const added = index(compared.added);
  return {
    words: (rule: Rule) => added.get(keyOf(rule))?.announced ?? [],
    step(rule: Rule): Step {
      const key = keyOf(rule);
      const found = {
        content: content.get(key) ?? null,
        metadata: metadata.get(key) ?? null,
        formatting: formatting.get(key) ?? null,
        renumbered: renumbered.get(key) ?? null,
      };
      const entry = found.content ?? found.metadata ?? found.formatting ?? found.renumbered;
      return { kind: entry === null ? 'unchanged' : 'changed', ...found, announced: entry?.announced ?? [] };
    },
  };
}
