import type { Format } from '../../formats/format.js';
import { formatNamed } from '../../formats/registry.js';
import { type Diagnostic, formatDiagnostic, type Report, StigError } from '../../io/diagnostic.js';
import { unknownName } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import { Source } from '../../io/source.js';
import type { Checklist } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import { readSource } from '../../read.js';
import { roundTrip } from '../../round-trip.js';
import { IMPORTERS, type Importer, validateFor } from '../../validate/importers/index.js';
import { type LibraryRelease, libraryRelease } from '../../validate/importers/library.js';
import { validate } from '../../validate/index.js';
import { placed } from '../../validate/places.js';
import { writeDocument } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { openFindings } from '../findings.js';
import { inFile } from '../in-file.js';
import { readLibrary } from '../library.js';
import type { validateOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { openTarget, type Target } from '../writing.js';

type Options = ValuesOf<typeof validateOptions>;

/** Codes that mean that something could not be read or written at all, which is no answer about the content. */
const FAILURES = new Set(['read-failed', 'input-empty', 'usage', 'write-failed', 'output-exists']);

/** What is asked of every document. */
interface Asked {
  importers: Importer[];
  library: LibraryRelease[] | undefined;
  roundTrip: boolean;
  /** Where corrected copies go; `null` where none are wanted. */
  copies: Target | null;
}

/**
 * `stigkit validate`: findings go to standard output or, without --fix, to -o, as they are the result. 0 nothing worse than warnings, 1 errors in
 * the content (malformed XML included; warnings too under `--fail-on warning`), 2 an input could not be read.
 */
export const run: Run<typeof validateOptions> = async ({ inputs, options }, io) => {
  let documents = 0;
  const pending: Diagnostic[] = [];
  const report: Report = (diagnostic) => void pending.push(diagnostic);
  const reporting = reporter(io, options);
  const { progress } = reporting;
  const asked = await askedOf(inputs, options, io, reporting);
  const findings = openFindings({ ...options, file: options.fix ? undefined : options.output }, io);
  const flush = async () => {
    for (const finding of pending.splice(0)) {
      if (FAILURES.has(finding.code)) findings.failed(finding);
      else await findings.add(finding);
    }
  };
  for await (const { document, format, input } of readInputs(inputs, options, { report, progress })) {
    documents++;
    findings.looked(input.name, hashOf(document));
    const needsSource = document.kind === 'checklist' || asked.roundTrip;
    const source = needsSource ? await input.load() : new Source(input.name, new Uint8Array());
    const reportHere = inFile(report, input, document);
    const load = async () => (needsSource ? source : input.load());
    const found = await findingsOn(document, format, source, asked);
    for (const finding of await placed(found, format.name, load)) reportHere(finding);
    if (asked.copies !== null && document.kind === 'checklist') {
      await putCopy(document, format, source, asked, asked.copies, reporting, report);
    }
    await flush();
  }
  await flush();
  await asked.copies?.close();
  const { errors, warnings, unreadable } = findings.counts;
  await findings.close(`${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  if (unreadable > 0 || reporting.exitCode() !== 0) return 2;
  return errors > 0 || (options['fail-on'] === 'warning' && warnings > 0) ? 1 : 0;
};

function hashOf(document: Document): string | undefined {
  return 'sources' in document && Array.isArray(document.sources) ? document.sources[0]?.sha256 : undefined;
}

async function askedOf(
  inputs: readonly string[],
  options: Options,
  io: CliIo,
  reporting: Parameters<typeof readLibrary>[3],
): Promise<Asked> {
  const importers = importersOf(options.for);
  const { fix = false, output } = options;
  if (fix && importers.length === 0) throw usage('--fix mends for a program', `Add --for ${IMPORTERS.join('|')}.`);
  if (fix && output === undefined) throw usage('--fix writes a copy', 'Say where to with -o FILE|DIR.');
  return {
    importers,
    library: await readLibrary(options.library, libraryRelease, options, reporting),
    roundTrip: options['round-trip'] ?? false,
    copies: fix ? await openTarget(options, inputs, io) : null,
  };
}

async function findingsOn(document: Document, format: Format, source: Source, asked: Asked): Promise<Diagnostic[]> {
  const found = validate(document);
  if (document.kind === 'checklist') {
    for (const importer of asked.importers) found.push(...importFindings(document, format, source, importer, asked));
  }
  if (asked.roundTrip) found.push(...(await roundTrip(document, format, source)));
  return found;
}

function importFindings(
  checklist: Checklist,
  format: Format,
  source: Source,
  importer: Importer,
  { library }: Asked,
): Diagnostic[] {
  const found = validateFor(checklist, importer, { format: format.name, source, library });
  return found.map((finding) => ({ ...finding, message: `${importer}: ${finding.message}` }));
}

/**
 * Writes the checklist as the viewer would, which mends what can be mended without a person: the order of elements,
 * missing ones, words in other spelling, several CCIs in an item. What was mended is said, and nothing is written where
 * nothing was.
 */
async function putCopy(
  checklist: Checklist,
  format: Format,
  source: Source,
  asked: Asked,
  copies: Target,
  { note }: Reporter,
  report: Report,
): Promise<void> {
  const to = asked.importers.includes('stig-viewer-2') || format.name !== 'cklb' ? 'ckl' : 'cklb';
  const viewer = /<!--\s*DISA STIG Viewer :: 3/.test(source.text.slice(0, 1000)) || to === 'cklb' ? 3 : 2;
  const base = outputBase(source.name);
  try {
    const data = await writeDocument(checklist, to, { viewer, name: base }, report);
    const copy = new Source(source.name, typeof data === 'string' ? new TextEncoder().encode(data) : data);
    const again = (await readSource(copy, { from: to })).documents[0] as Checklist;
    const [before, after] = [
      asked.importers.flatMap((importer) => importFindings(checklist, format, source, importer, asked)),
      asked.importers.flatMap((importer) => importFindings(again, formatNamed(to)!, copy, importer, asked)),
    ];
    const left = new Set(after.map(keyOf));
    const mended = before.filter((finding) => !left.has(keyOf(finding)));
    if (mended.length === 0) {
      note(`${source.name}: nothing that can be mended without a person; no copy was written`);
      return;
    }
    await copies.put(base, to, data);
    for (const finding of mended) note(`mended: ${formatDiagnostic(finding)}`);
  } catch (error) {
    if (!(error instanceof StigError) || error.code === 'usage') throw error;
    for (const diagnostic of error.diagnostics) report({ file: source.name, ...diagnostic });
  }
}

/** A finding without its place, which moves when a file is written anew. */
function keyOf({ rule, message }: Diagnostic): string {
  return `${rule ?? ''}\n${message}`;
}

function importersOf(values: readonly string[] | undefined): Importer[] {
  const names = (values ?? []).flatMap((value) => value.split(',')).map((name) => name.trim());
  return names.map((name) => {
    const importer = IMPORTERS.find((known) => known === name);
    if (importer !== undefined) return importer;
    throw unknownName('--for does not know', name, IMPORTERS);
  });
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
