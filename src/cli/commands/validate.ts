import type { Format } from '../../formats/format.js';
import { formatNamed } from '../../formats/registry.js';
import { type Diagnostic, formatDiagnostic, type Report, StigError } from '../../io/diagnostic.js';
import { nearest } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import { Source } from '../../io/source.js';
import type { Checklist } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { Policy } from '../../model/policy.js';
import { readSource } from '../../read.js';
import { roundTrip } from '../../round-trip.js';
import { IMPORTERS, type Importer, validateFor } from '../../validate/importers/index.js';
import { type LibraryRelease, libraryRelease } from '../../validate/importers/library.js';
import { validate } from '../../validate/index.js';
import { locator } from '../../validate/places.js';
import type { PriorRelease } from '../../validate/prior.js';
import { readPolicy } from '../../validate/read-policy.js';
import { checkReleases, type ReleaseRules, releaseRules } from '../../validate/releases.js';
import { writeDocument } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { readFileSource } from '../file-bytes.js';
import { inFile } from '../in-file.js';
import { readLibrary } from '../library.js';
import type { validateOptions } from '../options.js';
import { limitsFrom, type ReadDocument, readInputs } from '../reading.js';
import { renderDiagnostic } from '../render-diagnostic.js';
import { reporter } from '../reporter.js';
import { openTarget, type Target } from '../writing.js';

type Options = ValuesOf<typeof validateOptions>;

/** Codes that mean that an input could not be read at all, which is no answer about its content. */
const UNREADABLE = new Set(['read-failed', 'input-empty', 'usage']);

/** What is asked of every document. */
interface Asked {
  importers: Importer[];
  library: LibraryRelease[] | undefined;
  roundTrip: boolean;
  policy: Policy | undefined;
  /** What severities are held against; `undefined` where that is not asked for. */
  priors: PriorRelease[] | undefined;
  /** Releases given for the purpose; `undefined` where none were. */
  releases: ReleaseRules[] | undefined;
  /** Where corrected copies go; `null` where none are wanted. */
  copies: Target | null;
}

/**
 * `stigkit validate`: findings go to standard output, as they are the result. 0 nothing worse than warnings, 1 errors in
 * the content (malformed XML included; warnings too under `--fail-on warning`), 2 an input could not be read.
 */
export const run: Run<typeof validateOptions> = async ({ inputs, options }, io) => {
  let [errors, warnings, unreadable, documents] = [0, 0, 0, 0];
  const findings: Diagnostic[] = [];
  const report: Report = (diagnostic) => void findings.push(diagnostic);
  const reporting = reporter(io, options);
  const { progress } = reporting;
  const asked = await askedOf(inputs, options, io, { report: reporting.report, progress });
  const flush = async () => {
    for (const finding of findings.splice(0)) {
      if (UNREADABLE.has(finding.code)) {
        unreadable++;
        io.err(renderDiagnostic(finding, io));
        continue;
      }
      if (finding.severity === 'error') errors++;
      else if (finding.severity === 'warning') warnings++;
      if (options.quiet && finding.severity !== 'error') continue;
      await io.out(options.json ? `${JSON.stringify(finding)}\n` : renderDiagnostic(finding, io, true));
    }
  };
  const among = new Among();
  for await (const read of readInputs(inputs, options, { report, progress })) {
    const { document, format, input } = read;
    documents++;
    if (asked.releases === undefined) among.take(read);
    const source = await input.load();
    const reportHere = inFile(report, input, document);
    for (const finding of await findingsOn(document, format, source, asked)) reportHere(finding);
    if (asked.copies !== null && document.kind === 'checklist') {
      await putCopy(document, format, source, asked, asked.copies, io, report);
    }
    await flush();
  }
  for await (const finding of among.findings(options)) {
    findings.push(finding);
    await flush();
  }
  await flush();
  await asked.copies?.close();
  if (!options.quiet && !options.json) {
    await io.out(`${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}\n`);
  }
  if (unreadable > 0 || reporting.exitCode() !== 0) return 2;
  return errors > 0 || (options['fail-on'] === 'warning' && warnings > 0) ? 1 : 0;
};

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
  if (!fix && output !== undefined) throw usage('-o is for the copy that --fix writes', 'Add --fix.');
  return {
    importers,
    library: await readLibrary(options.library, libraryRelease, options, reporting),
    roundTrip: options['round-trip'] ?? false,
    policy: options.policy === undefined ? undefined : await readPolicy(await readFileSource(options.policy)),
    priors: await readPriors(options, reporting),
    releases: await readLibrary(options.release, releaseRules, options, reporting),
    copies: fix ? await openTarget(options, inputs, io) : null,
  };
}

async function findingsOn(document: Document, format: Format, source: Source, asked: Asked): Promise<Diagnostic[]> {
  const locate = locator(document, format.name, source);
  const found = validate(document, { policy: asked.policy, locate });
  if (asked.priors !== undefined && (document.kind === 'benchmark' || document.kind === 'checklist')) {
    const { checkPrior } = await import('../../validate/prior.js');
    found.push(...checkPrior(document, asked.priors, locate));
  }
  if (document.kind === 'checklist') {
    if (asked.releases !== undefined) found.push(...checkReleases(document, asked.releases, true, locate));
    for (const importer of asked.importers) found.push(...importFindings(document, format, source, importer, asked));
  }
  if (asked.roundTrip) found.push(...(await roundTrip(document, format, source)));
  return found;
}

async function readPriors(
  options: Options,
  reporting: Parameters<typeof readInputs>[2],
): Promise<PriorRelease[] | undefined> {
  if (options.prior === undefined) return undefined;
  const { priorReleases } = await import('../../validate/prior.js');
  const priors: PriorRelease[] = [];
  const reading = { ...options, from: undefined, documents: false };
  for await (const { document } of readInputs(options.prior, reading, reporting)) {
    if (document.kind === 'benchmark' || document.kind === 'checklist') priors.push(...priorReleases(document));
  }
  return priors;
}

/**
 * Checklists and releases among the inputs, in whatever order they come: when all are read, the checklists are held
 * against the releases. Of a release only its ids stay in memory; a checklist is read again.
 */
class Among {
  readonly #releases: ReleaseRules[] = [];
  readonly #checklists: Omit<ReadDocument, 'document'>[] = [];

  take({ document, format, input }: ReadDocument): void {
    if (document.kind === 'benchmark') this.#releases.push(releaseRules(document));
    else if (document.kind === 'checklist') this.#checklists.push({ format, input });
  }

  async *findings(options: Options): AsyncGenerator<Diagnostic> {
    if (this.#releases.length === 0) return;
    const done = new Set<unknown>();
    for (const { format, input } of this.#checklists) {
      if (done.has(input)) continue;
      done.add(input);
      const source = await input.load();
      const reading = { from: format.name, lenient: options.lenient, limits: limitsFrom(options.limit) };
      for (const document of (await readSource(source, reading)).documents) {
        if (document.kind !== 'checklist') continue;
        const locate = locator(document, format.name, source);
        const found: Diagnostic[] = [];
        const report = inFile((finding) => void found.push(finding), input, document);
        for (const finding of checkReleases(document, this.#releases, false, locate)) report(finding);
        yield* found;
      }
    }
  }
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
  io: CliIo,
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
      io.err(`${source.name}: nothing that can be mended without a person; no copy was written\n`);
      return;
    }
    await copies.put(base, to, data);
    for (const finding of mended) io.err(`mended: ${formatDiagnostic(finding)}\n`);
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
    const near = nearest(name, IMPORTERS);
    const guess = near === undefined ? '' : `; did you mean ${near}?`;
    throw usage(`--for does not know ${JSON.stringify(name)}${guess}`, `It takes ${IMPORTERS.join(', ')}.`);
  });
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
