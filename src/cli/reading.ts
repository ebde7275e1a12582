import type { Format } from '../formats/format.js';
import { formatNamed } from '../formats/registry.js';
import { StigError } from '../io/diagnostic.js';
import type { Input } from '../io/inputs.js';
import type { Document, DocumentKind } from '../model/document.js';
import { eachInput } from './each-input.js';
import type { Reporter } from './reporter.js';
import type { ReadingOptions } from './work.js';

export type { ReadingOptions } from './work.js';

/** A document out of the inputs of a command, with where it came from. */
export interface ReadDocument {
  document: Document;
  format: Format;
  input: Input;
  /** Its place among the documents of the input. */
  place: number;
}

/** What reading needs of a reporter. */
export type Reading = Pick<Reporter, 'report' | 'progress'> & Partial<Pick<Reporter, 'read'>>;

/**
 * Reads everything in the inputs, in order, for what needs the documents themselves. What needs less of them, or only a
 * form of them, does that with `eachInput`, so that no document goes from thread to thread.
 */
export async function* readInputs(
  inputs: readonly string[],
  options: ReadingOptions,
  reporter: Reading,
  attach = false,
): AsyncGenerator<ReadDocument> {
  for await (const { input, results } of eachInput(
    inputs,
    { task: 'read', options: null, attach },
    options,
    reporter,
  )) {
    for (const { document, format, place } of results) {
      reporter.read?.(input, document);
      yield { document, format: formatNamed(format)!, input, place };
    }
  }
}

/** The one document of a kind that a file holds. Throws a StigError where it holds none. */
export async function readOne<K extends DocumentKind>(
  file: string,
  kind: K,
  reporter: Reading,
  options: ReadingOptions = {},
): Promise<Extract<Document, { kind: K }>> {
  const found: Document[] = [];
  for await (const { document } of readInputs([file], options, reporter)) found.push(document);
  const match = found.find((document) => document.kind === kind);
  if (match !== undefined) return match as Extract<Document, { kind: K }>;
  throw new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file,
    message: found.length === 0 ? `no ${kind} could be read` : `the file holds a ${found[0]!.kind}, not a ${kind}`,
  });
}
