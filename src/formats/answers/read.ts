import { delimiterOf, readCsv } from '../../io/csv.js';
import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { sha256 } from '../../io/hash.js';
import type { Limits } from '../../io/limits.js';
import type { Source } from '../../io/source.js';
import { readWorkbook, rowsOf, textsOf } from '../../io/xlsx-read.js';
import { parseYaml } from '../../io/yaml.js';
import { isZip } from '../../io/zip-mark.js';
import type { Answer } from '../../model/answers.js';
import type { Read } from '../format.js';
import { answersOfTable, namesRule } from './read-table.js';
import { answersOfTree, treeOfJson } from './read-tree.js';

/** More problems than these in one file are counted, not listed. */
const MOST_PROBLEMS = 50;

/**
 * Reads standing answers: YAML, JSON, CSV or a workbook, whose first sheet is the table. Told apart by content: a zip is a
 * workbook, `{` begins JSON, a first line with commas, semicolons or tabs and without a colon is a table. Nothing in the file is ever run. Throws a StigError that names every wrong entry.
 */
export const readAnswers: Read = async (source, { limits }) => {
  const problems: Diagnostic[] = [];
  const tell: Tell = (problem) => {
    problems.push({ code: 'value-invalid', severity: 'error', file: source.name, ...problem });
  };
  const found = isZip(source.bytes) ? await answersOfWorkbook(source, limits, tell) : answersIn(source, tell);
  if (problems.length > MOST_PROBLEMS) {
    const more = problems.splice(MOST_PROBLEMS).length;
    problems.push({ ...problems[0]!, message: `there are ${more} more problems like these` });
  }
  if (problems.length > 0) throw new StigError(problems);
  const { name, bytes } = source;
  return [{ kind: 'answers', answers: found, sources: [{ name, format: 'answers', sha256: sha256(bytes) }] }];
};

type Tell = (problem: Omit<Diagnostic, 'code' | 'severity'>) => void;

/** Rows above the header that a workbook may have: a title, a marking. */
const ABOVE = 10;

async function answersOfWorkbook(source: Source, limits: Limits, tell: Tell): Promise<Answer[]> {
  const workbook = await readWorkbook(source, limits);
  const rows = rowsOf(workbook, workbook.sheets[0]!.path);
  const header = Math.max(
    0,
    rows.slice(0, ABOVE).findIndex((row) => namesRule(textsOf(row))),
  );
  const table = rows.slice(header);
  return answersOfTable(table.map(textsOf), tell, (i) => table[i]!.number);
}

function answersIn(source: Source, tell: Tell): Answer[] {
  const text = source.text.replace(/^\ufeff/, '');
  if (/^\s*[{[]/.test(text)) {
    const json = parsedJson(text);
    // Flow YAML begins the same way.
    if (json !== undefined) return answersOfTree(treeOfJson(json.value), tell);
  }
  if (isTable(text)) {
    try {
      return answersOfTable(readCsv(text, delimiterOf(text)), tell);
    } catch (error) {
      if (error instanceof StigError) throw error;
      throw new StigError({
        code: 'format-mismatch',
        severity: 'error',
        file: source.name,
        message: `not CSV: ${(error as Error).message}`,
      });
    }
  }
  return answersOfTree(parseYaml(text, source.name), tell);
}

function parsedJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isTable(text: string): boolean {
  const line = /^[^\r\n]*/.exec(text)![0];
  return /[,;\t]/.test(line) && !line.includes(':') && !line.startsWith('#') && !line.startsWith('-');
}
