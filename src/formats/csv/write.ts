import { writeCsv } from '../../io/csv.js';
import type { Write } from '../format.js';
import { cellsOf, namesOf } from '../shared/columns.js';
import { REVIEW_COLUMNS, reviewRows } from '../shared/review-columns.js';
import { RULE_COLUMNS, ruleRows } from '../shared/rule-columns.js';

/** A table: of a benchmark one row a rule, of a checklist one row a review. Its form is that of `writeCsv`. */
export const writeCsvTable: Write = (document) => {
  switch (document.kind) {
    case 'benchmark':
      return writeCsv(
        namesOf(RULE_COLUMNS),
        ruleRows(document).map((row) => cellsOf(RULE_COLUMNS, row)),
      );
    case 'checklist':
      return writeCsv(
        namesOf(REVIEW_COLUMNS),
        reviewRows(document).map((row) => cellsOf(REVIEW_COLUMNS, row)),
      );
    default:
      throw new Error(`no CSV for a ${document.kind}`);
  }
};
