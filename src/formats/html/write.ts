import type { Write } from '../format.js';
import { htmlOfBenchmark } from './benchmark.js';
import { htmlOfChecklist } from './checklist.js';

/** Writes a document as one HTML file. */
export const writeHtml: Write = (document) => {
  switch (document.kind) {
    case 'benchmark':
      return htmlOfBenchmark(document);
    case 'checklist':
      return htmlOfChecklist(document);
    default:
      throw new Error(`no HTML for a ${document.kind}`);
  }
};
