import type { Report } from '../io/diagnostic.js';
import type { Limits } from '../io/limits.js';
import type { Source } from '../io/source.js';
import type { WalkXml } from '../io/xml-walk.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Document, DocumentKind } from '../model/document.js';
import type { ReleaseDiff } from '../model/release-diff.js';
import type { DigestOptions } from './shared/digest-options.js';

/** What a reader may use beside its source. */
export interface ReadContext {
  /** Takes problems that do not end the reading. */
  report: Report;
  limits: Limits;
  /** The XML engine: strict, or the tolerant one under `--lenient`. */
  walkXml: WalkXml;
}

/** Reads one input into the documents it holds. Throws a StigError where it holds none. */
export type Read = (source: Source, context: ReadContext) => Document[] | Promise<Document[]>;

/** What a writer may be told. Each writer takes what concerns it. */
export interface WriteOptions {
  /** Dialect of a CKL: STIG Viewer 2.17 or 3. Without it a checklist read from CKL keeps its own. */
  viewer?: 2 | 3 | undefined;
  /** UUIDs derive from content unless `random` is asked for. */
  uuid?: 'derived' | 'random' | undefined;
  /** Revisions of SP 800-53 whose controls are named, where a format names those of one alone; Rev 5 unless said. */
  controls?: readonly (4 | 5)[] | undefined;
  /** JSON: emit what a file carries beyond the model as well. */
  native?: boolean | undefined;
  /** Form of a rendered page: plain text unless said. */
  as?: 'text' | 'html' | 'markdown' | 'csv' | 'xlsx' | 'ndjson' | undefined;
  /** What of a comparison is shown, and how. */
  digest?: DigestOptions | undefined;
  /** The user's own table for a POA&M: CSV or XLSX, headings read by name. */
  poamTemplate?: { name: string; bytes: Uint8Array } | undefined;
  /** The release before, for the digest on a release page. */
  prior?: Benchmark | undefined;
  /** Expert comments for check pages, by V-id or STIG ID. */
  comments?: ReadonlyMap<string, string> | undefined;
  /** Definitions of CCIs for check pages, by id: DISA's list. */
  cciDefinitions?: ReadonlyMap<string, string> | undefined;
  /** Base name of the file that will be written, without its ending; the title of a CKLB that has none. */
  name?: string | undefined;
}

export interface WriteContext {
  report: Report;
  /** Compares two releases, for the digest on a release page: the differ, which formats know nothing of. */
  compare?: ((before: Benchmark, after: Benchmark) => ReleaseDiff) | undefined;
}

/** Writes a document as text or bytes. */
export type Write = (
  document: Document,
  options: WriteOptions,
  context: WriteContext,
) => string | Uint8Array | Promise<string | Uint8Array>;

/** Writes a document that may be larger than memory in pieces of text, which are made as they are asked for. */
export type WritePieces = (
  document: Document,
  options: WriteOptions,
) => Iterable<string> | null | Promise<Iterable<string> | null>;
/** A document on its way into a result of several, and where its problems are told. */
export interface Joining {
  document: Document;
  report: Report;
}

/**
 * Writes any number of documents into one result, in pieces, as they come. For formats that are wanted so and whose files
 * cannot be put one after another.
 */
export type WriteAll = (documents: AsyncIterable<Joining>) => AsyncIterable<Uint8Array>;

/** A format's code, loaded when it is first needed. */
export interface Codec {
  read?: Read;
  write?: Write;
  /** What `write` gives, in pieces; `null` of what is written whole. */
  pieces?: WritePieces;
  writeAll?: WriteAll;
}

/** The first look at an input, for recognising it. Made without parsing. */
export interface Head {
  /** Local name of the XML root element; `null` where the content is no XML. */
  root: string | null;
  /** First non-blank character, `''` of an empty input. */
  first: string;
  /** The beginning of the text, up to 64,000 characters. */
  text: string;
  /** The source, for a look further in. */
  source: Source;
}

/** One row of the format table. */
export interface Format {
  name: string;
  title: string;
  /** Ending of files written, without the dot. */
  extension: string;
  /** Other names it answers to. */
  aliases?: readonly string[];
  /** Kinds of document its reader gives; empty where it cannot be read. */
  reads: readonly DocumentKind[];
  /** Kinds of document its writer takes; empty where it cannot be written. */
  writes: readonly DocumentKind[];
  /** Read only where the user names the file, not where it is found in a folder or package. */
  ifNamed?: boolean;
  /** Whether its codec has `writeAll`: then several documents become one file where one is named. */
  joins?: boolean;
  /** Whether the content is of this format. Cheap and pure. */
  sniff?(head: Head): boolean;
  load(): Promise<Codec>;
}
