/**
 * Checklists: making, filling, carrying over and merging them. Works on documents alone.
 *
 * @packageDocumentation
 */

export { type AppliedAnswers, applyAnswers } from '../checklist/answers.js';
export { type CarryOptions, carry } from '../checklist/carry.js';
export { type CreateOptions, createChecklist } from '../checklist/create.js';
export { type Filled, type FillOptions, type FillSources, fill } from '../checklist/fill.js';
export type { Carried, CarryRow, FillRow, Leftover } from '../checklist/fill-row.js';
export { type Merged, type MergeOptions, mergeChecklists } from '../checklist/merge.js';
export { type AppliedResults, type ApplyResultsOptions, applyResults } from '../checklist/results.js';
export type { DiagnosticCode } from '../io/codes.js';
export { type Diagnostic, type DiagnosticSeverity, type Report, StigError } from '../io/diagnostic.js';
export type * from '../model/answers.js';
export type * from '../model/benchmark.js';
export type * from '../model/checklist.js';
export type * from '../model/documents.js';
export type * from '../model/extra.js';
export type { Category, Severity } from '../model/severity.js';
export type * from '../model/source-file.js';
