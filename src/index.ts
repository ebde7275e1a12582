/**
 * stigkit as a library: read any form of STIG content into one model, write it in any form that can hold it.
 *
 * @module stigkit
 */

export {
  type DigestFormOptions,
  digest,
  type FormatInfo,
  formats,
  type Input,
  type ReadAllOptions,
  read,
  readAll,
  readPolicy,
  write,
} from './api.js';
export type { AnswerOutcome, AnswerRules } from './checklist/answer-review.js';
export { type AnswerRow, type AppliedAnswers, applyAnswers } from './checklist/answers.js';
export { type CarryOptions, carry } from './checklist/carry.js';
export { type CreateOptions, createChecklist } from './checklist/create.js';
export type { ResultOutcome } from './checklist/decide-result.js';
export {
  type Filled,
  type FillOptions,
  type FillReportRow,
  type FillSources,
  type FillSummary,
  fill,
  type Origins,
} from './checklist/fill.js';
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
} from './checklist/fill-row.js';
export { type MergeConflict, type Merged, type MergeOptions, mergeChecklists } from './checklist/merge.js';
export {
  type AppliedResults,
  type ApplyResultsOptions,
  applyResults,
  type ResultRow,
  type ResultSourceSummary,
} from './checklist/results.js';
export type { Content } from './content.js';
export { withAnnounced } from './diff/announced.js';
export { blastRadius } from './diff/blast.js';
export { diffChecklists } from './diff/checklists.js';
export { type DiffOptions, diff } from './diff/index.js';
export { diffReleases, type QuarterOptions } from './diff/quarter.js';
export { type DiffManyOptions, diffMany } from './diff-many.js';
export type { WriteOptions } from './formats/format.js';
export type { DigestOptions } from './formats/shared/digest-options.js';
export type { DiagnosticCode } from './io/codes.js';
export { type Diagnostic, type DiagnosticSeverity, type Report, StigError } from './io/diagnostic.js';
export type { UrlLike } from './io/input.js';
export type { Limits } from './io/limits.js';
export type { Signal } from './io/signal.js';
export type * from './model/answers.js';
export type * from './model/benchmark.js';
export type * from './model/checklist.js';
export type * from './model/checklist-diff.js';
export type * from './model/document.js';
export type * from './model/documents.js';
export type * from './model/extra.js';
export type * from './model/policy.js';
export type * from './model/quarter-diff.js';
export type * from './model/release-diff.js';
export type * from './model/report.js';
export type { Category, Severity } from './model/severity.js';
export type * from './model/source-file.js';
export type { ReadOptions } from './read.js';
export { type ReportOptions, report } from './report/index.js';
export { type ValidateOptions, validate } from './validate/index.js';
export type { Field, Locate, Place, Spot } from './validate/places.js';
