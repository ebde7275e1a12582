import { assetName } from '../../diff/checklists.js';
import type { ParquetColumn, ParquetValue } from '../../io/parquet.js';
import type { Benchmark, Rule } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { ChecklistReport } from '../../model/report.js';
import { PART_COLUMNS } from './part-columns.js';
import { REVIEW_COLUMNS } from './review-columns.js';
import { BENCHMARK_COLUMNS, RULE_COLUMNS, type RuleRow, SOURCE_COLUMNS, type TableColumn } from './rule-columns.js';

/** A document as a table: its rows are made one at a time. */
export interface Table {
  /** Name and number of the layout: the number rises where a column goes or changes its type. */
  name: string;
  columns: readonly ParquetColumn[];
  rows(): Iterable<{ values: ParquetValue[]; rule: Rule | undefined }>;
}

const RULES: readonly TableColumn<RuleRow>[] = [...SOURCE_COLUMNS, ...BENCHMARK_COLUMNS, ...RULE_COLUMNS];

/** The table of a document. */
export function tableOf(document: Document): Table {
  switch (document.kind) {
    case 'benchmark':
      return table('rules:1', RULES, ruleRows(document), ({ rule }) => rule);
    case 'checklist':
      return table('reviews:1', REVIEW_COLUMNS, reviewRows(document), ({ rule }) => rule);
    case 'report':
      return table('report:1', PART_COLUMNS, partRows(document), () => undefined);
    default:
      throw new Error(`no table of a ${document.kind}`);
  }
}

function table<T>(
  name: string,
  columns: readonly TableColumn<T>[],
  of: Iterable<T>,
  ruleOf: (row: T) => Rule | undefined,
): Table {
  return {
    name,
    columns,
    *rows() {
      for (const row of of) yield { values: columns.map((column) => column.value(row)), rule: ruleOf(row) };
    },
  };
}

function* ruleRows(benchmark: Benchmark): Generator<RuleRow> {
  for (const rule of benchmark.rules) yield { benchmark, rule, source: benchmark.sources[0] };
}

function* reviewRows(checklist: Checklist) {
  const { asset, sources } = checklist;
  const ofAll = { checklist, asset, name: assetName(checklist), source: sources[0] };
  for (const [i, { benchmark, uuid, reviews }] of checklist.stigs.entries()) {
    for (const review of reviews) {
      yield { ...ofAll, stigNumber: i + 1, stigUuid: uuid, benchmark, review, rule: review.rule };
    }
  }
}

function* partRows(report: ChecklistReport) {
  for (const part of report.parts) yield { report, part };
}
