import type { Format, WriteOptions } from '../formats/format.js';
import { formatNamed } from '../formats/registry.js';
import { StigError } from '../io/diagnostic.js';
import { encodePieces } from '../io/encode-pieces.js';
import { outputBase } from '../io/output-names.js';
import type { Document } from '../model/document.js';
import { writePieces } from '../write.js';
import { inFile } from './in-file.js';
import type { Task } from './task.js';

/** How inputs are converted. */
export interface ConvertOptions {
  /** Name of the format. */
  to: string;
  writing: WriteOptions;
  /** Whether a check page becomes a file for each rule. */
  perRule: boolean;
}

/** A file that an input became. */
export interface Converted {
  /** Name of the file without its ending. */
  base: string;
  bytes: Uint8Array;
}

/** Reads and writes in one go, so that bytes go in and bytes come out. What cannot be written is reported. */
export const convertTask: Task<ConvertOptions, Converted> = async (input, { to, writing, perRule }, report) => {
  const format = formatNamed(to)!;
  const converted: Converted[] = [];
  for (const document of input.documents) {
    if (!format.writes.includes(document.kind) && !input.named) continue;
    const tell = inFile(report, input.source, document);
    try {
      for (const part of await partsOf(document, outputBase(input.source.name), format, perRule)) {
        const data = await writePieces(part.document, to, { ...writing, name: part.name }, tell);
        const bytes = data instanceof Uint8Array ? data : encodePieces(typeof data === 'string' ? [data] : data);
        converted.push({ base: part.name, bytes });
      }
    } catch (error) {
      if (!(error instanceof StigError) || error.code === 'usage') throw error;
      for (const diagnostic of error.diagnostics) tell(diagnostic);
    }
  }
  return converted;
};

/** A document as the files it becomes: of a check page one for each rule, named by STIG ID. */
async function partsOf(
  document: Document,
  name: string,
  format: Format,
  perRule: boolean,
): Promise<{ name: string; document: Document }[]> {
  if (format.name !== 'check-page' || !perRule || document.kind !== 'benchmark') return [{ name, document }];
  const { checkPagesOf } = await import('../formats/page/check-write.js');
  return checkPagesOf(document).map((page) => ({ name: page.name, document: page.benchmark }));
}
