import type { Document } from '../../model/document.js';
import type { Write } from '../format.js';
import { withoutNative } from '../shared/native.js';
import { schemaId } from './schemas.js';

/** Writes a document as JSON: two blanks of indent, `$schema` first, a final newline. */
export const writeJson: Write = (document, options) => `${JSON.stringify(jsonOf(document, options.native), null, 2)}\n`;

/** The document as it goes into JSON: with `$schema`, and without what only its own format's writer reads. */
export function jsonOf(document: Document, native = false): Document {
  const plain = document.kind === 'checklist' && !native ? withoutNative(document) : document;
  return { $schema: schemaId(document.kind), ...plain };
}
