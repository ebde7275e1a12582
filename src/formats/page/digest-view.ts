import type { PageDigest, PageDigestEntry } from '../../model/documents.js';
import type { DiffEntry, ReleaseDiff } from '../../model/release-diff.js';
import type { Severity } from '../../model/severity.js';
import { onOneLine } from './fold.js';

/** The digest as a release page shows it (renderings/release-page.txt, lines 4 to 7). */
export interface DigestView {
  heading: string;
  sentence: string;
  sections: { heading: string; entries: { vulnId: string; rest: string }[] }[];
  /** What stands where nothing changed. */
  nothing: string | null;
}

const SECTIONS = [
  { section: 'added', title: 'Added', sign: '+' },
  { section: 'removed', title: 'Removed', sign: '−' },
  { section: 'renumbered', title: 'Renumbered', sign: '⇄' },
  { section: 'contentChanged', title: 'Content changes', sign: '✎' },
] as const;
const WORDS: Record<Severity, string> = { high: 'High', medium: 'Medium', low: 'Low', unknown: 'Unknown' };

/** What a page says of the differences between its release and the one before. */
export function pageDigestOf(diff: ReleaseDiff): PageDigest {
  const entries = (section: PageDigestEntry['section'], list: readonly DiffEntry[]) =>
    list.map((entry): PageDigestEntry => {
      const { vulnId, stigId, ruleId, severity, title } = entry;
      const id = vulnId ?? ruleId ?? stigId ?? '';
      return { section, vulnId: id, severity, fields: [], title: title === null ? null : onOneLine(title) };
    });
  const changed = entries('contentChanged', diff.contentChanged);
  diff.contentChanged.forEach(({ fields }, i) => {
    // The page's own sentence calls the discussion "the rule's description".
    changed[i]!.fields = fields.map(({ field }) => (field === 'discussion' ? 'description' : field));
  });
  return {
    priorRelease: diff.old.releaseName,
    entries: [
      ...entries('added', diff.added),
      ...entries('removed', diff.removed),
      ...entries('renumbered', diff.renumbered),
      ...changed,
    ],
  };
}

/** The words of a digest; sections without entries are left out. */
export function digestView(digest: PageDigest): DigestView {
  const sections = SECTIONS.map(({ section, title, sign }) => {
    const entries = digest.entries.filter((entry) => entry.section === section);
    return { title, sign, entries };
  }).filter(({ entries }) => entries.length > 0);
  const counts = sections.map(({ sign, entries }) => ` ${sign} ${entries.length}`).join('');
  const prior = digest.priorRelease === null ? '' : ` (${digest.priorRelease})`;
  return {
    heading: `Digest of Updates${counts}`,
    sentence:
      `Comparison against the immediately-prior release${prior}. Rule matching uses the Group Vuln ID. ` +
      'Content-change detection compares the rule’s description, check, and fix text after stripping inline markup — ' +
      'cosmetic-only edits aren’t flagged.',
    sections: sections.map(({ title, entries }) => ({
      heading: `${title} ${entries.length}`,
      entries: entries.map(({ vulnId, severity, fields, title }) => ({
        vulnId,
        rest: [WORDS[severity], fields.join(', '), title ?? ''].filter((part) => part !== '').join(' '),
      })),
    })),
    nothing: sections.length === 0 ? 'Nothing changed.' : null,
  };
}
