import { type Diagnostic, type Report, StigError } from '../../io/diagnostic.js';
import type { Input } from '../../io/inputs.js';
import { unknownName } from '../../io/nearest.js';
import { readSource } from '../../read.js';
import { inFile } from '../../tasks/in-file.js';
import type { MendedCopy, ValidateOptions } from '../../tasks/validate.js';
import { IMPORTERS, type Importer } from '../../validate/importers/index.js';
import { locator } from '../../validate/places.js';
import { readPolicy } from '../../validate/read-policy.js';
import { checkReleases, type ReleaseRules } from '../../validate/releases.js';
import type { Run, ValuesOf } from '../command.js';
import { eachInput } from '../each-input.js';
import { readFileSource } from '../file-bytes.js';
import { openFindings } from '../findings.js';
import { readLibrary } from '../library.js';
import { limitsFrom } from '../limits.js';
import type { validateOptions } from '../options.js';
import { type Reporter, reporter } from '../reporter.js';
import { selected } from '../selecting.js';
import { openTarget, type Target } from '../writing.js';

type Options = ValuesOf<typeof validateOptions>;

/** Codes that mean that something could not be read or written at all, which is no answer about the content. */
const FAILURES = new Set(['read-failed', 'input-empty', 'usage', 'write-failed', 'output-exists']);

/**
 * `stigkit validate`: findings go to standard output or, without --fix, to -o, as they are the result. 0 nothing worse
 * than warnings, 1 errors in the content (malformed XML included; warnings too under `--fail-on warning`), 2 an input
 * could not be read.
 */
export const run: Run<typeof validateOptions> = async ({ inputs, options }, io) => {
  let documents = 0;
  const pending: Diagnostic[] = [];
  const reporting = reporter(io, options);
  const report: Report = (diagnostic) => {
    // No finding on a document.
    if (diagnostic.code === 'cache-unusable') reporting.report(diagnostic);
    else pending.push(diagnostic);
  };
  const { progress } = reporting;
  const asked = await askedOf(options, reporting);
  const findings = openFindings({ ...options, file: options.fix ? undefined : options.output }, io);
  const copies = asked.mend ? await openTarget(options, inputs, io) : null;
  const flush = async () => {
    for (const finding of pending.splice(0)) {
      reporting.count(finding);
      progress.clear();
      if (FAILURES.has(finding.code)) findings.failed(finding);
      else await findings.add(finding);
    }
  };
  // A library is thousands of ids, which would go to a thread with each checklist.
  const isLarge = [asked.library, asked.priors, asked.releases].some((given) => given !== undefined);
  const jobs = isLarge ? 1 : options.jobs;
  const among: Among = { releases: [], checklists: [] };
  const work = { task: 'validate', options: asked } as const;
  const done = selected({ ...options, jobs }, reporting.report, (chosen) =>
    eachInput(inputs, work, chosen, { report, progress }),
  );
  for await (const { input, results } of done) {
    documents += results.length;
    findings.looked(input.name, results[0]?.sha256);
    for (const { release } of results) if (release !== null) among.releases.push(release);
    if (results.some(({ kind }) => kind === 'checklist')) among.checklists.push(input);
    for (const { copy } of results)
      if (copies !== null && copy !== null) await put(copies, copy, input.name, reporting, report);
    await flush();
  }
  if (asked.releases === undefined) {
    await holdAmong(among, options, report, flush);
  }
  await flush();
  await copies?.close();
  const { errors, warnings, unreadable } = findings.counts;
  await findings.close(`${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  if (unreadable > 0 || reporting.exitCode() !== 0) return 2;
  return errors > 0 || (options['fail-on'] === 'warning' && warnings > 0) ? 1 : 0;
};

async function askedOf(options: Options, reporting: Reporter): Promise<ValidateOptions> {
  const importers = importersOf(options.for);
  const { fix = false, output } = options;
  if (fix && importers.length === 0) throw usage('--fix mends for a program', `Add --for ${IMPORTERS.join('|')}.`);
  if (fix && output === undefined) throw usage('--fix writes a copy', 'Say where to with -o FILE|DIR.');
  return {
    importers,
    library: await readLibrary(options.library, 'rule-ids', options, reporting),
    roundTrip: options['round-trip'] ?? false,
    policy:
      options.policy === undefined
        ? undefined
        : await readPolicy(await readFileSource(options.policy, reporting.report)),
    priors: await readLibrary(options.prior, 'prior-releases', options, reporting),
    releases: await readLibrary(options.release, 'release-rules', options, reporting),
    mend: fix,
  };
}

/** Releases and checklists among the inputs, in whatever order they came. */
interface Among {
  releases: ReleaseRules[];
  checklists: Input[];
}

/**
 * Holds the checklists among the inputs against the releases among them, when all are known. Of a release only its ids
 * stay in memory; a checklist is read again.
 */
async function holdAmong(
  { releases, checklists }: Among,
  options: Options,
  report: Report,
  flush: () => Promise<void>,
) {
  if (releases.length === 0) return;
  for (const input of checklists) {
    const source = await input.load();
    const reading = { from: options.from, lenient: options.lenient, limits: limitsFrom(options.limit) };
    const { format, documents } = await readSource(source, reading);
    for (const document of documents) {
      if (document.kind !== 'checklist') continue;
      const locate = locator(document, format.name, source);
      const reportHere = inFile(report, input, document);
      for (const finding of checkReleases(document, releases, false, locate)) reportHere(finding);
    }
    await flush();
  }
}

/** Writes a mended copy and says what was mended; nothing is written where nothing was. */
async function put(
  copies: Target,
  copy: MendedCopy | 'nothing',
  file: string,
  { note }: Reporter,
  report: Report,
): Promise<void> {
  if (copy === 'nothing') {
    note(`${file}: nothing that can be mended without a person; no copy was written`);
    return;
  }
  try {
    await copies.put(copy.base, copy.extension, copy.data);
    for (const mended of copy.mended) note(`mended: ${mended}`);
  } catch (error) {
    if (!(error instanceof StigError) || error.code === 'usage') throw error;
    for (const diagnostic of error.diagnostics) report({ file, ...diagnostic });
  }
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
