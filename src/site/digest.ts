import { type DetailView, detailView, digestPage } from '../formats/digest/page-view.js';
import { type DigestSection, digestView } from '../formats/digest/view.js';
import { digestHeading } from '../formats/shared/digest-lines.js';
import { CONTEXT } from '../formats/shared/digest-options.js';
import { SEVERITY_WORDS } from '../formats/shared/words.js';
import type { DiffEntry, ReleaseDiff } from '../model/release-diff.js';
import { keyOf } from './keys.js';

/** The Digest of Updates as pages of the site show it, made here and in the browser by the same code. */
export interface SiteDigest {
  heading: string;
  headline: string;
  sentence: string;
  /** Said where there is no section. */
  nothing: string;
  sections: { name: string; title: string; count: number; entries: SiteDigestEntry[] }[];
  notes: { title: string; count: number; lines: string[] }[];
}

/** A rule in a section of the digest. */
export interface SiteDigestEntry {
  vulnId: string;
  stigId: string;
  severity: string;
  severityWord: string;
  note: string;
  classes: string;
  title: string;
  /** Address of the check page; `''` where there is none. */
  href: string;
  /** What changed, word by word; in one of the sections that name the rule. */
  detail: DetailView | null;
}

/** Sections that a release page shows, as the page this project began from; a comparison has the others too. */
const ON_RELEASE_PAGE: ReadonlySet<DigestSection['name']> = new Set([
  'added',
  'removed',
  'renumbered',
  'content',
  'severity',
]);

/** How a digest is shown. */
export interface ShownDigest {
  /** Every section and note, else those of a release page. */
  whole: boolean;
  /** No release here stands between the two. */
  neighbours: boolean;
}

/** Sections that show what changed, the fittest first: a rule's changes are shown once. */
const UNFOLDED_IN: readonly DigestSection['name'][] = ['content', 'severity', 'other', 'renumbered'];

/**
 * The digest of a diff as a page shows it.
 *
 * @param href address of the check page of an entry
 */
export function siteDigest(
  diff: ReleaseDiff,
  href: (entry: DiffEntry) => string,
  { whole, neighbours }: ShownDigest,
): SiteDigest {
  const view = digestView(diff);
  const page = digestPage(diff, { noDiff: true }, '');
  const details = new Map(view.details.map((detail) => [keyOf(detail.rule), detail]));
  const sections = view.sections.filter(({ name }) => whole || ON_RELEASE_PAGE.has(name));
  /** The section in which a rule's changes are unfolded, by rule. */
  const places = new Map<string, string>();
  for (const place of UNFOLDED_IN) {
    for (const { rule } of sections.find(({ name }) => name === place)?.entries ?? []) {
      if (!places.has(keyOf(rule))) places.set(keyOf(rule), place);
    }
  }
  return {
    heading: digestHeading(view.counts),
    headline: page.headline,
    // The numbers of two releases may follow one another while a third lies between.
    sentence: neighbours ? page.sentence : page.sentence.replace('the immediately-prior', 'an earlier'),
    nothing:
      sections.length > 0
        ? ''
        : view.sections.length > 0 || view.counts.formatting > 0
          ? 'No rule was added, removed or changed in content.'
          : 'Nothing changed.',
    sections: sections.map(({ name, title, entries }) => ({
      name,
      title,
      count: entries.length,
      entries: entries.map(({ rule, note, classes }) => {
        const key = keyOf(rule);
        const found = places.get(key) === name ? details.get(key) : undefined;
        return {
          vulnId: rule.vulnId ?? rule.ruleId ?? '',
          stigId: rule.stigId ?? '',
          severity: rule.severity,
          severityWord: SEVERITY_WORDS[rule.severity],
          note,
          classes: [...new Set(classes)].join(', '),
          title: (rule.title ?? '').replace(/\s+/g, ' ').trim(),
          href: href(rule),
          detail: found === undefined ? null : detailView(found, CONTEXT, ''),
        };
      }),
    })),
    notes: whole ? page.notes.map(({ title, count, lines }) => ({ title, count, lines: lines ?? [] })) : [],
  };
}
