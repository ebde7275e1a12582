import type { Overview, OverviewBlock, RevisionHistory } from '../../model/documents.js';
import { oneLine } from '../shared/words.js';
import { escapeHeading, escapeInline, escapeLine } from './escape.js';
import { table } from './table.js';
import { markdownOfText } from './text.js';

/** An Overview document as Markdown. */
export function markdownOfOverview(overview: Overview): string {
  const subtitle = [overview.releaseName, overview.date, overview.developedBy]
    .filter((part) => part !== null)
    .join(', ');
  const parts = [
    `# ${escapeHeading(oneLine(overview.title ?? 'Overview'))}`,
    ...(subtitle === '' ? [] : [escapeLine(oneLine(subtitle))]),
    ...overview.sections.flatMap((section) => {
      const level = '#'.repeat(Math.min(6, Math.max(1, section.level) + 1));
      const title = oneLine([section.number, section.title].filter((part) => part !== null).join(' '));
      const blocks = section.blocks.length > 0 ? section.blocks.map(block) : [markdownOfText(section.text)];
      return [`${level} ${escapeHeading(title)}`, ...blocks];
    }),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function block(value: OverviewBlock): string {
  switch (value.type) {
    case 'paragraph':
      return markdownOfText(value.text);
    case 'list':
      return value.items.map((item) => `- ${escapeLine(oneLine(item))}`).join('\n');
    case 'table': {
      const columns = Math.max(1, value.header.length, ...value.rows.map((row) => row.length));
      const [header, ...rows] = [value.header, ...value.rows].map((row) => [
        ...row,
        ...Array<string>(columns - row.length).fill(''),
      ]);
      const title = value.title === null ? '' : `**${escapeInline(oneLine(value.title))}**\n\n`;
      return `${title}${table(header!, rows)}`;
    }
    case 'figure':
      return `*${escapeInline(oneLine(value.title))}*`;
  }
}

/** A Revision History as Markdown: one table row an entry. */
export function markdownOfRevisionHistory(history: RevisionHistory): string {
  const subtitle = [history.releaseName, history.date].filter((part) => part !== null).join(', ');
  const rows = history.entries.map((entry) => [
    entry.releaseName ?? '',
    entry.date ?? '',
    [entry.document, entry.heading].filter((part) => part !== null).join('; '),
    entry.stigIds.join(', '),
    entry.text,
  ]);
  const parts = [
    `# ${escapeHeading(oneLine(history.title ?? 'Revision History'))}`,
    ...(subtitle === '' ? [] : [escapeLine(oneLine(subtitle))]),
    table(['Release', 'Date', 'Document', 'IDs', 'Change'], rows),
  ];
  return `${parts.join('\n\n')}\n`;
}
