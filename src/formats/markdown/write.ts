import type { Write } from '../format.js';
import { markdownOfBenchmark } from './benchmark.js';
import { markdownOfChecklist } from './checklist.js';
import { markdownOfOverview, markdownOfRevisionHistory } from './documents.js';

/** Writes a document as Markdown. */
export const writeMarkdown: Write = (document) => {
  switch (document.kind) {
    case 'benchmark':
      return markdownOfBenchmark(document);
    case 'checklist':
      return markdownOfChecklist(document);
    case 'overview':
      return markdownOfOverview(document);
    case 'revision-history':
      return markdownOfRevisionHistory(document);
    default:
      throw new Error(`no Markdown for a ${document.kind}`);
  }
};
