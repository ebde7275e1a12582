import { StigError } from '../../io/diagnostic.js';
import { render, stylesheet } from '../../io/template.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Write } from '../format.js';
import { type CheckView, checkViews } from './check-view.js';
import { escapeMarkdown, fenced, htmlText } from './escape.js';
import { onOneLine } from './fold.js';

/**
 * Writes the check page of each rule of a benchmark, one behind the other: as text on which each section stands on one
 * line, as the seed's page has it, or as Markdown or HTML, which keep the line breaks. Expert comments come from
 * `comments`, definitions of CCIs from `cciDefinitions`, each else from the rule. Throws a StigError (`cannot-convert`)
 * for any other document.
 */
export const writeCheckPage: Write = (document, options) => {
  if (document.kind !== 'benchmark') {
    throw new StigError({
      code: 'cannot-convert',
      severity: 'error',
      message: `a check page shows a rule of a benchmark, not a ${document.kind}`,
    });
  }
  const views = checkViews(document, options);
  if (options.as === 'html') return asHtml(views);
  return views.map(options.as === 'markdown' ? asMarkdown : asText).join('\n');
};

/**
 * A benchmark for each rule, to be written to a file of its own, with the file's base name: the STIG ID, else another
 * id; other characters than letters, digits, `.`, `_` and `-` become `_`.
 */
export function checkPagesOf(benchmark: Benchmark): { name: string; benchmark: Benchmark }[] {
  return benchmark.rules.map((rule, i) => {
    const id = rule.stigId ?? rule.vulnId ?? rule.ruleId ?? `rule-${i + 1}`;
    const name = id
      .trim()
      .replace(/[^\w.-]+/g, '_')
      .replace(/^\.+/, '_');
    return { name, benchmark: { ...benchmark, rules: [rule] } };
  });
}

/** Line for line as renderings/check-page.txt. */
function asText(view: CheckView): string {
  const lines = [`Check: ${view.id}`];
  if (view.stig !== null) lines.push(`${view.stig}:`);
  lines.push(view.id);
  if (view.release !== null) lines.push(view.release);
  const section = (name: string, text: string | null) => {
    const line = onOneLine(text ?? '');
    lines.push(name, ...(line === '' ? [] : [line]));
  };
  section('Title', view.title);
  section('Discussion', view.discussion);
  for (const text of view.checks) section('Check Content', text);
  for (const text of view.fixes) section('Fix Text', text);
  lines.push('Additional Identifiers', ...view.identifiers.map(({ label, value }) => `${label}: ${value}`));
  section('Expert Comments', view.comments);
  lines.push('CCIs', 'Number | Definition |', '---|---|');
  for (const { id, definition } of view.ccis) lines.push(`${id} |`, `${definition} |`.trimStart());
  lines.push('Controls', 'Number | Title |', '---|---|');
  for (const { control, title } of view.controls) lines.push(`${control} |`, `${title} |`.trimStart());
  return `${lines.join('\n')}\n`;
}

function asMarkdown(view: CheckView): string {
  const name = view.stig === null ? '' : `${escapeMarkdown(view.stig)}: `;
  const release = view.release === null ? '' : ` ${escapeMarkdown(view.release)}`;
  const blocks = [`# Check: ${escapeMarkdown(view.id)}`, `${name}${escapeMarkdown(view.id)}${release}`];
  const section = (heading: string, text: string | null) => {
    blocks.push(`## ${heading}`);
    if (text !== null) blocks.push(fenced(text));
  };
  blocks.push('## Title');
  if (view.title !== '') blocks.push(escapeMarkdown(view.title));
  section('Discussion', view.discussion);
  for (const text of view.checks) section('Check Content', text);
  for (const text of view.fixes) section('Fix Text', text);
  blocks.push('## Additional Identifiers');
  const identifiers = view.identifiers.map(({ label, value }) => `- ${label}: ${escapeMarkdown(value)}`);
  if (identifiers.length > 0) blocks.push(identifiers.join('\n'));
  section('Expert Comments', view.comments);
  const table = (header: string[], rows: string[][]) =>
    [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const ccis = view.ccis.map(({ id, definition }) => [id, definition].map(escapeMarkdown));
  const controls = view.controls.map((row) => [row.control, titleWithNote(row)].map(escapeMarkdown));
  blocks.push('## CCIs', table(['Number', 'Definition'], ccis));
  blocks.push('## Controls', table(['Number', 'Title'], controls));
  return `${blocks.join('\n\n')}\n`;
}

function titleWithNote({ title, note }: CheckView['controls'][number]): string {
  return note === null ? title : `${title} (${note})`.trimStart();
}

function asHtml(views: readonly CheckView[]): string {
  const first = views[0];
  return render('page/check', {
    title: views.length === 1 ? `Check: ${first!.id}` : `Checks of ${first?.stig ?? 'a STIG'}`,
    marking: null,
    style: stylesheet('page/style.css'),
    checks: views.map((view) => ({
      id: view.id,
      title: view.stig,
      release: view.release,
      sections: sectionsOf(view).map((section) => ({ html: '', identifiers: null, table: null, ...section })),
    })),
  });
}

function sectionsOf(view: CheckView) {
  return [
    { name: 'Title', html: view.title === '' ? '' : htmlText(view.title) },
    { name: 'Discussion', html: htmlText(view.discussion) },
    ...view.checks.map((text) => ({ name: 'Check Content', html: htmlText(text) })),
    ...view.fixes.map((text) => ({ name: 'Fix Text', html: htmlText(text) })),
    { name: 'Additional Identifiers', identifiers: view.identifiers },
    { name: 'Expert Comments', html: htmlText(view.comments) },
    {
      name: 'CCIs',
      table: { header: ['Number', 'Definition'], rows: view.ccis.map(({ id, definition }) => [id, definition]) },
    },
    {
      name: 'Controls',
      table: { header: ['Number', 'Title'], rows: view.controls.map((row) => [row.control, titleWithNote(row)]) },
    },
  ];
}
