import type { Codec, Write } from '../format.js';
import { htmlOfBenchmark } from './benchmark.js';
import { htmlOfChecklist } from './checklist.js';

const write: Write = (document) => {
  switch (document.kind) {
    case 'benchmark':
      return htmlOfBenchmark(document);
    case 'checklist':
      return htmlOfChecklist(document);
    default:
      throw new Error(`no HTML for a ${document.kind}`);
  }
};

/** Documents as one HTML file each. */
export const html: Codec = { write };
