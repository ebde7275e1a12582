import type { Filled, FillSummary } from '../checklist/fill.js';
import type { FieldConflict } from '../checklist/fill-row.js';
import { escapeCell } from '../formats/shared/markdown-escape.js';
import { oneLine } from '../formats/shared/words.js';
import { writeCsv } from '../io/csv.js';
import { StigError } from '../io/diagnostic.js';
import { sanitizeLine } from '../io/terminal.js';
import { table } from './table.js';

/** A line of a report, of whatever source. */
export interface ReportRow {
  vulnId: string | null;
  oldVulnId: string | null;
  stigId: string | null;
  ruleId?: string | null;
  asset: string;
  outcome: string;
  reason: string;
  class: string | null;
  source: string | null;
  before: string | null;
  after: string | null;
  from?: string;
  fields?: readonly FieldConflict[];
}

/** Columns of a report as a table, in order. */
const COLUMNS = [
  'asset',
  'vulnId',
  'oldVulnId',
  'stigId',
  'ruleId',
  'from',
  'outcome',
  'before',
  'after',
  'class',
  'source',
  'reason',
] as const;

/** Endings that a report may have. */
const FORMS = ['json', 'md', 'csv'] as const;
export type ReportForm = (typeof FORMS)[number];

/** The form that a report's file name asks for. Throws a StigError for other endings, before anything is done. */
export function reportForm(file: string): ReportForm {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase();
  const form = FORMS.find((name) => name === (ending === 'markdown' ? 'md' : ending));
  if (form !== undefined) return form;
  throw new StigError({
    code: 'usage',
    severity: 'error',
    message: `--report ${file}: its ending says no form`,
    hint: 'Endings are .json, .md and .csv.',
  });
}

/** A report: JSON as `{ summary, rules }`, Markdown or CSV with a row for each. */
export function renderReport(form: ReportForm, title: string, summary: object, rows: readonly ReportRow[]): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify({ summary, rules: rows.map(ordered) }, null, 2)}\n`;
    case 'csv':
      return writeCsv(
        [...COLUMNS, 'conflicts'],
        rows.map((row) => [...cellsOf(row), conflictsOf(row)]),
      );
    case 'md':
      return markdown(title, rows);
  }
}

/** The members of a row that every report has, in one order, before those that few have. */
function ordered(row: ReportRow): object {
  const { vulnId, oldVulnId, stigId, ruleId = null, asset, outcome, reason, source, before, after, ...rest } = row;
  const { class: kind, ...more } = rest;
  return { vulnId, oldVulnId, stigId, ruleId, asset, outcome, reason, class: kind, source, before, after, ...more };
}

function cellsOf(row: ReportRow): string[] {
  return COLUMNS.map((name) => row[name] ?? '');
}

function conflictsOf({ fields }: ReportRow): string {
  return (fields ?? []).map(({ field, kept, other }) => `${field}: ${kept ?? ''} | ${other ?? ''}`).join('\n');
}

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  carried: 'Carried',
  'carried-confirm': 'Carried, to be confirmed',
  reset: 'Reset',
  reverify: 'Open, to be verified anew',
  new: 'New rules',
  removed: 'Removed rules',
  conflict: 'Conflicts',
  filled: 'Filled',
  replaced: 'Replaced',
  added: 'Texts added',
  evidence: 'Evidence added',
  confirmed: 'Confirmed',
  kept: 'Left as they were',
  unmatched: 'Of no rule in the checklist',
  'no-result': 'Without a result',
};

/** A heading for each outcome with its count, a table below. */
function markdown(title: string, rows: readonly ReportRow[]): string {
  const byOutcome = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const known = byOutcome.get(row.outcome);
    if (known === undefined) byOutcome.set(row.outcome, [row]);
    else known.push(row);
  }
  const order = Object.keys(OUTCOME_WORDS);
  const sections = [...byOutcome].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const severalAssets = new Set(rows.map((row) => row.asset)).size > 1;
  const head = [...(severalAssets ? ['Asset'] : []), 'Rule', 'STIG ID', 'Before', 'After', 'Source', 'Reason'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const out = [`# ${escapeCell(oneLine(title))}`, ''];
  for (const [outcome, list] of sections) {
    out.push(`## ${OUTCOME_WORDS[outcome] ?? outcome} ${list.length}`, '');
    out.push(line(head), line(head.map(() => '---')));
    for (const row of list) {
      const reason = [row.reason, ...(row.fields ?? []).map(shortConflict)].join('; ');
      const cells = [idsOf(row), row.stigId, row.before, row.after, row.source, reason].map((cell) =>
        escapeCell(oneLine(cell ?? '')),
      );
      out.push(line(severalAssets ? [escapeCell(oneLine(row.asset)), ...cells] : cells));
    }
    out.push('');
  }
  if (sections.length === 0) out.push('Nothing to tell.', '');
  return out.join('\n');
}

/** Characters of a text that are shown beside another; the whole ones are in JSON and CSV. */
const SHOWN = 200;

function shortConflict({ field, kept, other }: FieldConflict): string {
  const short = (text: string | null) => {
    const letters = [...(text ?? '')];
    return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('')}...` : letters.join('');
  };
  return `${field}: "${short(kept)}" / "${short(other)}"`;
}

function idsOf({ vulnId, oldVulnId, ruleId }: ReportRow): string {
  const id = vulnId ?? ruleId ?? '';
  return oldVulnId === null ? id : `${oldVulnId} → ${id}`;
}

/** The table that --dry-run shows. */
export function dryRunTable(rows: readonly ReportRow[], columns: number): string {
  if (rows.length === 0) return '';
  const severalAssets = new Set(rows.map((row) => row.asset)).size > 1;
  const severalSources = new Set(rows.flatMap((row) => row.source ?? [])).size > 1;
  const cells = rows.map((row) => [
    ...(severalAssets ? [row.asset] : []),
    idsOf(row),
    row.outcome,
    row.before === row.after ? (row.after ?? '') : `${row.before ?? '-'} → ${row.after ?? '-'}`,
    row.source === null || !severalSources ? row.reason : `${row.reason} (${row.source})`,
  ]);
  return `${table(
    cells.map((line) => line.map(sanitizeLine)),
    columns,
  )}\n`;
}

/** Numbers of all checklists of a run, each and in all. */
export interface RunSummary extends Pick<FillSummary, 'rules' | 'statuses' | 'origins'> {
  /** Lines of the report by outcome. */
  outcomes: Record<string, number>;
  leftovers: number;
  checklists: ({ asset: string } & FillSummary)[];
}

/** The numbers of no checklist yet. */
export function noSummary(): RunSummary {
  return {
    rules: 0,
    statuses: { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 },
    origins: { prior: 0, results: 0, answers: 0, none: 0 },
    outcomes: {},
    leftovers: 0,
    checklists: [],
  };
}

/** Adds what came of a checklist to the numbers. */
export function addTo(all: RunSummary, asset: string, { summary, rows, leftovers }: Omit<Filled, 'checklist'>): void {
  all.rules += summary.rules;
  for (const status of Object.keys(all.statuses) as (keyof typeof all.statuses)[])
    all.statuses[status] += summary.statuses[status];
  for (const origin of Object.keys(all.origins) as (keyof typeof all.origins)[])
    all.origins[origin] += summary.origins[origin];
  for (const { outcome } of rows) all.outcomes[outcome] = (all.outcomes[outcome] ?? 0) + 1;
  all.leftovers += leftovers.length;
  all.checklists.push({ asset, ...summary });
}

/** More checklists than these are summed up, not told one by one. */
const TOLD = 5;

/** What came from where, in a few lines for a person. */
export function summaryLines(summary: RunSummary): string[] {
  const { checklists } = summary;
  const lines = checklists.slice(0, TOLD).flatMap((one) => [totals(one.asset, one), ...sourceLines(one)]);
  if (checklists.length > TOLD) lines.push(`... and ${checklists.length - TOLD} more`);
  if (checklists.length > 1) lines.push(totals(`${checklists.length} checklists`, summary));
  return lines.map(sanitizeLine);
}

function totals(
  name: string,
  { rules, origins, statuses }: Pick<FillSummary, 'rules' | 'origins' | 'statuses'>,
): string {
  return `${name}: ${rules} rules, answered by priors ${origins.prior}, results ${origins.results}, standing answers ${origins.answers}; not reviewed ${origins.none}; open ${statuses.open}`;
}

function sourceLines({ prior, results, answers }: FillSummary): string[] {
  const lines: string[] = [];
  if (prior !== null) {
    const names = prior.priors.map((one) => one.source).join(', ');
    const more = [
      ...(prior.renumbered > 0 ? [`${prior.renumbered} renumbered`] : []),
      ...(prior.needsReapproval > 0 ? [`overrides that need re-approval ${prior.needsReapproval}`] : []),
      `leftovers ${prior.leftovers}`,
    ];
    lines.push(`  priors (${names}): ${[...counts(prior.outcomes), ...more].join(', ')}`);
  }
  for (const one of results?.sources ?? []) {
    lines.push(
      `  results (${one.source}): ${one.used ? `${one.results} results: ${counts(one.outcomes).join(', ')}` : 'not used'}`,
    );
  }
  if (answers !== null) lines.push(`  standing answers: ${counts(answers.outcomes).join(', ') || 'none'}`);
  return lines;
}

function counts(outcomes: Readonly<Record<string, number>>): string[] {
  return Object.entries(outcomes)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
}
