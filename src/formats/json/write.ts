import type { Document } from '../../model/document.js';
import type { Write, WritePieces } from '../format.js';
import { withoutNative } from '../shared/native.js';
import { schemaId } from './schemas.js';

/** Writes a document as JSON: two blanks of indent, `$schema` first, a final newline. */
export const writeJson: Write = (document, options) => `${JSON.stringify(jsonOf(document, options.native), null, 2)}\n`;

/** A quarter as JSON, STIG by STIG: the bytes that `writeJson` gives. Other documents are written whole. */
export const jsonPieces: WritePieces = (document, options) =>
  document.kind === 'quarter-diff' ? piecesOf(jsonOf(document, options.native)) : null;

function* piecesOf(document: Document): Generator<string> {
  yield '{';
  let separator = '\n';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${separator}  ${JSON.stringify(key)}: `;
    separator = ',\n';
    if (!Array.isArray(value) || value.length === 0) yield indented(value, '  ');
    else {
      let before = '[\n    ';
      for (const item of value) {
        yield before + indented(item, '    ');
        before = ',\n    ';
      }
      yield '\n  ]';
    }
  }
  yield '\n}\n';
}

/** A value as it stands within others: a line end in its JSON is one of layout, as texts have theirs escaped. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

/** The document as it goes into JSON: with `$schema`, and without what only its own format's writer reads. */
export function jsonOf(document: Document, native = false): Document {
  const plain = document.kind === 'checklist' && !native ? withoutNative(document) : document;
  return { $schema: schemaId(document.kind), ...plain };
}
