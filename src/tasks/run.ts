import { formatNamed } from '../formats/registry.js';
import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { expectShortRun } from '../io/short-run.js';
import { Source } from '../io/source.js';
import type { Document } from '../model/document.js';
import type { ReadResult } from '../read.js';
import type { Narrowed } from '../select/narrowing.js';
import { TASKS, type TaskName } from './index.js';
import { readAs } from './reading.js';
import { type Job, nothing, type Outcome, type PackageDocuments, type Task } from './task.js';

/**
 * Does a piece of work. Everything that goes wrong with the input is in the outcome, a fault of our own too: one input
 * does not end the others.
 */
export async function runJob(job: Job): Promise<Outcome> {
  expectShortRun();
  const { task, options, name, named, bytes, reading, choice, packageDocuments } = job;
  const outcome = nothing();
  const { diagnostics } = outcome;
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const source = new Source(name, bytes);
  let isRead = false;
  try {
    const read =
      job.documents === undefined ? await readAs(source, { ...reading, named }, report) : readAlready(job.documents);
    isRead = true;
    const whole = read.documents.map((document) => withDocuments(document, packageDocuments));
    outcome.kinds = whole.map((document) => document.kind);
    outcome.rules = whole.reduce((sum, document) => sum + rulesIn(document), 0);
    const { documents: taken, seen } =
      choice === undefined ? everything(whole) : (await import('../select/narrowing.js')).narrowed(whole, choice);
    outcome.seen = seen;
    const documents = taken.map(({ document }) => document);
    const work = (await TASKS[task as TaskName]()) as Task<unknown, unknown>;
    outcome.results = await work({ source, named, format: read.format, documents, origins: taken }, options, report);
  } catch (error) {
    if (!(error instanceof StigError)) diagnostics.push(faultIn(name, error, job.debug));
    else if (!isRead) outcome.unread = error.diagnostics;
    else if (error.code === 'usage') outcome.misuse = error.diagnostics;
    else diagnostics.push(...error.diagnostics);
  }
  return outcome;
}

function readAlready(documents: readonly Document[]): ReadResult {
  return { format: formatNamed('json')!, documents: [...documents] };
}

/** A benchmark with what its package says of it. */
function withDocuments(document: Document, documents: PackageDocuments | undefined): Document {
  return document.kind === 'benchmark' && documents !== undefined ? { ...document, ...documents } : document;
}

function rulesIn(document: Document): number {
  if (document.kind === 'benchmark') return document.rules.length;
  if (document.kind !== 'checklist') return 0;
  return document.stigs.reduce((sum, { reviews }) => sum + reviews.length, 0);
}

/** Told of a fault of our own, or of a thread that ended, while an input was worked on. */
export function faultIn(file: string, error: unknown, debug = false): Diagnostic {
  const { message, stack } = error instanceof Error ? error : { message: String(error) };
  return {
    code: 'internal',
    severity: 'error',
    file,
    message: `a fault in stigkit: ${(debug ? stack : undefined) ?? message}`,
    hint: 'The other inputs are still done. Run again on this file alone with --debug, and report it if you may share the file.',
  };
}

/** All documents of an input, as they are. */
function everything(documents: readonly Document[]): Narrowed {
  return { documents: documents.map((document, place) => ({ document, place, whole: document })), seen: [] };
}
