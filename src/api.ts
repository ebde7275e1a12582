import { type Content, only, sourceOf } from './content.js';
import type { WriteOptions } from './formats/format.js';
import { isPassedOver } from './formats/passed-over.js';
import { FORMATS } from './formats/registry.js';
import type { DigestOptions } from './formats/shared/digest-options.js';
import { expandSource } from './io/bytes-inputs.js';
import { type Report, StigError } from './io/diagnostic.js';
import type { UrlLike } from './io/input.js';
import { expandInputs, pathOf } from './io/inputs.js';
import { DEFAULT_LIMITS } from './io/limits.js';
import type { BlastRadius, ChecklistDiff } from './model/checklist-diff.js';
import type { Document, DocumentKind } from './model/document.js';
import type { Policy } from './model/policy.js';
import type { QuarterDiff } from './model/quarter-diff.js';
import type { ReleaseDiff } from './model/release-diff.js';
import { type ReadOptions, readSource } from './read.js';
import { writeDocument } from './write.js';

/**
 * What can be read: a path or file URL (in Node), or content with or without a name. A name tells files apart in
 * messages and in `sources`; the format is found by the content alone.
 */
export type Input = string | UrlLike | Content;

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
  if (documents.length !== 1 && problems[0] !== undefined) throw problems[0];
  return only(documents, nameOf(input));
}

/** How to read many. */
export interface ReadAllOptions extends ReadOptions {
  /** Takes what could not be read; the rest is still given. Without it the first such input throws. */
  onError?: ((error: StigError) => void) | undefined;
}

/**
 * Reads every document in the inputs, in order, one at a time: files, folders, globs, zips and zips in zips. What no
 * reader knows is passed over within folders and zips, but not a file whose name promises content (`.ckl`). An input that
 * cannot be read throws, unless `onError` takes it.
 */
export async function* readAll(
  inputs: Input | readonly Input[],
  options: ReadAllOptions = {},
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
  options.signal?.throwIfAborted();
  for (const input of Array.isArray(inputs) ? (inputs as readonly Input[]) : [inputs as Input]) {
    const expanded =
      typeof input === 'string' || 'href' in input
        ? expandInputs([nameOf(input)], { report: failing, limits })
        : expandSource(sourceOf(input), { report: failing, limits });
    for await (const one of expanded) {
      options.signal?.throwIfAborted();
      try {
        const { documents } = await readSource(await one.load(), { ...options, named: one.named });
        options.signal?.throwIfAborted();
        yield* documents;
      } catch (error) {
        if (!(error instanceof StigError)) throw error;
        if (isPassedOver(one, error.code)) continue;
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
  if (typeof input !== 'string' && !('href' in input)) return policyIn(sourceOf(input));
  const report: Report = (diagnostic) => {
    throw new StigError(diagnostic);
  };
  const file = nameOf(input);
  for await (const one of expandInputs([file], { report })) return policyIn(await one.load());
  throw new StigError({ code: 'input-empty', severity: 'error', file, message: 'nothing could be read' });
}

/** What `digest` can be told. */
export interface DigestFormOptions extends DigestOptions {
  /** Plain text unless said. */
  as?: 'text' | 'markdown' | 'html' | 'csv' | undefined;
}

/** The Digest of Updates: a comparison as people read it. */
export async function digest(
  comparison: ReleaseDiff | QuarterDiff | ChecklistDiff | BlastRadius,
  { as = 'text', ...options }: DigestFormOptions = {},
): Promise<string> {
  return (await writeDocument(comparison, 'digest', { as, digest: options })) as string;
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

function nameOf(input: Input): string {
  if (typeof input === 'string') return input;
  if (input instanceof Uint8Array) return 'input';
  return 'href' in input ? pathOf(input) : input.name;
}
