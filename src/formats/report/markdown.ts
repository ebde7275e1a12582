import type { ChecklistReport } from '../../model/report.js';
import { escapeCell, escapeInline, escapeLine } from '../shared/markdown-escape.js';
import { oneLine } from '../shared/words.js';
import { type FindingLine, findingLines, headLines, missingLines } from './lines.js';
import { assetTable, outdatedTable, type ReportTable, severityTable, stigTable } from './tables.js';

/** Assets that are named with a finding. */
const MOST_NAMED = 20;

/** A report as Markdown. The marking stands at both ends. */
export function reportMarkdown(report: ChecklistReport): string {
  const banner = report.marking === null ? [] : [`**${escapeInline(oneLine(report.marking))}**`];
  const outdated = outdatedTable(report);
  const missing = missingLines(report, MOST_NAMED);
  const parts = [
    ...banner,
    '# Report on checklists',
    headLines(report)
      .map((line) => `- ${escapeLine(line)}`)
      .join('\n'),
    ...[severityTable(report), stigTable(report), assetTable(report)].flatMap(section),
    ...(outdated.rows.length === 0 ? [] : section(outdated)),
    ...section(findingTable('Open findings', findingLines(report, MOST_NAMED))),
    ...(missing.length === 0 ? [] : section(findingTable('Open without details', missing))),
    ...banner,
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingTable(title: string, findings: readonly FindingLine[]): ReportTable {
  return {
    title,
    columns: [{ name: 'Rule' }, { name: 'Severity' }, { name: 'STIG' }, { name: 'Title' }, { name: 'Assets' }],
    rows: findings.map(({ id, category, stig, title, assets }) => [id, category, stig, title, assets]),
  };
}

function section({ title, columns, rows }: ReportTable): string[] {
  const heading = `## ${title}`;
  if (rows.length === 0) return [heading, 'None.'];
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  const table = [
    line(columns.map(({ name }) => name)),
    `| ${columns.map(({ numeric }) => (numeric ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(line),
  ];
  return [heading, table.join('\n')];
}
