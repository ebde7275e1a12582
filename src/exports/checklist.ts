/**
 * Checklists: making, filling, carrying over and merging them. Works on documents alone.
 *
 * @module stigkit/checklist
 */

export type { AnswerOutcome, AnswerRules } from '../checklist/answer-review.js';
export { type AnswerRow, type AppliedAnswers, applyAnswers } from '../checklist/answers.js';
export { type CarryOptions, carry } from '../checklist/carry.js';
export { type CreateOptions, createChecklist } from '../checklist/create.js';
export type { ResultOutcome } from '../checklist/decide-result.js';
export {
  type Filled,
  type FillOptions,
  type FillReportRow,
  type FillSources,
  type FillSummary,
  fill,
  type Origins,
} from '../checklist/fill.js';
export type {
  Carried,
  CarryOutcome,
  CarryRow,
  CarrySummary,
  FieldConflict,
  FillRow,
  Leftover,
  PriorSummary,
  TypedField,
} from '../checklist/fill-row.js';
export { type MergeConflict, type Merged, type MergeOptions, mergeChecklists } from '../checklist/merge.js';
export {
  type AppliedResults,
  type ApplyResultsOptions,
  applyResults,
  type ResultRow,
  type ResultSourceSummary,
} from '../checklist/results.js';
export type { DiagnosticCode } from '../io/codes.js';
export { type Diagnostic, type DiagnosticSeverity, type Report, StigError } from '../io/diagnostic.js';
export type * from '../model/answers.js';
export type * from '../model/benchmark.js';
export type * from '../model/checklist.js';
export type * from '../model/documents.js';
export type * from '../model/extra.js';
export type { Category, Severity } from '../model/severity.js';
export type * from '../model/source-file.js';
