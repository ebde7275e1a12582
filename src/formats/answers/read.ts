import { readTable } from '../../io/csv.js';
import { type Diagnostic, type Report, StigError } from '../../io/diagnostic.js';
import { sha256 } from '../../io/hash.js';
import { offsetIn, parseJson, parseJsonTree } from '../../io/json-tree.js';
import type { Limits } from '../../io/limits.js';
import type { Source } from '../../io/source.js';
import { readWorkbook, rowsOf, textsOf } from '../../io/xlsx-read.js';
import { parseYamlPlaces } from '../../io/yaml.js';
import { isZip } from '../../io/zip-mark.js';
import type { Answer } from '../../model/answers.js';
import type { Read } from '../format.js';
import { answersOfTable, namesRule } from './read-table.js';
import { answersOfTree, treeOfJson } from './read-tree.js';
import { pointerOf, type Tell } from './tell.js';

/** More problems than these in one file are counted, not listed. */
const MOST_PROBLEMS = 50;

/**
 * Reads standing answers: YAML, JSON, CSV or a workbook, whose first sheet is the table. Told apart by content: a zip is a
 * workbook, `{` begins JSON, a first line with commas, semicolons or tabs and without a colon is a table. Nothing in the file is ever run. Throws a StigError that names every wrong entry.
 */
export const readAnswers: Read = async (source, { limits, report }) => {
  if (!isZip(source.bytes)) source.reportEncoding(report);
  const problems: Diagnostic[] = [];
  const tell: Tell = ({ path: _, ...problem }) => {
    problems.push({ code: 'value-invalid', severity: 'error', file: source.name, ...problem });
  };
  const found = isZip(source.bytes)
    ? await answersOfWorkbook(source, limits, tell)
    : answersIn(source, (problem) => void problems.push(problem));
  if (problems.length > MOST_PROBLEMS) {
    const more = problems.splice(MOST_PROBLEMS).length;
    problems.push({ ...problems[0]!, message: `there are ${more} more problems like these` });
  }
  if (problems.length > 0) throw new StigError(problems);
  const { name, bytes } = source;
  return [{ kind: 'answers', answers: found, sources: [{ name, format: 'answers', sha256: sha256(bytes) }] }];
};

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

function answersIn(source: Source, report: Report): Answer[] {
  const { text } = source;
  const wrong = { code: 'value-invalid', severity: 'error' } as const;
  const isJson = isJsonText(source);
  if (!isJson && isTable(text)) {
    return answersOfTable(readTable(source), ({ path: _, ...problem }) =>
      report({ ...wrong, file: source.name, ...problem }),
    );
  }
  if (isJson) {
    return answersOfTree(treeOfJson(parseJson(source)), ({ path = [], ...problem }) => {
      const at = offsetIn(parseJsonTree(source), path);
      report({ ...source.diagnosticAt(at, { ...wrong, ...problem }), pointer: pointerOf(path) });
    });
  }
  // Lines ended by CR alone, which the YAML reader does not know; places stay.
  const lines = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  const { value, offsetOf } = parseYamlPlaces(lines, source.name);
  return answersOfTree(value, ({ path = [], ...problem }) =>
    report(source.diagnosticAt(offsetOf(path), { ...wrong, ...problem })),
  );
}

/** Whether a file is JSON, or means to be: flow YAML begins the same way. */
function isJsonText({ name, text }: Source): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  if (/\.json$/i.test(name)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isTable(text: string): boolean {
  const line = /^[^\r\n]*/.exec(text)![0];
  return /[,;\t]/.test(line) && !line.includes(':') && !line.startsWith('#') && !line.startsWith('-');
}
