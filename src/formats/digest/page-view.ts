import type { Edit, ReleaseDiff } from '../../model/release-diff.js';
import { categoryOf } from '../../model/severity.js';
import { anchorOf, uniqueNames } from '../shared/anchors.js';
import { digestHeading, digestSentence } from '../shared/digest-lines.js';
import { CONTEXT, type DigestOptions } from '../shared/digest-options.js';
import { oneLine, severityLabel } from '../shared/words.js';
import { headline } from './headline.js';
import { coarseText, diffLines, foldText, type Piece } from './lines.js';
import { categoryNote, type DigestEntry, type DigestView, digestView, type RuleDetail } from './view.js';

/** The view that templates/digest/digest.hbs sets. */
export interface DigestPage {
  anchor: string;
  title: string;
  releases: string;
  heading: string;
  headline: string;
  sentence: string;
  filter: string;
  nothing: string;
  sections: { title: string; count: number; anchor: string; entries: EntryView[] | null }[];
  notes: { title: string; count: number; lines: string[] | null }[];
  details: DetailView[] | null;
}

/** A line of a section. */
export interface EntryView {
  id: string;
  vulnId: string;
  severity: string;
  category: string;
  note: string;
  classes: string;
  title: string;
  /** Place of the word diffs; `''` where there are none. */
  anchor: string;
}

/** Everything that changed in one rule. */
export interface DetailView {
  anchor: string;
  id: string;
  ids: string;
  title: string;
  severity: string;
  severityLabel: string;
  announced: string[];
  texts: { heading: string; note: string; words: string; lines: LineView[] | null }[];
}

/** A line of a word diff, in pieces of which one text is not empty, or the words of a fold. */
export interface LineView {
  fold: string;
  pieces: { deleted: string; inserted: string; equal: string }[];
}

/**
 * A diff as a page shows it.
 *
 * @param prefix of the anchors, where one document holds several digests
 */
export function digestPage(diff: ReleaseDiff, options: DigestOptions, prefix: string): DigestPage {
  const view = digestView(diff, options);
  const withDiffs = !options.summary && !options.noDiff;
  const details = withDiffs ? detailViews(view, options.context ?? CONTEXT, prefix) : [];
  const anchors = new Map(
    view.details.map((detail, i) => [detail.rule.ruleId ?? detail.rule.vulnId, details[i]?.anchor ?? '']),
  );
  const entry = (e: DigestEntry) => entryView(e, anchors.get(e.rule.ruleId ?? e.rule.vulnId) ?? '');
  return {
    anchor: `${prefix}digest`,
    title: view.title,
    releases: view.releases,
    heading: digestHeading(view.counts),
    headline: headline(view),
    sentence: digestSentence(diff),
    filter: view.filter,
    nothing: view.nothing,
    sections: view.sections.map((section) => ({
      title: section.title,
      count: section.entries.length,
      anchor: `${prefix}${section.name}`,
      entries: options.summary ? null : section.entries.map(entry),
    })),
    notes: view.notes.map(({ title, count, lines }) => ({ title, count, lines: options.summary ? null : lines })),
    details: details.length > 0 ? details : null,
  };
}

/** @param anchor place of the word diffs */
export function entryView(entry: DigestEntry, anchor: string): EntryView {
  const { rule, classes } = entry;
  return {
    id: rule.stigId || rule.vulnId || rule.ruleId || '',
    vulnId: rule.vulnId ?? '',
    severity: rule.severity,
    category: categoryOf(rule.severity) ?? 'Unknown',
    note: categoryNote(entry),
    classes: [...new Set(classes)].join(', '),
    title: oneLine(rule.title ?? ''),
    anchor,
  };
}

function detailViews(view: DigestView, context: number, prefix: string): DetailView[] {
  const unique = uniqueNames();
  return view.details.map((detail) => {
    const anchor = unique(prefix + anchorOf(detail.rule.vulnId ?? detail.rule.stigId ?? 'rule'));
    return detailView(detail, context, anchor);
  });
}

/** The changes of one rule, with unchanged lines around them. */
export function detailView({ rule, content, metadata }: RuleDetail, context: number, anchor: string): DetailView {
  const moved = (old: string | null | undefined, now: string | null) => (old === undefined ? now : `${old} → ${now}`);
  return {
    anchor,
    id: rule.stigId || rule.vulnId || '',
    ids: [moved(rule.oldVulnId, rule.vulnId), moved(rule.oldStigId, rule.stigId), moved(rule.oldRuleId, rule.ruleId)]
      .filter((id) => id !== null && id !== '')
      .join(', '),
    title: oneLine(rule.title ?? ''),
    severity: rule.severity,
    severityLabel: severityLabel(rule.severity),
    announced: rule.announced ?? [],
    texts: [
      ...metadata.map(({ field, edits, words }) => ({
        heading: field,
        note: '',
        words,
        lines: edits === null ? null : lineViews(edits, context),
      })),
      ...content.map(({ field, class: kind, edits, coarse }) => ({
        heading: field,
        note: `${kind}${coarseText(coarse)}`,
        words: '',
        lines: lineViews(edits, context),
      })),
    ],
  };
}

/** Edits as lines. */
export function lineViews(edits: readonly Edit[], context: number): LineView[] {
  return diffLines(edits, context).map(({ pieces, fold }) => ({
    fold: fold > 0 ? foldText(fold) : '',
    pieces: pieces.map(pieceView),
  }));
}

function pieceView({ op, text }: Piece): LineView['pieces'][number] {
  const shown = text.trim() === '' ? 'equal' : op;
  return {
    deleted: shown === 'delete' ? text : '',
    inserted: shown === 'insert' ? text : '',
    equal: shown === 'equal' ? text : '',
  };
}
