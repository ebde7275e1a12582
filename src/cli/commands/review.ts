import { type AnswerEdit, changedFields, editReview, findReview } from '../../checklist/edit.js';
import type { Format } from '../../formats/format.js';
import { importReviewTable, type TableNote } from '../../formats/shared/review-table.js';
import { idOf, oneLine, STATUS_WORDS, severityLabel } from '../../formats/shared/words.js';
import { readTable } from '../../io/csv.js';
import { type Report, StigError } from '../../io/diagnostic.js';
import { writeOutput } from '../../io/output.js';
import { outputBase } from '../../io/output-names.js';
import { sanitize } from '../../io/terminal.js';
import { readWorkbook, textRows } from '../../io/xlsx-read.js';
import { isZip } from '../../io/zip-mark.js';
import type { Checklist, Review, Status } from '../../model/checklist.js';
import { severityOf } from '../../model/summary.js';
import { writeDocument } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { readFileSource } from '../file-bytes.js';
import { limitsFrom } from '../limits.js';
import type { reviewOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { openTarget } from '../writing.js';

type Options = ValuesOf<typeof reviewOptions>;

/** Formats that give everything but the edit back as it was. */
const EDITABLE = new Set(['ckl', 'cklb']);

/**
 * `stigkit review`: answers one rule, or takes over what was edited in a spreadsheet; everything else of the file stays
 * to the byte. Without an answer it shows the review. 1 where the table and the checklist were both edited.
 */
export const run: Run<typeof reviewOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const [file = '', id] = inputs;
  const edit = editOf(options);
  const table = options['from-csv'];
  const asks = Object.keys(edit).length > 0;
  checkUse(id, asks, options);
  const { checklist, format, path } = await readChecklist(file, options, reporting);
  if (table !== undefined) {
    const { changed, notes } = await fromTable(checklist, table, options, reporting.report);
    const conflicts = tellNotes(notes, table, reporting);
    await put(changed, format, path, options, io, reporting, changed !== checklist);
    return reporting.exitCode() || (conflicts > 0 ? 1 : 0);
  }
  const place = findReview(checklist, id!, options.stig);
  const review = checklist.stigs[place.stig]!.reviews[place.review]!;
  if (!asks) {
    await io.out(sanitize(shown(review)));
    return reporting.exitCode();
  }
  const fields = changedFields(review, edit);
  const changed = editReview(checklist, place, edit);
  doubts({ ...review, ...edit }, path, reporting);
  await put(fields.length === 0 ? checklist : changed, format, path, options, io, reporting, fields.length > 0);
  return reporting.exitCode();
};

function checkUse(id: string | undefined, asks: boolean, options: Options): void {
  const table = options['from-csv'];
  if (id === undefined && table === undefined) {
    throw usage('no rule is named', 'Name a V-id, Rule ID or STIG ID after the file, or give --from-csv TABLE.');
  }
  if (table !== undefined && (asks || id !== undefined)) {
    throw usage('--from-csv takes all answers from the table', 'Give a rule and its answer, or a table, not both.');
  }
  if (options['in-place'] && options.output !== undefined) {
    throw usage('--in-place and -o name two places', 'Give one of them.');
  }
}

function editOf(options: Options): AnswerEdit {
  const { status, details, comments, severity, justification } = options;
  return {
    ...(status === undefined ? {} : { status: status as Status }),
    ...(details === undefined ? {} : { findingDetails: details }),
    ...(comments === undefined ? {} : { comments }),
    ...(severity === undefined
      ? {}
      : { severityOverride: severity === 'none' ? null : (severity as 'high' | 'medium' | 'low') }),
    ...(justification === undefined ? {} : { severityJustification: justification }),
  };
}

async function readChecklist(
  file: string,
  options: Options,
  reporting: Reporter,
): Promise<{ checklist: Checklist; format: Format; path: string }> {
  const found = [];
  for await (const one of readInputs([file], options, reporting)) found.push(one);
  const [one, another] = found;
  if (one === undefined) throw problem(file, 'no checklist could be read');
  if (another !== undefined) throw problem(file, 'it holds several documents', 'Name one checklist.');
  const { document, format, input } = one;
  if (document.kind !== 'checklist') throw problem(file, `this is a ${document.kind}, not a checklist`);
  if (!EDITABLE.has(format.name)) {
    throw problem(
      file,
      `${format.name} is not edited: it would not come back as it was`,
      `Make a checklist of it: stigkit convert ${file} --to ckl -o FILE.ckl`,
    );
  }
  if (options['in-place'] && input.name !== file) {
    throw problem(file, 'it is no file of its own', 'Unpack it, or write a copy with -o.');
  }
  return { checklist: document, format, path: file };
}

async function fromTable(checklist: Checklist, file: string, options: Options, report: Report) {
  const source = await readFileSource(file, report);
  const tables: string[][][] = [];
  if (isZip(source.bytes)) {
    const workbook = await readWorkbook(source, limitsFrom(options.limit));
    for (const { path } of workbook.sheets) tables.push(textRows(workbook, path));
  } else tables.push(readTable(source));
  for (const rows of tables) {
    const result = importReviewTable(checklist, rows);
    if (result === null) continue;
    const { notes, rows: count } = result;
    if (count > 0 && notes.filter((note) => note.outcome === 'other-asset').length === count) {
      throw problem(
        file,
        'every row is of another asset',
        'Check that the table was made from this checklist.',
        'other-host',
      );
    }
    const isChanged = notes.some((note) => note.outcome === 'changed');
    return { changed: isChanged ? result.checklist : checklist, notes };
  }
  throw problem(
    file,
    'no header with the columns status and vulnId was found',
    'The table is one that `stigkit convert CHECKLIST --to csv|xlsx` wrote.',
  );
}

/** Says what became of the rows. Gives the number of conflicts. */
function tellNotes(notes: readonly TableNote[], file: string, { report }: Reporter): number {
  const severity = { changed: 'info', conflict: 'warning', invalid: 'error', unmatched: 'error' } as const;
  const code = {
    changed: 'table-changed',
    conflict: 'merge-conflict',
    invalid: 'value-invalid',
    unmatched: 'results-unmatched',
  } as const;
  for (const { row, rule, outcome, fields, message } of notes) {
    if (outcome === 'other-asset') continue;
    report({
      code: code[outcome],
      severity: severity[outcome],
      file,
      ...(rule === null ? {} : { rule: oneLine(rule) }),
      message: `row ${row}: ${fields.length === 0 ? '' : `${fields.join(', ')}: `}${message}`,
    });
  }
  return notes.filter((note) => note.outcome === 'conflict').length;
}

/** Says what a reader of the review would ask for. */
function doubts(review: Review, file: string, { report }: Reporter): void {
  const rule = idOf(review.rule);
  const said = review.findingDetails.trim() !== '' || review.comments.trim() !== '';
  const warn = (code: 'details-missing' | 'override-unjustified', message: string, hint: string) =>
    report({ code, severity: 'warning', file, rule, message, hint });
  if (review.status === 'open' && !said) {
    warn('details-missing', 'open without finding details or comments', 'Say why with --details.');
  }
  if (review.status === 'not_applicable' && !said) {
    warn('details-missing', 'not applicable without a reason', 'Say why with --comments.');
  }
  if (review.severityOverride !== null && review.severityJustification.trim() === '') {
    warn(
      'override-unjustified',
      'the severity is overridden without a justification',
      'Give one with --justification.',
    );
  }
}

async function put(
  checklist: Checklist,
  format: Format,
  path: string,
  options: Options,
  io: CliIo,
  { report, note }: Reporter,
  isChanged: boolean,
): Promise<void> {
  if (!isChanged) note('Nothing changed.');
  if (!isChanged && options['in-place']) return;
  const data = await writeDocument(checklist, format.name, {}, report);
  if (options['in-place']) {
    await writeOutput(path, data, { force: true });
    return;
  }
  const target = await openTarget(options, [], io);
  await target.put(outputBase(path), format.extension, data);
  await target.close();
}

function shown(review: Review): string {
  const { rule } = review;
  const severity = severityOf(review);
  const overridden = severity === rule.severity ? '' : `, overridden from ${severityLabel(rule.severity)}`;
  const part = (name: string, text: string) => (text.trim() === '' ? [] : [`${name}:`, text.trimEnd()]);
  return `${[
    `${idOf(rule)}  ${oneLine(rule.title ?? '')}`,
    `${[rule.ruleId, rule.stigId].filter((id) => id).join('  ')}  ${severityLabel(severity)}${overridden}`,
    `Status: ${STATUS_WORDS[review.status]}`,
    ...part('Finding details', review.findingDetails),
    ...part('Comments', review.comments),
    ...part('Severity justification', review.severityJustification),
  ].join('\n')}\n`;
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}

function problem(
  file: string,
  message: string,
  hint?: string,
  code: 'format-mismatch' | 'other-host' = 'format-mismatch',
): StigError {
  return new StigError({ code, severity: 'error', file, message, ...(hint === undefined ? {} : { hint }) });
}
