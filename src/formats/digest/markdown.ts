import type { DiffEntry, Edit, ReleaseDiff } from '../../model/release-diff.js';
import { categoryOf } from '../../model/severity.js';
import { digestHeading, digestSentence } from '../shared/digest-lines.js';
import { CONTEXT, type DigestOptions } from '../shared/digest-options.js';
import { oneLine } from '../shared/words.js';
import { headline } from './headline.js';
import { coarseText, diffLines, foldText } from './lines.js';
import { headingText, markdownLine as inline } from './listing.js';
import {
  categoryNote,
  type DigestEntry,
  type DigestSection,
  type DigestView,
  digestView,
  isRaised,
  type RuleDetail,
} from './view.js';

/**
 * The Digest of Updates as Markdown, fit for a pull request: one sentence that says it, what to look at first, the
 * sections with STIG IDs first, and the word diffs folded. Everything of the texts is escaped, so that none of it becomes
 * markup, a mention or a reference. `maxBytes` leaves out word diffs from the end, then entries, and says so.
 *
 * @param level of the first heading; a document of several digests sets them lower
 */
export function digestMarkdown(diff: ReleaseDiff, options: DigestOptions = {}, level = 1): string {
  const view = digestView(diff, options);
  const head = [
    `${'#'.repeat(level)} ${headingText(`${view.title}: ${view.releases}`)}`,
    `**${inline(headline(view))}**`,
    `${inline(digestHeading(view.counts))}. ${inline(digestSentence(diff))}`,
    ...(view.filter === '' ? [] : [inline(view.filter)]),
    ...(view.nothing === '' ? [] : [view.nothing]),
  ];
  if (options.summary) {
    return finish([...head, view.sections.map((s) => `- ${s.title}: ${s.entries.length}`).join('\n')], []);
  }
  const first = todo(view, level + 1);
  const sections = view.sections.map((section) => sectionPart(section, level + 1));
  const notes = view.notes.length === 0 ? [] : [notesPart(view, level + 1)];
  const details = options.noDiff ? [] : view.details.map((detail) => detailPart(detail, options.context ?? CONTEXT));
  return capped([...head, ...first, ...sections, ...notes], details, options.maxBytes, level + 1);
}

function finish(parts: readonly string[], details: readonly string[], level = 2): string {
  const diffs = details.length === 0 ? [] : [`${'#'.repeat(level)} Word diffs`, ...details];
  return `${[...parts, ...diffs].filter((part) => part !== '').join('\n\n')}\n`;
}

/** What a maintainer looks at first: new CAT I rules, raised severities, changed checks of CAT I and II. */
function todo(view: DigestView, level: number): string[] {
  const { added, contentChanged, metadataChanged } = view.diff;
  const checks = (severity: string) =>
    contentChanged.filter((e) => e.severity === severity && e.fields.some((f) => f.field === 'check'));
  const rows: [string, DiffEntry[]][] = [
    ['New CAT I rules', added.filter((e) => e.severity === 'high')],
    ['Severity raised', metadataChanged.filter(isRaised)],
    ['Check changed, CAT I', checks('high')],
    ['Check changed, CAT II', checks('medium')],
  ];
  const lines = rows
    .filter(([, entries]) => entries.length > 0)
    .map(([name, entries]) => `- ${name} (${entries.length}): ${idList(entries)}`);
  return lines.length === 0 ? [] : [`${'#'.repeat(level)} First`, lines.join('\n')];
}

const LISTED = 25;

function idList(entries: readonly DiffEntry[]): string {
  const more = entries.length > LISTED ? ` and ${entries.length - LISTED} more` : '';
  return `${entries.slice(0, LISTED).map(idOf).join(', ')}${more}`;
}

/** The STIG ID, as teams name rules by it; else another id. */
function idOf(rule: DiffEntry): string {
  return inline(rule.stigId || rule.vulnId || rule.ruleId || 'a rule without an id');
}

function sectionPart(section: DigestSection, level: number): string {
  return `${'#'.repeat(level)} ${section.title} (${section.entries.length})\n\n${section.entries.map(entryLine).join('\n')}`;
}

function entryLine(entry: DigestEntry): string {
  const { rule, classes } = entry;
  const note = categoryNote(entry);
  const kinds = classes.length === 0 ? '' : ` (${[...new Set(classes)].join(', ')})`;
  const about = note === '' ? '' : ` ${inline(note)}${kinds}`;
  const category = categoryOf(rule.severity) ?? 'severity unknown';
  return `- **${idOf(rule)}** ${inline(rule.vulnId ?? '')} ${category}${about}: ${inline(oneLine(rule.title ?? ''))}`;
}

function notesPart(view: DigestView, level: number): string {
  const parts = view.notes.map(
    (note) => `- ${note.title} (${note.count})\n${note.lines.map((line) => `  - ${inline(line)}`).join('\n')}`,
  );
  return `${'#'.repeat(level)} Beside it\n\n${parts.join('\n')}`;
}

/** A rule's word diffs, folded: one block of HTML without a blank line, in which nothing is Markdown. */
function detailPart({ rule, content, metadata }: RuleDetail, context: number): string {
  const fields = [...metadata.map((m) => m.field), ...content.map((c) => c.field)].join(', ');
  const lines = [
    '<details>',
    `<summary><b>${html(rule.stigId || rule.vulnId || '')}</b> ${html(rule.vulnId ?? '')} ${html(fields)}: ${html(oneLine(rule.title ?? ''))}</summary>`,
  ];
  for (const said of rule.announced ?? []) lines.push(`<p>DISA: <q>${html(oneLine(said))}</q></p>`);
  for (const { field, edits, words } of metadata) {
    if (edits === null) lines.push(`<p><b>${html(field)}</b>: ${html(words)}</p>`);
    else lines.push(`<p><b>${html(field)}</b>:</p>`, block(edits, context));
  }
  for (const { field, class: kind, edits, coarse } of content) {
    lines.push(`<p><b>${field}</b> (${kind}${coarseText(coarse)}):</p>`, block(edits, context));
  }
  lines.push('</details>');
  return lines.join('\n');
}

function block(edits: readonly Edit[], context: number): string {
  const lines = diffLines(edits, context).map(({ pieces, fold }) => {
    if (fold > 0) return `<i>${foldText(fold)}</i>`;
    return pieces
      .map(({ op, text }, i) => {
        const shown = i === 0 ? indented(text) : html(text);
        if (op === 'equal' || text.trim() === '') return shown;
        return op === 'delete' ? `<del>${shown}</del>` : `<ins>${shown}</ins>`;
      })
      .join('');
  });
  return `<blockquote>${lines.join('<br>\n')}</blockquote>`;
}

/** Blanks at the beginning of a line stand: YAML is indented. */
function indented(text: string): string {
  const lead = /^[ \t]*/.exec(text)![0];
  return lead.replace(/\t/g, '    ').replace(/ /g, '&nbsp;') + html(text.slice(lead.length));
}

/** Text within HTML in Markdown: no markup; a comment breaks what GitHub would read as mention or reference. */
function html(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\r\n]+/g, ' ')
    .replace(/([@#])(?=\w)/g, '$1<!-- -->');
}

const encoder = new TextEncoder();

/** Puts the parts together within a number of bytes; says what was left out. */
function capped(
  parts: readonly string[],
  details: readonly string[],
  maxBytes: number | undefined,
  level: number,
): string {
  const whole = finish(parts, details, level);
  if (maxBytes === undefined || bytes(whole) <= maxBytes) return whole;
  const note = (what: string) => `_Left out to stay within ${maxBytes} bytes: ${what}._`;
  const room = (kept: readonly string[]) =>
    maxBytes - bytes(finish([...parts, note(`${details.length} of ${details.length} word diffs`)], kept, level));
  if (room([]) >= 0) {
    const kept: string[] = [];
    let left = room([]) - bytes(`\n\n${'#'.repeat(level)} Word diffs`);
    for (const detail of details) {
      left -= bytes(detail) + 2;
      if (left < 0) break;
      kept.push(detail);
    }
    return finish([...parts, note(`${details.length - kept.length} of ${details.length} word diffs`)], kept, level);
  }
  return cutLines(parts, maxBytes, note, details.length);
}

/** Lines from the beginning as far as they fit. */
export function cutLines(
  parts: readonly string[],
  maxBytes: number,
  note: (what: string) => string,
  diffs = 0,
): string {
  const lines = finish(parts, []).trimEnd().split('\n');
  const said = (left: number) =>
    `\n\n${note(`${left} lines of the digest${diffs > 0 ? ` and ${diffs} word diffs` : ''}`)}\n`;
  let left = maxBytes - bytes(said(lines.length));
  let kept = 0;
  for (; kept < lines.length; kept++) {
    left -= bytes(lines[kept]!) + 1;
    if (left < 0) break;
  }
  return `${lines.slice(0, kept).join('\n')}${said(lines.length - kept)}`;
}

/** Markdown of lists, cut where it is longer than that. */
export function cappedLines(markdown: string, maxBytes: number | undefined): string {
  if (maxBytes === undefined || bytes(markdown) <= maxBytes) return markdown;
  return cutLines([markdown], maxBytes, (what) => `_Left out to stay within ${maxBytes} bytes: ${what}._`);
}

/** How long a text is as UTF-8. */
export function bytes(text: string): number {
  return encoder.encode(text).length;
}
