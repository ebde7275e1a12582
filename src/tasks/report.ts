import type { DocumentKind } from '../model/document.js';
import { type ReportEntry, reportEntry } from '../report/entry.js';
import type { Task } from './task.js';

/** What a report takes of each checklist; of another document what kind it is. */
export const reportTask: Task<null, ReportEntry | DocumentKind> = ({ documents }) =>
  documents.map((document) => (document.kind === 'checklist' ? reportEntry(document) : document.kind));
