/**
 * CKLB alone: checklists of STIG Viewer 3 out of content at hand, and back. Synchronous, and small in a bundle.
 *
 * @module stigkit/cklb
 */

import { type Content, type ContentOptions, contextOf, only, sourceOf } from '../content.js';
import { readCklb as readDocuments } from '../formats/cklb/read.js';
import { writeCklb as writeText } from '../formats/cklb/write.js';
import type { Report } from '../io/diagnostic.js';
import type { Checklist } from '../model/checklist.js';

export type { Content, ContentOptions } from '../content.js';
export type { DiagnosticCode } from '../io/codes.js';
export { type Diagnostic, type DiagnosticSeverity, type Report, StigError } from '../io/diagnostic.js';
export type { Limits } from '../io/limits.js';
export type * from '../model/benchmark.js';
export type * from '../model/checklist.js';
export type * from '../model/documents.js';
export type * from '../model/extra.js';
export type { Category, Severity } from '../model/severity.js';
export type * from '../model/source-file.js';

/** How to write a CKLB. */
export interface CklbWriteOptions {
  /** UUIDs derive from content unless `random` is asked for. */
  uuid?: 'derived' | 'random' | undefined;
  /** Title of a checklist that has none. */
  name?: string | undefined;
  /** Takes what the format cannot hold. */
  report?: Report | undefined;
}

/**
 * Reads the checklist in a CKLB file.
 *
 * @throws StigError where the content is not that, with `code` and `diagnostics`
 */
export function readCklb(content: Content, options: ContentOptions = {}): Checklist {
  const source = sourceOf(content);
  const noXml = () => {
    throw new Error('a CKLB is no XML');
  };
  return only(readDocuments(source, contextOf(options, noXml)), source.name);
}

/** Writes a checklist as STIG Viewer 3.7 does: text, or bytes where it was read in another encoding than UTF-8. */
export function writeCklb(checklist: Checklist, options: CklbWriteOptions = {}): string | Uint8Array {
  const { report = () => {}, uuid, name } = options;
  return writeText(checklist, { uuid, name }, { report });
}
