import type { Codec, WriteOptions } from './formats/format.js';
import { FORMATS, formatNamed } from './formats/registry.js';
import { type Report, StigError } from './io/diagnostic.js';
import type { Document } from './model/document.js';

/** Writes a document in a format, as text or bytes. Throws a StigError where the format cannot hold it. */
export async function writeDocument(
  document: Document,
  to: string,
  options: WriteOptions = {},
  report: Report = () => {},
): Promise<string | Uint8Array> {
  const codec = await codecFor(document, to);
  // A page's digest compares with the release before.
  const compare = options.prior === undefined ? undefined : (await import('./diff/index.js')).diff;
  return codec.write!(document, options, { report, compare });
}

/** The code of a format that is to hold a document. Throws a StigError where it cannot. */
export async function codecFor(document: Document, to: string): Promise<Codec> {
  const format = formatNamed(to);
  const known = FORMATS.filter((f) => f.writes.includes(document.kind)).map((f) => f.name);
  if (format === undefined || !format.writes.includes(document.kind)) {
    const problem =
      format === undefined
        ? `there is no format ${JSON.stringify(to)}`
        : `${format.name} cannot hold a ${document.kind}`;
    throw new StigError({
      code: 'cannot-convert',
      severity: 'error',
      message: `${problem}; a ${document.kind} can be written as ${known.join(', ')}`,
      ...(document.kind === 'benchmark' && format?.writes.includes('checklist')
        ? { hint: 'Make a checklist of it with `stigkit checklist`.' }
        : {}),
    });
  }
  return format.load();
}

/** The same in pieces, where the format has them: the document may be larger than memory. */
export async function writePieces(
  document: Document,
  to: string,
  options: WriteOptions = {},
  report: Report = () => {},
): Promise<string | Uint8Array | Iterable<string>> {
  const codec = await codecFor(document, to);
  return (await codec.pieces?.(document, options)) ?? writeDocument(document, to, options, report);
}
