import type { PageDigest, PageDigestEntry } from '../../model/documents.js';
import type { DiffEntry, ReleaseDiff } from '../../model/release-diff.js';
import { digestHeading } from '../shared/digest-lines.js';
import { SEVERITY_WORDS } from '../shared/words.js';
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
  { section: 'added', title: 'Added' },
  { section: 'removed', title: 'Removed' },
  { section: 'renumbered', title: 'Renumbered' },
  { section: 'contentChanged', title: 'Content changes' },
] as const;

/** What a page says of the differences between its release and the one before. */
export function pageDigestOf(diff: ReleaseDiff): PageDigest {
  const entries = <T extends DiffEntry>(
    section: PageDigestEntry['section'],
    list: readonly T[],
    of?: (entry: T) => string[],
  ) =>
    list.map((entry): PageDigestEntry => {
      const { vulnId, stigId, ruleId, severity, title, oldVulnId } = entry;
      return {
        section,
        vulnId: vulnId ?? stigId ?? ruleId ?? '',
        ...(section === 'renumbered' && oldVulnId ? { oldVulnId } : {}),
        severity,
        fields: of?.(entry) ?? [],
        title: title === null ? null : onOneLine(title),
      };
    });
  return {
    priorRelease: diff.old.releaseName,
    entries: [
      ...entries('added', diff.added),
      ...entries('removed', diff.removed),
      ...entries('renumbered', diff.renumbered),
      ...entries('contentChanged', diff.contentChanged, ({ fields }) => fields.map(({ field }) => field)),
    ],
  };
}

/** The words of a digest; sections without entries are left out. Without `sentence` it is the one of the seed's page. */
export function digestView(digest: PageDigest, sentence?: string): DigestView {
  const of = (section: PageDigestEntry['section']) => digest.entries.filter((entry) => entry.section === section);
  const sections = SECTIONS.map(({ section, title }) => ({ title, entries: of(section) })).filter(
    (s) => s.entries.length > 0,
  );
  const [added, removed, changed] = [of('added').length, of('removed').length, of('contentChanged').length];
  const prior = digest.priorRelease === null ? '' : ` (${digest.priorRelease})`;
  return {
    heading: digestHeading({ added, removed, changed }),
    sentence:
      sentence ??
      `Comparison against the immediately-prior release${prior}. Rule matching uses the Group Vuln ID. ` +
        'Content-change detection compares the rule’s description, check, and fix text after stripping inline markup — ' +
        'cosmetic-only edits aren’t flagged.',
    sections: sections.map(({ title, entries }) => ({
      heading: `${title} ${entries.length}`,
      entries: entries.map(({ vulnId, oldVulnId, severity, fields, title }) => ({
        vulnId,
        rest: [
          SEVERITY_WORDS[severity],
          oldVulnId === undefined ? '' : `(was ${oldVulnId})`,
          fields.join(', '),
          title ?? '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      })),
    })),
    nothing: sections.length === 0 ? 'Nothing changed.' : null,
  };
}
