import { readCsv } from '../../io/csv.js';
import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { sha256 } from '../../io/hash.js';
import type { Source } from '../../io/source.js';
import { parseYaml } from '../../io/yaml.js';
import type { Answer } from '../../model/answers.js';
import type { Read } from '../format.js';
import { answersOfTable } from './read-table.js';
import { answersOfTree, treeOfJson } from './read-tree.js';

/** More problems than these in one file are counted, not listed. */
const MOST_PROBLEMS = 50;

/**
 * Reads standing answers: YAML, JSON or CSV. Told apart by content: `{` begins JSON, a first line with commas, semicolons
 * or tabs and without a colon is a table. Nothing in the file is ever run. Throws a StigError that names every wrong entry.
 */
export const readAnswers: Read = (source) => {
  const problems: Diagnostic[] = [];
  const tell = (problem: Omit<Diagnostic, 'code' | 'severity'>) => {
    problems.push({ code: 'value-invalid', severity: 'error', file: source.name, ...problem });
  };
  const found = answersIn(source, tell);
  if (problems.length > MOST_PROBLEMS) {
    const more = problems.splice(MOST_PROBLEMS).length;
    problems.push({ ...problems[0]!, message: `there are ${more} more problems like these` });
  }
  if (problems.length > 0) throw new StigError(problems);
  const { name, bytes } = source;
  return [{ kind: 'answers', answers: found, sources: [{ name, format: 'answers', sha256: sha256(bytes) }] }];
};

function answersIn(source: Source, tell: (problem: Omit<Diagnostic, 'code' | 'severity'>) => void): Answer[] {
  if (source.bytes[0] === 0x50 && source.bytes[1] === 0x4b) {
    throw new StigError({
      code: 'format-mismatch',
      severity: 'error',
      file: source.name,
      message: 'answers are not read out of a workbook',
      hint: 'Save the sheet as CSV.',
    });
  }
  const text = source.text.replace(/^\ufeff/, '');
  if (/^\s*[{[]/.test(text)) {
    const json = parsedJson(text);
    // Flow YAML begins the same way.
    if (json !== undefined) return answersOfTree(treeOfJson(json.value), tell);
  }
  if (isTable(text)) {
    try {
      return answersOfTable(readCsv(text), tell);
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
  return line.includes(',') && !line.includes(':') && !line.startsWith('#') && !line.startsWith('-');
}
