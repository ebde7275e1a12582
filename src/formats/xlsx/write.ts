import { writeXlsx, type XlsxSheet } from '../../io/xlsx.js';
import type { Benchmark, Rule } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import type { Write } from '../format.js';
import { type Column, cellsOf } from '../shared/columns.js';
import { REVIEW_COLUMNS, reviewRows } from '../shared/review-columns.js';
import { RULE_COLUMNS, ruleRows } from '../shared/rule-columns.js';
import { idOf } from '../shared/words.js';
import { benchmarkSheet, summarySheet } from './summary.js';

/** A workbook: of a benchmark the sheets `Rules` and `Benchmark`, of a checklist `Reviews` and `Summary`. */
export const writeWorkbook: Write = (document, _, { report }) => {
  const { sheets, rules } = sheetsOf(document);
  return writeXlsx(sheets, (sheet, row, column, count) => {
    const name = sheets.find((s) => s.name === sheet)!.columns[column]!.name;
    const rule = sheet === sheets[0]!.name ? rules[row] : undefined;
    report({
      code: 'characters-replaced',
      severity: 'warning',
      ...(rule === undefined ? {} : { rule: idOf(rule) }),
      message: `${count === 1 ? 'a character' : `${count} characters`} that XML forbids in ${name} became U+FFFD`,
    });
  });
};

function sheetsOf(document: Parameters<Write>[0]): { sheets: XlsxSheet[]; rules: Rule[] } {
  switch (document.kind) {
    case 'benchmark':
      return ofBenchmark(document);
    case 'checklist':
      return ofChecklist(document);
    default:
      throw new Error(`no workbook for a ${document.kind}`);
  }
}

function ofBenchmark(benchmark: Benchmark) {
  const rows = ruleRows(benchmark);
  return { sheets: [sheetOf('Rules', RULE_COLUMNS, rows), benchmarkSheet(benchmark)], rules: benchmark.rules };
}

function ofChecklist(checklist: Checklist) {
  const rows = reviewRows(checklist);
  return {
    sheets: [sheetOf('Reviews', REVIEW_COLUMNS, rows), summarySheet(checklist)],
    rules: rows.map((row) => row.rule),
  };
}

function sheetOf<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): XlsxSheet {
  return {
    name,
    columns: columns.map(({ name, width, choices }) =>
      choices === undefined ? { name, width } : { name, width, choices },
    ),
    rows: rows.map((row) => cellsOf(columns, row)),
    // Four lines: the long texts would make each row fill the screen.
    rowHeight: 60,
  };
}
