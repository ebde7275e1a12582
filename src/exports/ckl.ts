/**
 * CKL alone: checklists of STIG Viewer 2 out of content at hand, and back. Synchronous, and small in a bundle.
 *
 * @module stigkit/ckl
 */

import { type Content, type ContentOptions, contextOf, only, sourceOf } from '../content.js';
import { readCkl as readDocuments } from '../formats/ckl/read.js';
import { writeCkl as writeText } from '../formats/ckl/write.js';
import type { Report } from '../io/diagnostic.js';
import { walkXml } from '../io/xml.js';
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

/** How to write a CKL. */
export interface CklWriteOptions {
  /** Dialect: STIG Viewer 2.17, or STIG Viewer 3's export. Without it a checklist read from CKL keeps its own. */
  viewer?: 2 | 3 | undefined;
  /** UUIDs derive from content unless `random` is asked for. */
  uuid?: 'derived' | 'random' | undefined;
  /** Takes what the format cannot hold. */
  report?: Report | undefined;
}

/**
 * Reads the checklist in a CKL file.
 *
 * @throws StigError where the content is not that, with `code` and `diagnostics`
 */
export function readCkl(content: Content, options: ContentOptions = {}): Checklist {
  const source = sourceOf(content);
  return only(readDocuments(source, contextOf(options, walkXml)), source.name);
}

/**
 * Writes a checklist as CKL: text, or bytes where it was read in an encoding other than UTF-8 and keeps it.
 *
 * @throws StigError where the checklist holds no STIG, which no viewer opens
 */
export function writeCkl(checklist: Checklist, options: CklWriteOptions = {}): string | Uint8Array {
  const { report = () => {}, viewer, uuid } = options;
  return writeText(checklist, { viewer, uuid }, { report });
}
