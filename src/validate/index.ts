import type { Diagnostic } from '../io/diagnostic.js';
import type { Document } from '../model/document.js';
import { validateBenchmark } from './benchmark.js';
import { validateChecklist } from './checklist.js';

/** What is wrong or doubtful in a document, beyond what reading it has reported already. */
export function validate(document: Document): Diagnostic[] {
  switch (document.kind) {
    case 'benchmark':
      return validateBenchmark(document);
    case 'checklist':
      return validateChecklist(document);
    default:
      return [];
  }
}
