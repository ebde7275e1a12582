import type { Format, WriteOptions } from '../../formats/format.js';
import { FORMATS, formatNamed } from '../../formats/registry.js';
import { StigError } from '../../io/diagnostic.js';
import { nearest } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import type { Document } from '../../model/document.js';
import { writeDocument } from '../../write.js';
import type { Run, ValuesOf } from '../command.js';
import { inFile } from '../in-file.js';
import type { convertOptions } from '../options.js';
import { withPackageDocuments } from '../package-documents.js';
import { type ReadDocument, readOne } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { readSelected } from '../selecting.js';
import { openTarget, type Target } from '../writing.js';

type Options = ValuesOf<typeof convertOptions>;

/** Formats that hold a package's Overview and Revision History beside its benchmarks. */
const HOLDS_DOCUMENTS = new Set(['json']);

/** `stigkit convert`: any form to any form that can hold it. */
export const run: Run<typeof convertOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const format = formatTo(options.to);
  const writing = { ...writeOptions(options), ...(await pageOptions(format, options, reporting)) };
  const documents = options.merge === true || HOLDS_DOCUMENTS.has(format.name);
  const read = readSelected(inputs, { ...options, documents }, reporting);
  const target = await openTarget(options, options.merge ? [] : inputs, io);
  for await (const one of options.merge ? merged(read, reporting) : withPackageDocuments(read)) {
    if (!format.writes.includes(one.document.kind) && !one.input.named) continue;
    await put(target, one, format, writing, reporting);
  }
  await target.close();
  return reporting.exitCode();
};

/** Writes one document; what cannot be written is reported, and the others are still done. */
async function put(
  target: Target,
  { document, input }: ReadDocument,
  format: Format,
  writing: WriteOptions,
  { report }: Reporter,
): Promise<void> {
  const extension = EXTENSIONS[writing.as ?? 'text'] ?? format.extension;
  try {
    for (const part of await partsOf(document, outputBase(input.name), format, target.isFolder)) {
      const data = await writeDocument(
        part.document,
        format.name,
        { ...writing, name: part.name },
        inFile(report, input, document),
      );
      await target.put(part.name, PAGES.has(format.name) ? extension : format.extension, data);
    }
  } catch (error) {
    if (!(error instanceof StigError) || error.code === 'usage') throw error;
    for (const d of error.diagnostics) inFile(report, input, document)(d);
  }
}

const PAGES = new Set(['release-page', 'check-page']);
const EXTENSIONS: Record<string, string> = { text: 'txt', html: 'html', markdown: 'md' };

/** A document as the files it becomes: in a folder, a check page is a file for each rule, named by STIG ID. */
async function partsOf(
  document: Document,
  name: string,
  format: Format,
  isFolder: boolean,
): Promise<{ name: string; document: Document }[]> {
  if (format.name !== 'check-page' || !isFolder || document.kind !== 'benchmark') return [{ name, document }];
  const { checkPagesOf } = await import('../../formats/page/check-write.js');
  return checkPagesOf(document).map((page) => ({ name: page.name, document: page.benchmark }));
}

/** One release out of everything read. */
async function* merged(read: AsyncIterable<ReadDocument>, { report }: Reporter): AsyncGenerator<ReadDocument> {
  const { mergeBenchmarks } = await import('../../merge/benchmarks.js');
  const all: ReadDocument[] = [];
  for await (const one of read) all.push(one);
  const parts = all
    .map((one) => one.document)
    .filter((d) => d.kind === 'benchmark' || d.kind === 'overview' || d.kind === 'revision-history');
  if (all.length === 0) return;
  const first = all.find((one) => one.document.kind === 'benchmark') ?? all[0]!;
  yield { ...first, document: mergeBenchmarks(parts, report) };
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
        : await (await import('../comments.js')).readComments(options.comments),
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
  const near = nearest(name, writable);
  const problem =
    format === undefined ? `there is no format ${JSON.stringify(name)}` : `${format.name} can be read but not written`;
  const guess = format === undefined && near !== undefined ? `; did you mean ${near}?` : '';
  throw new StigError({ code: 'usage', severity: 'error', message: problem + guess, hint: known });
}

/** The options of writing as they stand on a command line. */
export function writeOptions(options: {
  viewer?: string | undefined;
  uuid?: string | undefined;
  native?: boolean | undefined;
}): WriteOptions {
  return {
    viewer: options.viewer === undefined ? undefined : (Number(options.viewer) as 2 | 3),
    uuid: options.uuid as WriteOptions['uuid'],
    native: options.native,
  };
}
