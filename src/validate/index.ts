import type { Diagnostic } from '../io/diagnostic.js';
import type { Document } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { validateAnswers } from './answers.js';
import { validateBenchmark } from './benchmark.js';
import { validateChecklist } from './checklist.js';
import { validateCciList, validateOverview, validateRevisionHistory } from './documents.js';
import { findingsOf } from './finding.js';
import type { Locate } from './places.js';
import { checkPolicy } from './policy.js';

/** What a document is held against, beyond what any must be. */
export interface ValidateOptions {
  /** What a site asks of its checklists. */
  policy?: Policy | undefined;
  /** Gives the places of findings in the file; without it they name the rule alone. */
  locate?: Locate | undefined;
}

/** What is wrong or doubtful in a document, beyond what reading it has reported already. */
export function validate(document: Document, { policy, locate }: ValidateOptions = {}): Diagnostic[] {
  switch (document.kind) {
    case 'benchmark':
      return validateBenchmark(document, locate);
    case 'checklist': {
      const found = validateChecklist(document, locate);
      if (policy !== undefined) checkPolicy(document, policy, findingsOf(document.sources[0]?.name, found, locate));
      return found;
    }
    case 'answers':
      return validateAnswers(document);
    case 'cci-list':
      return validateCciList(document);
    case 'overview':
      return validateOverview(document);
    case 'revision-history':
      return validateRevisionHistory(document);
    default:
      // What stigkit itself made: reading holds it against its schema.
      return [];
  }
}
