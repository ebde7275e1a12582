import type { Answers } from './answers.js';
import type { Benchmark } from './benchmark.js';
import type { Checklist } from './checklist.js';
import type { BlastRadius, ChecklistDiff } from './checklist-diff.js';
import type { Overview, RevisionHistory } from './documents.js';
import type { QuarterDiff } from './quarter-diff.js';
import type { ReleaseDiff } from './release-diff.js';
import type { ChecklistReport } from './report.js';

/** Everything a reader can give and a writer can take. */
export type Document =
  | Benchmark
  | Checklist
  | ReleaseDiff
  | QuarterDiff
  | ChecklistDiff
  | BlastRadius
  | ChecklistReport
  | Overview
  | RevisionHistory
  | CciList
  | Answers;

/** The kind of a document, its discriminant. */
export type DocumentKind = Document['kind'];

/** DISA's list of CCIs with their definitions. */
export interface CciList {
  $schema?: string;
  kind: 'cci-list';
  version: string | null;
  publishDate: string | null;
  items: CciItem[];
}

/** One Control Correlation Identifier. */
export interface CciItem {
  id: string;
  status: string | null;
  definition: string | null;
  references: { title: string; version: string; index: string }[];
}
