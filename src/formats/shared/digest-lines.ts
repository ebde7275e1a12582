import { compareReleases } from '../../model/release.js';
import type { DiffEntry, DiffSide, MatchedBy, ReleaseDiff } from '../../model/release-diff.js';
import { oneLine, SEVERITY_WORDS } from './words.js';

/** What the digest's heading counts. */
export interface DigestCounts {
  added: number;
  removed: number;
  changed: number;
}

/**
 * The heading: `Digest of Updates ✎ 1`. Added rules are marked `+`, removed ones `−`, changed ones `✎`, each with its
 * number; what is nought is left out.
 */
export function digestHeading({ added, removed, changed }: DigestCounts): string {
  const parts = [
    ['+', added],
    ['−', removed],
    ['✎', changed],
  ] as const;
  return ['Digest of Updates', ...parts.filter(([, n]) => n > 0).map(([mark, n]) => `${mark} ${n}`)].join(' ');
}

const HOW: Record<Exclude<MatchedBy, 'vulnId'>, string> = {
  ruleId: 'Rule ID',
  legacyId: 'legacy id',
  stigId: 'STIG ID',
  pair: 'pair named by the caller',
};

/** How a rule was matched, in words. */
export function howMatched(by: MatchedBy | undefined): string {
  return by === undefined || by === 'vulnId' ? 'V-id' : HOW[by];
}

/** The sentence under the heading: what was compared with what, how rules were matched, what counts as a change. */
export function digestSentence(diff: Pick<ReleaseDiff, 'old' | 'new' | 'matched' | 'signals'>): string {
  const others = (Object.keys(HOW) as (keyof typeof HOW)[])
    .filter((by) => diff.matched[by] > 0)
    .map((by) => `${HOW[by]} (${diff.matched[by]} ${diff.matched[by] === 1 ? 'rule' : 'rules'})`);
  const matching =
    others.length === 0
      ? 'Rule matching uses the Group Vuln ID.'
      : `Rule matching uses the Group Vuln ID, then ${others.join(', ')}.`;
  const against = diff.signals.some((s) => s.code === 'different-benchmark')
    ? `another STIG, ${oneLine(diff.old.title ?? diff.old.id ?? 'one without a title')}${labelled(diff.old)}`
    : priorRelease(diff.old, diff.new);
  return (
    `Comparison against ${against}. ${matching} Content-change detection compares the rule’s ` +
    'description, check, and fix text after stripping inline markup — cosmetic-only edits aren’t flagged.'
  );
}

/** `the immediately-prior release (V1R1)`, where the numbers allow that nothing stands between. */
function priorRelease(old: DiffSide, now: DiffSide): string {
  const name = labelled(old);
  if (old.releaseName !== null && now.releaseName !== null) {
    if (old.releaseName === now.releaseName) return `another issue of the same release${name}`;
    if (compareReleases(old, now) > 0) return `a later release${name}`;
    const [v, r, w, s] = [old.version, old.release, now.version, now.release].map(Number);
    if ((v === w && r! + 1 === s) || (v! + 1 === w && s === 1)) return `the immediately-prior release${name}`;
  }
  return `an earlier release${name}`;
}

function labelled({ releaseName, benchmarkDate }: DiffSide): string {
  const label = releaseName ?? benchmarkDate;
  return label === null ? '' : ` (${label})`;
}

/** A line of the digest: `- V-260909 Medium fix TITLE`. On one line whatever the title holds. */
export function digestLine(
  entry: Pick<DiffEntry, 'vulnId' | 'stigId' | 'ruleId' | 'severity' | 'title'>,
  fields = '',
): string {
  const id = entry.vulnId ?? entry.stigId ?? entry.ruleId ?? 'a rule without an id';
  return ['-', id, SEVERITY_WORDS[entry.severity], fields, oneLine(entry.title ?? '')]
    .filter((part) => part !== '')
    .join(' ');
}
