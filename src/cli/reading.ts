import type { Format } from '../formats/format.js';
import { type Diagnostic, type Report, StigError } from '../io/diagnostic.js';
import { expandInputs, type Input } from '../io/inputs.js';
import { DEFAULT_LIMITS, type Limits } from '../io/limits.js';
import type { Source } from '../io/source.js';
import type { Document, DocumentKind } from '../model/document.js';
import { type ReadOptions, type ReadResult, readSource } from '../read.js';
import type { Narrowed } from '../select/narrowing.js';
import type { Reporter } from './reporter.js';

/** A document out of the inputs of a command, with where it came from. */
export interface ReadDocument {
  document: Document;
  format: Format;
  input: Input;
  /** Its place among the documents of the input. */
  place: number;
  /** The document as it was read: a selection may leave out a part of it. */
  whole: Document;
}

/** Options that say how inputs are read, as they stand on the command line. */
export interface ReadingOptions {
  from?: string | undefined;
  lenient?: boolean | undefined;
  limit?: string[] | undefined;
  /** Whether PDFs in packages are of use: reading them costs far more than all the rest. */
  documents?: boolean | undefined;
  /** Folder of the cache. */
  cache?: string | undefined;
  /** Chooses what is read, and what of it is taken; `undefined`: everything. */
  chooser?: InputChooser | undefined;
}

/** Chooses among inputs before they are read, and among what is read of each. */
export interface InputChooser {
  /** The inputs to be read, in order; `left` is told of the others. */
  choose(inputs: AsyncIterable<Input>, left: (input: Input) => void): AsyncIterable<Input>;
  /** What is taken of the documents of an input. */
  take(documents: readonly Document[], input: Input): Narrowed['documents'];
}

/**
 * Reads everything in the inputs, in order. What cannot be read is reported, and the others are still done. Members of
 * packages and folders that no reader knows (pictures, stylesheets) are passed over in silence.
 */
export async function* readInputs(
  inputs: readonly string[],
  options: ReadingOptions,
  reporter: Pick<Reporter, 'report' | 'progress'>,
): AsyncGenerator<ReadDocument> {
  const { progress } = reporter;
  const limits = limitsFrom(options.limit);
  let errors = 0;
  /** How many files of each argument were passed over; an argument that anything was read from is in `useful`. */
  const passed = new Map<string, number>();
  const useful = new Set<string>();
  const pass = ({ origin }: Input) => passed.set(origin, (passed.get(origin) ?? 0) + 1);
  const report: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') errors++;
    reporter.report(diagnostic);
  };
  const read = readingOf(options, report);
  const found = expandInputs(inputs, { report, limits });
  const chosen = options.chooser?.choose(found, ({ origin }) => useful.add(origin)) ?? found;
  for await (const input of chosen) {
    if (options.documents === false && !input.named && isPdf(input.head)) {
      pass(input);
      continue;
    }
    progress.next(input.name);
    try {
      const { format, documents } = await read(await input.load());
      useful.add(input.origin);
      for (const one of options.chooser?.take(documents, input) ?? documents.map(asRead))
        yield { ...one, format, input };
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
      if (!input.named && (error.code === 'format-unknown' || isForeignPdf(input))) {
        pass(input);
        continue;
      }
      for (const diagnostic of error.diagnostics) report(diagnostic);
    }
  }
  progress.clear();
  if (errors > 0) return;
  for (const [origin, files] of passed) if (!useful.has(origin)) report(nothingKnown(origin, files));
}

async function openCache(folder: string, report: Report) {
  const [{ CacheFolder }, { readCached }] = await Promise.all([import('../io/cache.js'), import('../cached-read.js')]);
  return { cache: new CacheFolder(folder, report), readCached };
}

function asRead(document: Document, place: number) {
  return { document, place, whole: document };
}

/** Reads a source as the options say; problems that do not end the reading go to `report`. */
export function readingOf(options: ReadingOptions, report: Report): (source: Source) => Promise<ReadResult> {
  const readOptions: ReadOptions = {
    from: options.from,
    lenient: options.lenient,
    limits: limitsFrom(options.limit),
    report,
  };
  if (options.cache === undefined) return (source) => readSource(source, readOptions);
  const opened = openCache(options.cache, report);
  return async (source) => {
    const { cache, readCached } = await opened;
    return readCached(source, readOptions, cache);
  };
}

/** An argument of which every file was passed over is a mistake that must not end in silence. */
function nothingKnown(origin: string, files: number): Diagnostic {
  return {
    code: 'format-unknown',
    severity: 'error',
    file: origin === '-' ? '<stdin>' : origin,
    message: `holds nothing that a reader knows (${files} ${files === 1 ? 'file' : 'files'} passed over)`,
    hint: '`stigkit formats` lists what can be read.',
  };
}

/** A PDF of a package that is neither of DISA's two documents by its name: a readme, a memo, a supplement. */
function isForeignPdf({ name, head }: Input): boolean {
  return isPdf(head) && !/overview|revision/i.test(name.slice(name.lastIndexOf('/') + 1));
}

function isPdf(head: Uint8Array): boolean {
  return head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46;
}

/** The one document of a kind that a file holds. Throws a StigError where it holds none. */
export async function readOne<K extends DocumentKind>(
  file: string,
  kind: K,
  reporter: Pick<Reporter, 'report' | 'progress'>,
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

/** Limits as given with --limit NAME=VALUE. */
export function limitsFrom(settings: readonly string[] | undefined): Limits {
  const limits = { ...DEFAULT_LIMITS };
  for (const setting of settings ?? []) {
    const [name = '', value = ''] = setting.split('=', 2);
    if (!Object.hasOwn(limits, name) || !/^\d+$/.test(value)) {
      throw new StigError({
        code: 'usage',
        severity: 'error',
        message: `--limit ${setting} is not a limit`,
        hint: `Write --limit NAME=NUMBER; names are ${Object.keys(limits).join(', ')}.`,
      });
    }
    limits[name as keyof Limits] = Number(value);
  }
  return limits;
}
