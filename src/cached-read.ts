import { FORMATS } from './formats/registry.js';
import { VERSION } from './generated/version.js';
import type { CacheFolder } from './io/cache.js';
import type { Diagnostic } from './io/diagnostic.js';
import { sha256 } from './io/hash.js';
import { DEFAULT_LIMITS } from './io/limits.js';
import { PACKED_FORM, pack, unpack } from './io/packed.js';
import type { Source } from './io/source.js';
import type { Document } from './model/document.js';
import { type ReadOptions, type ReadResult, readSource } from './read.js';

/** What is kept of a file: all that reading it gave, but for its name. */
interface Entry {
  key: string;
  documents: Document[];
  diagnostics: Diagnostic[];
}

/**
 * Reads a source as `readSource` does, or takes from the cache what that gave before for the same bytes, the same version
 * of stigkit and the same options. Benchmarks out of XCCDF alone are kept: of checklists, results and answers nothing ever
 * is. An entry that is damaged or of anything else is passed by and written anew.
 */
export async function readCached(source: Source, options: ReadOptions, cache: CacheFolder): Promise<ReadResult> {
  // XML as all of DISA's begins. Of a package's pictures no hash is made.
  if (source.bytes[0] !== 0x3c && source.bytes[0] !== 0xef) return readSource(source, options);
  const key = keyOf(source, options);
  const entry = entryOf(await cache.get(key), key);
  if (entry !== null) {
    for (const diagnostic of entry.diagnostics) options.report?.({ ...diagnostic, file: source.name });
    return { format: XCCDF, documents: named(entry.documents, source.fileName) };
  }
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
    options.report?.(diagnostic);
  };
  const result = await readSource(source, { ...options, report });
  const { format, documents } = result;
  const isKept = format === XCCDF && documents.every((document) => document.kind === 'benchmark');
  if (isKept && diagnostics.every(({ file }) => file === source.name)) {
    await cache.put(key, pack({ key, documents: named(documents, ''), diagnostics } satisfies Entry));
  }
  return result;
}

const XCCDF = FORMATS.find((format) => format.name === 'xccdf')!;

/** Everything that what is read, and the form it is kept in, depend on. */
function keyOf(source: Source, { from, lenient, named, limits }: ReadOptions): string {
  const reading = [from ?? null, lenient ?? false, named ?? true, { ...DEFAULT_LIMITS, ...limits }];
  const key = JSON.stringify([VERSION, PACKED_FORM, reading, source.bytes.length, source.sha256]);
  return sha256(new TextEncoder().encode(key));
}

function entryOf(bytes: Uint8Array | null, key: string): Entry | null {
  const entry = bytes === null ? undefined : (unpack(bytes) as Partial<Entry> | null | undefined);
  return entry?.key === key ? (entry as Entry) : null;
}

/** The documents with another name for the file they were read from: the one thing in them that is not of its bytes. */
function named(documents: readonly Document[], name: string): Document[] {
  return documents.map((document) =>
    document.kind === 'benchmark'
      ? { ...document, sources: document.sources.map((source) => ({ ...source, name })) }
      : document,
  );
}
