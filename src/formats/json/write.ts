import type { Document } from '../../model/document.js';
import type { Write, WritePieces } from '../format.js';
import { withoutNative } from '../shared/native.js';
import { schemaId } from './schemas.js';

/** Writes a document as JSON: two blanks of indent, `$schema` first, a final newline. */
export const writeJson: Write = (document, options) => `${JSON.stringify(jsonOf(document, options.native), null, 2)}\n`;

/** Documents that are long lists: STIG by STIG, rule by rule. */
const LONG = new Set<Document['kind']>(['quarter-diff', 'benchmark']);

/**
 * A document as JSON, item by item of its lists: the text that `writeJson` gives. `null` of documents that are written
 * whole. Pieces take less memory together, too: one character past U+00FF makes a text twice as large.
 */
export const jsonPieces: WritePieces = (document, options) =>
  LONG.has(document.kind) ? piecesOf(jsonOf(document, options.native)) : null;

function* piecesOf(document: Document): Generator<string> {
  let before = '{\n  ';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    const name = `${before}${JSON.stringify(key)}: `;
    before = ',\n  ';
    if (!Array.isArray(value) || value.length === 0) yield name + within(value, 1);
    else {
      let first = `${name}[\n    `;
      for (const item of value) {
        yield first;
        yield within(item, 2);
        first = ',\n    ';
      }
      yield '\n  ]';
    }
  }
  yield '\n}\n';
}

/** A value as its JSON stands within so many others. */
function within(value: unknown, depth: 1 | 2): string {
  // Cut out of lists of one, so that the layout is made together with it.
  return depth === 1
    ? JSON.stringify([value], null, 2).slice('[\n  '.length, -'\n]'.length)
    : JSON.stringify([[value]], null, 2).slice('[\n  [\n    '.length, -'\n  ]\n]'.length);
}

/** The document as it goes into JSON: with `$schema`, and without what only its own format's writer reads. */
export function jsonOf(document: Document, native = false): Document {
  const plain = document.kind === 'checklist' && !native ? withoutNative(document) : document;
  return { $schema: schemaId(document.kind), ...plain };
}
