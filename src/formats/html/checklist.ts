import { render, stylesheet } from '../../io/template.js';
import { type Checklist, type ChecklistStig, type Review, STATUSES } from '../../model/checklist.js';
import { categoryOf } from '../../model/severity.js';
import { countBySeverity, countByStatus, severitiesShown, severityOf, titleOf } from '../../model/summary.js';
import { anchorsOf } from '../shared/anchors.js';
import { assetFacts, assetName } from '../shared/asset-facts.js';
import { reviewFacts, reviewTexts } from '../shared/review-facts.js';
import { fixesOf, identifiersOf } from '../shared/rule-facts.js';
import { idOf, oneLine, releaseLabel, SEVERITY_WORDS, STATUS_WORDS, severityLabel } from '../shared/words.js';
import { htmlSections } from './text.js';

/** A checklist as one HTML file that needs nothing beside it. The marking stands at both ends. */
export function htmlOfChecklist(checklist: Checklist): string {
  return render('html/checklist', {
    title: `Checklist of ${oneLine(assetName(checklist.asset, checklist.title))}`,
    marking: oneLine(checklist.asset.marking ?? ''),
    style: stylesheet('html/style.css'),
    asset: assetFacts(checklist.asset),
    stigs: checklist.stigs.map((stig, i) => stigView(stig, i + 1)),
  });
}

function stigView(stig: ChecklistStig, number: number) {
  const counts = countByStatus(stig.reviews);
  const shown = severitiesShown(countBySeverity(stig.reviews.map((review) => ({ severity: severityOf(review) }))));
  const anchors = anchorsOf(
    stig.reviews.map((review) => review.rule),
    `stig-${number}-`,
  );
  const reviews = stig.reviews.map((review, i) => reviewView(review, anchors[i]!));
  return {
    anchor: `stig-${number}`,
    title: oneLine(titleOf(stig.benchmark)),
    release: releaseLabel(stig.benchmark),
    counts: {
      header: ['Status', ...shown.map(severityLabel), 'All'],
      rows: STATUSES.map((status) => ({
        name: STATUS_WORDS[status],
        cells: [...shown.map((severity) => counts[status][severity]), counts[status].total].map(String),
      })),
    },
    open: reviews.filter((review) => review.status === 'open'),
    reviews,
  };
}

function reviewView(review: Review, anchor: string) {
  const { rule } = review;
  const severity = severityOf(review);
  const fixes = review.status === 'open' ? fixesOf(rule) : [];
  return {
    anchor,
    id: idOf(rule),
    title: oneLine(rule.title ?? ''),
    status: review.status,
    statusLabel: STATUS_WORDS[review.status],
    severity,
    category: categoryOf(severity) ?? 'Unknown',
    severityLabel: severityLabel(severity),
    overridden: severity === rule.severity ? null : SEVERITY_WORDS[rule.severity],
    identifiers: [...identifiersOf(rule), ...reviewFacts(review)],
    sections: htmlSections([...reviewTexts(review), ...fixes], 4),
  };
}
