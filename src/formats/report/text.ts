import type { ChecklistReport } from '../../model/report.js';
import { oneLine } from '../shared/words.js';
import { type FindingLine, findingLines, headLines, missingLines } from './lines.js';
import { assetTable, outdatedTable, type ReportTable, severityTable, stigTable } from './tables.js';

/** Columns of a terminal that every line fits in, as far as its words allow. */
const WIDTH = 80;
/** Assets that are named with a finding. */
const MOST_NAMED = 8;

/** A report for the terminal. The marking stands first and last. */
export function reportText(report: ChecklistReport): string {
  const banner = report.marking === null ? [] : [centred(oneLine(report.marking))];
  const outdated = outdatedTable(report);
  const missing = missingLines(report, MOST_NAMED);
  const parts = [
    ...banner,
    ['Report on checklists', ...headLines(report).flatMap((line) => wrap(line, WIDTH))].join('\n'),
    ...[severityTable(report), stigTable(report), assetTable(report)].map(tableText),
    ...(outdated.rows.length === 0 ? [] : [tableText(outdated)]),
    listing(`Open findings ${report.findings.length}`, findingLines(report, MOST_NAMED)),
    ...(missing.length === 0 ? [] : [listing(`Without details ${missing.length}`, missing)]),
    ...banner,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Open rules: ids and severity, then the title and the assets, set in. */
function listing(heading: string, findings: readonly FindingLine[]): string {
  if (findings.length === 0) return `${heading}\nNothing is open.`;
  const lines = findings.flatMap(({ id, category, count, stig, title, assets }) => [
    ...wrap([id, category, count, stig].filter((part) => part !== '').join('  '), WIDTH),
    ...wrap(title, WIDTH - 4).map((line) => `    ${line}`),
    ...wrap(`on ${assets}`, WIDTH - 4).map((line) => `    ${line}`),
  ]);
  return [heading, ...lines].join('\n');
}

/** Columns aligned; a name that is too long for its column stands on a line of its own. */
function tableText({ title, columns, rows }: ReportTable): string {
  const heads = columns.map(({ name, short }) => wrap(short ?? name, 8));
  const lines = Math.max(...heads.map((head) => head.length));
  const widths = columns.map((_, c) =>
    Math.max(...heads[c]!.map((line) => line.length), ...rows.map((row) => (c === 0 ? 0 : [...row[c]!].length))),
  );
  const rest = widths.slice(1).reduce((all, width) => all + width + 2, 0);
  const longest = Math.max(widths[0]!, ...rows.map((row) => [...row[0]!].length));
  widths[0] = Math.max(8, Math.min(longest, WIDTH - rest));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => {
        const space = ' '.repeat(Math.max(0, widths[c]! - [...cell].length));
        return columns[c]!.numeric ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const header = Array.from({ length: lines }, (_, i) =>
    line(heads.map((head) => head[i - lines + head.length] ?? '')),
  );
  const body = rows.flatMap((row) => {
    const fits = [...row[0]!].length <= widths[0]!;
    return fits ? [line(row)] : [row[0]!, line(['', ...row.slice(1)])];
  });
  return [title, ...header, ...body].join('\n');
}

function centred(text: string): string {
  return ' '.repeat(Math.max(0, Math.floor((WIDTH - [...text].length) / 2))) + text;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
