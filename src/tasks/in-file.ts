import type { Report } from '../io/diagnostic.js';
import type { Document } from '../model/document.js';

/**
 * A report whose messages name the input as the user gave it. A document knows its files without their directories, so
 * that what is written of it does not depend on where they lie; messages must lead to the very file.
 */
export function inFile(report: Report, input: { name: string }, document: Document): Report {
  const known = 'sources' in document && Array.isArray(document.sources) ? document.sources[0]?.name : undefined;
  return (diagnostic) => {
    const { file } = diagnostic;
    report(file === undefined || file === known ? { ...diagnostic, file: input.name } : diagnostic);
  };
}
