import type { Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import { STATUSES } from '../../model/checklist.js';
import { countBySeverity, countByStatus, severitiesShown, severityOf, titleOf } from '../../model/summary.js';
import { anchorsOf } from '../shared/anchors.js';
import { assetFacts, assetName } from '../shared/asset-facts.js';
import { reviewFacts, reviewTexts } from '../shared/review-facts.js';
import { fixesOf, identifiersOf } from '../shared/rule-facts.js';
import { idOf, oneLine, releaseLabel, SEVERITY_WORDS, STATUS_WORDS, severityLabel } from '../shared/words.js';
import { escapeHeading, escapeInline, escapeLine } from './escape.js';
import { frontMatter } from './front-matter.js';
import { table } from './table.js';
import { markdownOfText } from './text.js';

/** A checklist as a Markdown document: the asset, each STIG's counts, each review. The marking stands at both ends. */
export function markdownOfChecklist(checklist: Checklist): string {
  const name = oneLine(assetName(checklist.asset, checklist.title));
  const marking = oneLine(checklist.asset.marking ?? '');
  const banner = marking === '' ? [] : [`**${escapeInline(marking)}**`];
  const facts = assetFacts(checklist.asset);
  // A cell has one line: what was typed on several stands under the table.
  const long = facts.filter(({ value }) => /[\r\n]/.test(value.trim()));
  const reviews = checklist.stigs.flatMap((stig) => stig.reviews);
  const counts = countByStatus(reviews);
  const parts = [
    frontMatter({
      title: `Checklist of ${name}`,
      marking: marking === '' ? null : marking,
      stigs: checklist.stigs.length,
      reviews: reviews.length,
      status: Object.fromEntries(STATUSES.map((status) => [status, counts[status].total])),
    }),
    ...banner,
    `# Checklist of ${escapeHeading(name)}`,
    ...(facts.length === 0
      ? []
      : [
          table(
            ['Asset', 'Value'],
            facts.filter((fact) => !long.includes(fact)).map(({ name, value }) => [name, value]),
          ),
        ]),
    ...long.flatMap(({ name, value }) => [`**${name}**`, markdownOfText(value)]),
    ...checklist.stigs.flatMap((stig, i) => markdownOfStig(stig, checklist.stigs.length === 1 ? '' : `${i + 1}-`)),
    ...banner,
  ];
  return `${parts.join('\n\n')}\n`;
}

function markdownOfStig(stig: ChecklistStig, prefix: string): string[] {
  const counts = countByStatus(stig.reviews);
  const shown = severitiesShown(countBySeverity(stig.reviews.map((r) => ({ severity: severityOf(r) }))));
  const anchors = anchorsOf(
    stig.reviews.map((review) => review.rule),
    prefix,
  );
  const open = stig.reviews.flatMap((review, i) => (review.status === 'open' ? [{ review, anchor: anchors[i]! }] : []));
  const release = releaseLabel(stig.benchmark);
  return [
    `## ${escapeHeading(oneLine(titleOf(stig.benchmark)))}`,
    ...(release === '' ? [] : [escapeLine(release)]),
    table(
      ['Status', ...shown.map(severityLabel), 'All'],
      STATUSES.map((s) => [STATUS_WORDS[s], ...shown.map((v) => String(counts[s][v])), String(counts[s].total)]),
    ),
    ...(open.length === 0
      ? []
      : [
          '**Open findings**',
          open
            .map(({ review, anchor }) => {
              const title = escapeInline(oneLine(review.rule.title ?? ''));
              return `- [${escapeInline(idOf(review.rule))}](#${anchor}) ${severityLabel(severityOf(review))} ${title}`.trimEnd();
            })
            .join('\n'),
        ]),
    ...stig.reviews.map((review, i) => markdownOfReview(review, anchors[i]!)),
  ];
}

function markdownOfReview(review: Review, anchor: string): string {
  const { rule } = review;
  const title = oneLine(rule.title ?? '');
  const overridden = review.severityOverride !== null && review.severityOverride !== rule.severity;
  const rows: [string, string][] = [
    ['Status', STATUS_WORDS[review.status]],
    [
      'Severity',
      overridden
        ? `${severityLabel(severityOf(review))}, overridden; the rule's is ${SEVERITY_WORDS[rule.severity]}`
        : severityLabel(severityOf(review)),
    ],
    ...[...identifiersOf(rule), ...reviewFacts(review)].map(({ name, value }): [string, string] => [name, value]),
  ];
  const texts = [...reviewTexts(review), ...(review.status === 'open' ? fixesOf(rule) : [])];
  return [
    `### <a id="${anchor}"></a>${escapeHeading(title === '' ? idOf(rule) : `${idOf(rule)}: ${title}`)}`,
    table(
      ['Field', 'Value'],
      rows.filter(([, value]) => value !== ''),
    ),
    ...texts.flatMap(({ heading, text }) => [`#### ${heading}`, markdownOfText(text)]),
  ].join('\n\n');
}
