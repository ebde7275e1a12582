import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { StigError } from './diagnostic.js';
import type { Source } from './source.js';

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

/** A CSV of whatever delimiter that somebody made or edited. Throws a StigError, with the place, where its quotes are wrong. */
export function readTable(source: Source): string[][] {
  const delimiter = delimiterOf(source.text);
  try {
    return readCsv(source.text, delimiter);
  } catch (error) {
    const { at, message } = quoteFault(source.text, delimiter) ?? { at: 0, message: (error as Error).message };
    const hint = 'Save the table as CSV (UTF-8), or as .xlsx.';
    const diagnostic = {
      code: 'csv-malformed',
      severity: 'error',
      message: `this is no CSV: ${message}`,
      hint,
    } as const;
    throw new StigError(source.diagnosticAt(at, diagnostic), { cause: error });
  }
}

/** The first quote that is wrong in a CSV, and what is wrong with it: the parser knows the line alone, or the last one. */
function quoteFault(text: string, delimiter: string): { at: number; message: string } | undefined {
  const ends = (at: number) => at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"') {
      // A bare field, to its end.
      for (; !ends(at); at++) if (text[at] === '"') return { at, message: 'a quote stands within a field' };
      continue;
    }
    const open = at;
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') continue;
      if (text[at + 1] !== '"') break;
      at++;
    }
    if (at >= text.length) return { at: open, message: 'a quote opens here and is never closed' };
    if (!ends(at + 1)) return { at: at + 1, message: 'a text goes on after its closing quote' };
    at++;
  }
  return undefined;
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
