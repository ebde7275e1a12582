import { fileURLToPath } from 'node:url';
import type { WriteOptions } from './formats/format.js';
import { FORMATS } from './formats/registry.js';
import { type Report, StigError } from './io/diagnostic.js';
import { expandInputs, expandSource } from './io/inputs.js';
import { DEFAULT_LIMITS } from './io/limits.js';
import { Source } from './io/source.js';
import type { Document, DocumentKind } from './model/document.js';
import type { Policy } from './model/policy.js';
import { type ReadOptions, readSource } from './read.js';
import { writeDocument } from './write.js';

/** What can be read: a path or file URL, or content with or without a name. */
export type Input = string | URL | Uint8Array | { name: string; data: string | Uint8Array };

/**
 * Reads the one document that an input holds. A zip that holds one is read as that.
 *
 * @throws StigError where it holds none or several, with `code` and `diagnostics`
 */
export async function read(input: Input, options: ReadOptions = {}): Promise<Document> {
  const problems: StigError[] = [];
  const documents: Document[] = [];
  for await (const document of readAll(input, { ...options, onError: (error) => problems.push(error) })) {
    documents.push(document);
    if (documents.length > 1) break;
  }
  if (documents.length === 1) return documents[0]!;
  if (problems[0] !== undefined) throw problems[0];
  const file = nameOf(input);
  throw new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file,
    message: documents.length === 0 ? 'the input holds no document' : 'the input holds several documents',
    ...(documents.length === 0 ? {} : { hint: 'Use readAll().' }),
  });
}

/**
 * Reads every document in the inputs, in order, one at a time: files, folders, globs, zips and zips in zips. What no
 * reader knows is passed over within folders and zips. An input that cannot be read throws, unless `onError` takes it.
 */
export async function* readAll(
  inputs: Input | readonly Input[],
  options: ReadOptions & { onError?: (error: StigError) => void } = {},
): AsyncGenerator<Document> {
  const report: Report = options.report ?? (() => {});
  const onError =
    options.onError ??
    ((error: StigError) => {
      throw error;
    });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const failing: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') onError(new StigError(diagnostic));
    else report(diagnostic);
  };
  for (const input of Array.isArray(inputs) ? (inputs as readonly Input[]) : [inputs as Input]) {
    const expanded =
      typeof input === 'string' || input instanceof URL
        ? expandInputs([pathOf(input)], { report: failing, limits })
        : expandSource(sourceOf(input), { report: failing, limits });
    for await (const one of expanded) {
      try {
        const { documents } = await readSource(await one.load(), options);
        yield* documents;
      } catch (error) {
        if (!(error instanceof StigError)) throw error;
        if (error.code === 'format-unknown' && !one.named) continue;
        onError(error);
      }
    }
  }
}

/**
 * Writes a document in a format, by its name in `formats`.
 *
 * @throws StigError where the format cannot hold that kind of document
 */
export async function write(
  document: Document,
  to: string,
  options: WriteOptions & { report?: Report } = {},
): Promise<string | Uint8Array> {
  return writeDocument(document, to, options, options.report);
}

/**
 * Reads a policy for `validate`, YAML or JSON.
 *
 * @throws StigError where it is none, with every place that is wrong
 */
export async function readPolicy(input: Input): Promise<Policy> {
  const { readPolicy: policyIn } = await import('./validate/read-policy.js');
  if (typeof input !== 'string' && !(input instanceof URL)) return policyIn(sourceOf(input));
  const report: Report = (diagnostic) => {
    throw new StigError(diagnostic);
  };
  for await (const one of expandInputs([pathOf(input)], { report })) return policyIn(await one.load());
  throw new StigError({
    code: 'input-empty',
    severity: 'error',
    file: pathOf(input),
    message: 'nothing could be read',
  });
}

/** A format as the table has it. */
export interface FormatInfo {
  name: string;
  title: string;
  extension: string;
  reads: readonly DocumentKind[];
  writes: readonly DocumentKind[];
}

/** The format table. */
export function formats(): FormatInfo[] {
  return FORMATS.map(({ name, title, extension, reads, writes }) => ({ name, title, extension, reads, writes }));
}

function pathOf(input: string | URL): string {
  return input instanceof URL ? fileURLToPath(input) : input;
}

function nameOf(input: Input): string {
  return typeof input === 'string' || input instanceof URL
    ? pathOf(input)
    : input instanceof Uint8Array
      ? 'input'
      : input.name;
}

function sourceOf(input: Uint8Array | { name: string; data: string | Uint8Array }): Source {
  if (input instanceof Uint8Array) return new Source('input', input);
  return new Source(input.name, typeof input.data === 'string' ? new TextEncoder().encode(input.data) : input.data);
}
