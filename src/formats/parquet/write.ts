import type { Diagnostic, Report } from '../../io/diagnostic.js';
import { ParquetFile, type ParquetLoss } from '../../io/parquet.js';
import type { Rule } from '../../model/benchmark.js';
import type { Document } from '../../model/document.js';
import type { Write, WriteAll } from '../format.js';
import { idOf } from '../shared/words.js';
import { type Table, tableOf } from './tables.js';

/** Writes one document as a Parquet file: a row a rule, a review, or a STIG in a checklist. */
export const writeParquet: Write = (document, _, { report }) => {
  const table = tableOf(document);
  const file = new ParquetFile(table.name, table.columns);
  return joined([file.begin(), ...rowGroups(file, table, report), file.end()]);
};

/**
 * Writes any number of documents as one Parquet file, in the order they come; a row group is written as soon as it is
 * full. All must have one table: what is of another kind than the first is reported and left out.
 */
export const writeAllParquet: WriteAll = async function* (documents) {
  let file: ParquetFile | undefined;
  let first: { table: Table; kind: Document['kind'] } | undefined;
  for await (const { document, report } of documents) {
    const table = tableOf(document);
    if (file === undefined || first === undefined) {
      file = new ParquetFile(table.name, table.columns);
      first = { table, kind: document.kind };
      // A place that cannot be written to is known of before all is read.
      yield file.begin();
    }
    if (table.name === first.table.name) yield* rowGroups(file, table, report);
    else report(otherTable(first.kind, document.kind));
  }
  if (file !== undefined) yield file.end();
};

/** Adds the rows of a table, and gives the row groups that become full. */
function* rowGroups(file: ParquetFile, table: Table, report: Report): Generator<Uint8Array> {
  for (const { values, rule } of table.rows()) {
    file.add(values, (loss) => report(lossOf(loss, rule)));
    const bytes = file.take();
    if (bytes !== null) yield bytes;
  }
}

function lossOf({ column, loss }: ParquetLoss, rule: Rule | undefined): Diagnostic {
  const where = rule === undefined ? {} : { rule: idOf(rule) };
  if (loss.kind === 'no-date') {
    const message = `${column} is NULL: ${JSON.stringify(loss.value)} is no day of the calendar`;
    return { code: 'not-carried', severity: 'warning', ...where, message };
  }
  const halves = loss.count === 1 ? 'half a character' : `${loss.count} halves of characters`;
  const message = `${halves} that UTF-8 cannot hold in ${column} became U+FFFD`;
  return { code: 'characters-replaced', severity: 'warning', ...where, message };
}

function otherTable(first: Document['kind'], kind: Document['kind']): Diagnostic {
  return {
    code: 'cannot-convert',
    severity: 'error',
    message: `a ${kind} has other columns than the ${first} before it, and one Parquet file has one table`,
    hint: 'Convert benchmarks and checklists in two runs, or give -o a folder.',
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
