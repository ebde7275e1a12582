import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { StigError } from './diagnostic.js';

/**
 * CSV as RFC 4180 has it and Excel reads it: every field that is not empty in quotes, records ended by CRLF, UTF-8 with a
 * byte order mark (without one Excel takes the file for the system's code page). Line breaks within a field stay as they
 * are.
 *
 * A spreadsheet runs a field as a formula that begins with `=`, `+`, `-`, `@`, a tab, a line break or one of the
 * full-width forms, and quotes do not stop it. Such a field gets an apostrophe in front. So that reading can take it away
 * again, a field that begins with apostrophes before such a character gets one more: reading takes exactly one from every
 * field that begins so.
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const records = [header, ...rows].map((row) => row.map(guardFormula));
  return stringify(records, { bom: true, record_delimiter: 'windows', quoted_string: true, quoted_empty: false });
}

/** A CSV file's records, the header first, without the guards against formulas. Throws where quotes do not close. */
export function readCsv(text: string, delimiter = ','): string[][] {
  const records: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  return records.map((record) => record.map(unguardFormula));
}

/**
 * What parts the fields of a CSV: a spreadsheet writes `;` where the comma is the decimal sign, or tabs. The one that
 * stands most often in the first line, quoted fields aside; a line `sep=;` names it.
 */
export function delimiterOf(text: string): string {
  const line = /^\ufeff?(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, 100_000))?.[0].replace(/^\ufeff/, '') ?? '';
  const named = /^"?sep=(.)"?$/i.exec(line.trim())?.[1];
  if (named !== undefined) return named;
  const plain = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (sign: string) => plain.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** A CSV of whatever delimiter that somebody made or edited. Throws a StigError where its quotes do not close. */
export function readTable({ name, text }: { name: string; text: string }): string[][] {
  try {
    return readCsv(text, delimiterOf(text));
  } catch (error) {
    const message = `this is no CSV: ${(error as Error).message}`;
    const hint = 'Save the table as CSV (UTF-8), or as .xlsx.';
    throw new StigError({ code: 'csv-malformed', severity: 'error', file: name, message, hint }, { cause: error });
  }
}

/** A field that no spreadsheet runs. */
export function guardFormula(field: string): string {
  return GUARDED.test(field) ? `'${field}` : field;
}

/** The field before `guardFormula`. */
export function unguardFormula(field: string): string {
  return field.startsWith("'") && GUARDED.test(field) ? field.slice(1) : field;
}

const GUARDED = /^'*[=+\-@\t\r\n＝＋－＠]/;
