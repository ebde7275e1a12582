import type { ReleaseDiff } from '../../model/release-diff.js';
import { digestHeading, digestLine, digestSentence } from '../shared/digest-lines.js';
import { CONTEXT, type DigestOptions } from '../shared/digest-options.js';
import { oneLine } from '../shared/words.js';
import { headline } from './headline.js';
import { coarseText, diffLines, foldText, type Piece } from './lines.js';
import { digestView, type RuleDetail } from './view.js';

/**
 * The Digest of Updates as plain text: heading, sentence, sections and lines as a release page shows them; then what is
 * said beside them; then the word diffs, `[-deleted-]` and `{+inserted+}`. Lines never wrap.
 */
export function digestText(diff: ReleaseDiff, options: DigestOptions = {}): string {
  const view = digestView(diff, options);
  const lines = [digestHeading(view.counts), digestSentence(diff)];
  if (options.summary) lines.push(...view.sections.map((s) => `${s.title} ${s.entries.length}`));
  else {
    for (const section of view.sections) {
      lines.push(
        `${section.title} ${section.entries.length}`,
        ...section.entries.map((e) => digestLine(e.rule, e.note)),
      );
    }
  }
  if (view.nothing !== '') lines.push(view.nothing);
  lines.push('', `${view.title}: ${view.releases}. ${headline(view)}`);
  if (view.filter !== '') lines.push(view.filter);
  for (const note of view.notes) {
    lines.push(`${note.title} ${note.count}`);
    if (!options.summary) lines.push(...note.lines.map((line) => `  ${line}`));
  }
  if (!options.summary && !options.noDiff) {
    for (const detail of view.details) lines.push('', ...detailLines(detail, options.context ?? CONTEXT));
  }
  return `${lines.join('\n')}\n`;
}

function detailLines({ rule, content, metadata }: RuleDetail, context: number): string[] {
  const ids = [
    rule.oldStigId === undefined ? rule.stigId : `${rule.oldStigId} → ${rule.stigId}`,
    rule.oldRuleId === undefined ? rule.ruleId : `${rule.oldRuleId} → ${rule.ruleId}`,
  ];
  const lines = [digestLine(rule).slice(2), `  ${ids.filter((id) => id !== null && id !== '').join('  ')}`];
  for (const said of rule.announced ?? []) lines.push(`  DISA: ${oneLine(said)}`);
  for (const { field, edits, words } of metadata) {
    if (edits === null) lines.push(`  ${field}: ${words}`);
    else lines.push(`  ${field}`, ...shownLines(edits, context));
  }
  for (const { field, class: kind, edits, coarse } of content) {
    lines.push(`  ${field} (${kind})${coarseText(coarse)}`, ...shownLines(edits, context));
  }
  return lines;
}

function shownLines(edits: Parameters<typeof diffLines>[0], context: number): string[] {
  return diffLines(edits, context).map(({ pieces, fold }) => {
    const line = fold > 0 ? foldText(fold) : pieces.map(marked).join('');
    return line.trim() === '' ? '' : `    ${line}`;
  });
}

function marked({ op, text }: Piece): string {
  if (op === 'equal' || text.trim() === '') return op === 'delete' ? '' : text;
  // Blanks stay outside of the marks: words are what is read.
  const lead = text.slice(0, text.length - text.trimStart().length);
  const trail = text.slice(text.trimEnd().length);
  const core = text.slice(lead.length, text.length - trail.length);
  return op === 'delete' ? `${lead}[-${core}-]${trail}` : `${lead}{+${core}+}${trail}`;
}
