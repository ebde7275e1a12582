import type { Checklist } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { Write } from '../format.js';
import { schemaId } from './schemas.js';

/** Writes a document as JSON: two blanks of indent, `$schema` first, a final newline. */
export const writeJson: Write = (document, options) => `${JSON.stringify(jsonOf(document, options.native), null, 2)}\n`;

/** The document as it goes into JSON: with `$schema`, and without what only its own format's writer reads. */
export function jsonOf(document: Document, native = false): Document {
  const plain = document.kind === 'checklist' && !native ? withoutNative(document) : document;
  return { $schema: schemaId(document.kind), ...plain };
}

function withoutNative(checklist: Checklist): Checklist {
  const { native: _, ...rest } = checklist;
  return {
    ...rest,
    asset: strip(checklist.asset),
    stigs: checklist.stigs.map((stig) => ({ ...strip(stig), reviews: stig.reviews.map(strip) })),
  };
}

function strip<T extends { native?: unknown }>(value: T): Omit<T, 'native'> {
  const { native: _, ...rest } = value;
  return rest;
}
