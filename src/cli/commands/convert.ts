import type { Format, WriteOptions } from '../../formats/format.js';
import { FORMATS, formatNamed } from '../../formats/registry.js';
import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { inOrder } from '../../io/in-order.js';
import { unknownName } from '../../io/nearest.js';
import { Source } from '../../io/source.js';
import type { SelectionOptions } from '../../select/selection.js';
import { type Converted, type ConvertOptions, convertTask } from '../../tasks/convert.js';
import type { Run, ValuesOf } from '../command.js';
import { eachInput } from '../each-input.js';
import type { convertOptions } from '../options.js';
import { type ReadDocument, type ReadingOptions, readInputs, readOne } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { selected } from '../selecting.js';
import { openTarget, type Target, WRITTEN_AT_ONCE } from '../writing.js';

type Options = ValuesOf<typeof convertOptions>;

/** Formats that hold a package's Overview and Revision History beside its benchmarks. */
const HOLDS_DOCUMENTS = new Set(['json']);

/** `stigkit convert`: any form to any form that can hold it. */
export const run: Run<typeof convertOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const format = formatTo(options.to);
  const writing = { ...writeOptions(options), ...(await pageOptions(format, options, reporting)) };
  const documents = options.merge === true || HOLDS_DOCUMENTS.has(format.name);
  const ending = format.joins === true ? format.extension : undefined;
  const target = await openTarget(options, options.merge ? [] : inputs, io, ending);
  const converting: ConvertOptions = { to: format.name, writing, perRule: target.isFolder };
  const reading = { ...options, documents };
  if (format.joins === true && !target.isFolder && !options.merge) {
    const { joining } = await import('../joining.js');
    const read = selected(reading, reporting.report, (chosen) => readInputs(inputs, chosen, reporting, documents));
    const joined = counted(joining(read, format, reporting));
    await target.putAll((await format.load()).writeAll!(joined.items));
    return ended(joined.count(), format, reporting);
  }
  const work = { task: 'convert', options: converting, attach: documents } as const;
  const done = options.merge
    ? merged(inputs, converting, reading, reporting)
    : selected(alone(reading, writing), reporting.report, (chosen) => eachInput(inputs, work, chosen, reporting));
  const extension = PAGES.has(format.name) ? EXTENSIONS[writing.as ?? 'text']! : format.extension;
  const put = (file: Written) => writeOne(target, file, extension);
  const files = counted(filesOf(done));
  for await (const problems of inOrder(files.items, put, { items: target.isFolder ? WRITTEN_AT_ONCE : 1 })) {
    problems.forEach(reporting.report);
  }
  await target.close();
  return ended(files.count(), format, reporting);
};

/**
 * The exit code. What a format cannot hold is passed over in folders and zips, as they hold one thing beside another; where
 * that was all there is, nothing was done that was asked for, and that must not end in silence.
 */
function ended(written: number, format: Format, reporting: Reporter): number {
  if (written === 0 && reporting.exitCode() === 0) {
    const isForChecklists = format.writes.includes('checklist') && !format.writes.includes('benchmark');
    reporting.report({
      code: 'cannot-convert',
      severity: 'error',
      message: `nothing in the inputs can be written as ${format.name}: that holds a ${format.writes.join(' or ')}`,
      hint: isForChecklists
        ? 'Make checklists of STIGs with `stigkit checklist`.'
        : '`stigkit formats` lists what can be written.',
    });
  }
  return reporting.exitCode();
}

/** Things as they come, and how many have come. */
function counted<T>(all: AsyncIterable<T>): { items: AsyncGenerator<T>; count(): number } {
  let count = 0;
  async function* items(): AsyncGenerator<T> {
    for await (const one of all) {
      count++;
      yield one;
    }
  }
  return { items: items(), count: () => count };
}

/** An input that became files. */
interface Converting {
  input: { name: string };
  results: Converted[];
}

/** A file, with the name of the input it became of. */
interface Written extends Converted {
  input: string;
}

async function* filesOf(done: AsyncIterable<Converting>): AsyncGenerator<Written> {
  for await (const { input, results } of done) for (const file of results) yield { ...file, input: input.name };
}

/** Writes a file. Gives why it could not be written; in a folder the others are still done. */
async function writeOne(target: Target, { base, bytes, input }: Written, extension: string): Promise<Diagnostic[]> {
  try {
    // Names are given out in the order of the files, however long each takes to write.
    await target.put(base, extension, bytes);
    return [];
  } catch (error) {
    // Where all go to one place, none can follow one that could not.
    if (!(error instanceof StigError) || !target.isFolder) throw error;
    return error.diagnostics.map((diagnostic) => ({ file: input, ...diagnostic }));
  }
}

/** A release before is as large as all the rest: it is not sent to a thread with each input. */
function alone<O extends { jobs?: number | undefined }>(options: O, { prior }: WriteOptions): O {
  return prior === undefined ? options : { ...options, jobs: 1 };
}

const PAGES = new Set(['release-page', 'check-page']);
const EXTENSIONS: Record<string, string> = { text: 'txt', html: 'html', markdown: 'md' };

/** One release out of everything read. */
async function* merged(
  inputs: readonly string[],
  options: ConvertOptions,
  reading: ReadingOptions & SelectionOptions,
  reporting: Reporter,
): AsyncGenerator<Converting> {
  const { mergeBenchmarks } = await import('../../merge/benchmarks.js');
  const all: ReadDocument[] = [];
  const read = selected(reading, reporting.report, (chosen) => readInputs(inputs, chosen, reporting));
  for await (const one of read) all.push(one);
  const parts = all
    .map((one) => one.document)
    .filter((d) => d.kind === 'benchmark' || d.kind === 'overview' || d.kind === 'revision-history');
  if (all.length === 0) return;
  const { input, format } = all.find((one) => one.document.kind === 'benchmark') ?? all[0]!;
  const documents = [mergeBenchmarks(parts, reporting.report)];
  const source = new Source(input.name, new Uint8Array());
  const origins = documents.map((whole, place) => ({ place, whole }));
  yield {
    input,
    results: await convertTask({ source, named: input.named, format, documents, origins }, options, reporting.report),
  };
}

/** What pages are told: their form, the release before, comments and definitions. */
async function pageOptions(format: Format, options: Options, reporting: Reporter): Promise<WriteOptions> {
  if (!PAGES.has(format.name)) return {};
  const ending = /\.(html?|md)$/i.exec(options.output ?? '')?.[1]?.toLowerCase();
  const byEnding = ending === undefined ? 'text' : ending === 'md' ? 'markdown' : 'html';
  const list = options['cci-list'];
  const definitions = list === undefined ? undefined : await readOne(list, 'cci-list', reporting);
  return {
    as: (options.as as WriteOptions['as']) ?? byEnding,
    prior: options.prior === undefined ? undefined : await readOne(options.prior, 'benchmark', reporting, options),
    comments:
      options.comments === undefined
        ? undefined
        : await (await import('../comments.js')).readComments(options.comments, reporting.report),
    cciDefinitions: definitions && new Map(definitions.items.map((item) => [item.id, item.definition ?? ''])),
  };
}

/** The format that --to names. */
export function formatTo(name: string | undefined): Format {
  const writable = FORMATS.filter((f) => f.writes.length > 0).map((f) => f.name);
  const known = `Formats that can be written are ${writable.join(', ')}.`;
  if (name === undefined) {
    throw new StigError({ code: 'usage', severity: 'error', message: '--to FORMAT is missing', hint: known });
  }
  const format = formatNamed(name);
  if (format !== undefined && format.writes.length > 0) return format;
  if (format === undefined) throw unknownName('there is no format', name, writable, { hint: known });
  const message = `${format.name} can be read but not written`;
  throw new StigError({ code: 'usage', severity: 'error', message, hint: known });
}

const REVISIONS: Record<string, readonly (4 | 5)[]> = { 4: [4], 5: [5], all: [5, 4] };

/** The options of writing as they stand on a command line. */
export function writeOptions(options: {
  viewer?: string | undefined;
  uuid?: string | undefined;
  native?: boolean | undefined;
  controls?: string | undefined;
}): WriteOptions {
  return {
    controls: options.controls === undefined ? undefined : REVISIONS[options.controls],
    viewer: options.viewer === undefined ? undefined : (Number(options.viewer) as 2 | 3),
    uuid: options.uuid as WriteOptions['uuid'],
    native: options.native,
  };
}
