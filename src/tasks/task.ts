import type { Format } from '../formats/format.js';
import type { Diagnostic, Report } from '../io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from '../io/limits.js';
import type { Source } from '../io/source.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Document, DocumentKind } from '../model/document.js';
import type { Overview, RevisionHistory } from '../model/documents.js';
import type { Choice, Seen } from '../select/narrowing.js';

/** An input as a task gets it: read. */
export interface TaskInput {
  /** Whether the user named this very file, so that it must be of use. */
  named: boolean;
  source: Source;
  format: Format;
  documents: Document[];
  /** Of each document where it stands among those of the input, and what it was before a selection left out a part. */
  origins: { place: number; whole: Document }[];
}

/**
 * What is done with one input, in whatever thread: a pure function of it, whose options and results are plain data. What
 * it gives is all that is sent back, so that it should be small, or text.
 */
export type Task<O, R> = (input: TaskInput, options: O, report: Report) => R[] | Promise<R[]>;

/** What DISA says of the STIGs of a package, which goes to each benchmark in it. */
export interface PackageDocuments {
  overview?: Overview;
  revisionHistory?: RevisionHistory;
}

/** How bytes are read. */
export interface Reading {
  from?: string | undefined;
  lenient?: boolean | undefined;
  limits: Limits;
  /** Whether the user named the very file: some forms are known only then. */
  named?: boolean | undefined;
  /** Folder of the cache. */
  cache?: string | undefined;
}

/** A piece of work: bytes or documents, how they are read, and what is done with what is read. Plain data. */
export interface Job {
  /** Name of the task. */
  task: string;
  options: unknown;
  name: string;
  named: boolean;
  bytes: Uint8Array;
  /** What is read already, in place of bytes. */
  documents?: readonly Document[] | undefined;
  reading: Reading;
  /** What is taken of what is read; everything unless given. */
  choice?: Choice | undefined;
  packageDocuments?: PackageDocuments | undefined;
  /** Whether a fault of our own is told of with its stack. */
  debug?: boolean | undefined;
}

/** What came of a piece of work. Plain data. */
export interface Outcome<R = unknown> {
  results: R[];
  /** Problems told of on the way, in order. */
  diagnostics: Diagnostic[];
  /** Why nothing could be read; `null` where something was. */
  unread: Diagnostic[] | null;
  /** Wrong use that the task came upon: it ends the run. */
  misuse: Diagnostic[] | null;
  /** What was read. */
  kinds: DocumentKind[];
  /** Rules of benchmarks and reviews of checklists. */
  rules: number;
  /** STIGs that a choice was made among, and what became of them. */
  seen: Seen[];
}

/** An outcome of which nothing came. */
export function nothing(): Outcome {
  return { results: [], diagnostics: [], unread: null, misuse: null, kinds: [], rules: 0, seen: [] };
}

/** A piece of work on what is read already. */
export function documentJob(task: string, documents: readonly Benchmark[], options: unknown): Job {
  const name = documents[0]?.sources[0]?.name ?? task;
  return { task, options, name, named: true, bytes: new Uint8Array(), documents, reading: { limits: DEFAULT_LIMITS } };
}
