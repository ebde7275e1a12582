import type { FillReportRow } from '../../checklist/fill.js';
import type { Leftover } from '../../checklist/fill-row.js';
import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { inOrder } from '../../io/in-order.js';
import { writeOutput } from '../../io/output.js';
import { outputBase } from '../../io/output-names.js';
import type { Answers } from '../../model/answers.js';
import type { Benchmark } from '../../model/benchmark.js';
import { blank, type ChecklistFile, type ChecklistForm, filesOf } from '../../tasks/checklists.js';
import { documentJob } from '../../tasks/task.js';
import { assetFrom } from '../asset.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { readFileSource } from '../file-bytes.js';
import type { ReportForm, RunSummary } from '../fill-report.js';
import type { ReadSources } from '../fill-sources.js';
import type { FillTarget } from '../fill-targets.js';
import type { checklistOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { selected } from '../selecting.js';
import { HERE, jobsFrom, startThreads } from '../threads.js';
import { openTarget, WRITTEN_AT_ONCE } from '../writing.js';
import { formatTo, writeOptions } from './convert.js';

type Options = ValuesOf<typeof checklistOptions>;

/**
 * `stigkit checklist`: a checklist of the STIGs given, blank or filled from prior checklists, scans and standing answers.
 * Into one file or standard output the STIGs go together; into a folder each goes into a checklist of its own, named
 * after its input, unless `--split asset` is said. Priors of several hosts, or an inventory, give a checklist a host.
 * What fills, and what reads tables, is loaded where it is asked for.
 */
export const run: Run<typeof checklistOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const form =
    options.report === undefined ? undefined : (await import('../fill-report.js')).reportForm(options.report);
  // A pair that is none is wrong use, whatever is filled, and is told before anything is read.
  if (options.pair !== undefined) (await import('../fill-sources.js')).fillOptions(options);
  const asset = await assetFrom(options, reporting.report);
  const inventory =
    options.assets === undefined
      ? undefined
      : (await import('../inventory.js')).inventoryOf(await readFileSource(options.assets, reporting.report));
  const given = await readStigs(inputs, options, reporting);
  if (given.stigs.length === 0) {
    if (reporting.exitCode() !== 0) return reporting.exitCode();
    throw new StigError({ code: 'format-unknown', severity: 'error', message: 'no STIG was found in the inputs' });
  }
  const sources = await sourcesOf(options, given, reporting);
  if (sources === null) return reporting.exitCode();
  const targets =
    isFilling(options) || inventory !== undefined
      ? (await import('../fill-targets.js')).targetsOf(asset, inventory, sources, reporting.report)
      : [{ asset, prior: [], results: [] }];
  const made = await makeAll(given.stigs, targets, sources.answers, inputs, options, io, reporting);
  if (made !== null) await tell(made, form, options, io, reporting);
  return reporting.exitCode();
};

/** Whether any source of answers is named. */
function isFilling(options: Options): boolean {
  return [options['from-checklist'], options.results, options.answers].some((list) => list !== undefined);
}

/** What there is to fill from; `null` where nothing could be read of a source that was asked for. */
async function sourcesOf(
  options: Options,
  given: Pick<ReadSources, 'prior' | 'results'>,
  reporting: Reporter,
): Promise<ReadSources | null> {
  if (!isFilling(options)) return { prior: [], results: [], answers: [] };
  const { isComplete, readSources } = await import('../fill-sources.js');
  const sources = await readSources(options, reporting);
  sources.prior.push(...given.prior);
  sources.results.push(...given.results);
  // A checklist without the answers that were asked for would be taken for a filled one.
  return isComplete(options, sources) ? sources : null;
}

interface Stig {
  benchmark: Benchmark;
  /** Name of its input without ending. */
  base: string;
}

/** What came of all checklists: the numbers, and what is asked for beside them. */
interface Made {
  summary: RunSummary;
  /** For a report or a dry run; else there are too many to keep. */
  rows: FillReportRow[];
  /** For the file of leftovers. */
  leftovers: Leftover[];
}

/** The STIGs in the inputs. A shell spreads `--from-checklist *.ckl` over the inputs: checklists there are priors too. */
async function readStigs(
  inputs: readonly string[],
  options: Options,
  reporting: Reporter,
): Promise<{ stigs: Stig[] } & Pick<ReadSources, 'prior' | 'results'>> {
  const found: { stigs: Stig[] } & Pick<ReadSources, 'prior' | 'results'> = { stigs: [], prior: [], results: [] };
  const read = selected(options, reporting.report, (chosen) => readInputs(inputs, chosen, reporting));
  for await (const { document, format, input } of read) {
    const isScan = format.name === 'xccdf-results';
    if (document.kind === 'benchmark') found.stigs.push({ benchmark: document, base: outputBase(input.name) });
    else if (!input.named) continue;
    else if (document.kind === 'checklist' && isScan && options.results !== undefined) found.results.push(document);
    else if (document.kind === 'checklist' && options['from-checklist'] !== undefined) found.prior.push(document);
    else {
      reporting.report({
        code: 'format-mismatch',
        severity: 'error',
        file: input.name,
        message: `a checklist is made from a benchmark (XCCDF); this is a ${document.kind}`,
        ...(document.kind === 'checklist' && {
          hint: 'Give old checklists with --from-checklist, scans with --results.',
        }),
      });
    }
  }
  return found;
}

/**
 * Makes and writes all checklists; a file that cannot be written in a folder does not stop the rest. Gives `null` where
 * they are blank.
 */
async function makeAll(
  stigs: readonly Stig[],
  targets: readonly FillTarget[],
  answers: readonly Answers[],
  inputs: readonly string[],
  options: Options,
  io: CliIo,
  reporting: Reporter,
): Promise<Made | null> {
  const format = formatTo(options.to ?? 'ckl');
  const several = targets.length > 1 || options.assets !== undefined;
  const place = options['dry-run'] ? undefined : await openTarget(options, several ? [] : inputs, io, format.extension);
  if (place !== undefined && several && targets.length > 1 && !place.isFolder) {
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `there are ${targets.length} hosts, and each gets a checklist of its own`,
      hint: 'Nothing was written: name a folder with -o DIR/ .',
    });
  }
  const form: ChecklistForm = {
    to: format.name,
    writing: writeOptions(options),
    byStig: options.split === 'stig' || (options.split === undefined && place?.isFolder === true && !several),
    bases: stigs.map(({ base }) => base),
    several,
    names: options.names,
  };
  const made: Made | null = isFilling(options)
    ? { summary: (await import('../fill-report.js')).noSummary(), rows: [], leftovers: [] }
    : null;
  const benchmarks = stigs.map(({ benchmark }) => benchmark);
  const making = { benchmarks, targets, answers, form, isWritten: place !== undefined };
  const files = made === null ? blanks(making, options, reporting) : filled(making, made, options, reporting);
  const write = async ({ base, data }: ChecklistFile): Promise<Diagnostic[]> => {
    try {
      await place!.put(base, format.extension, data);
      return [];
    } catch (error) {
      if (!(error instanceof StigError) || !place!.isFolder) throw error;
      return error.diagnostics;
    }
  };
  for await (const problems of inOrder(files, write, { items: place?.isFolder ? WRITTEN_AT_ONCE : 1 })) {
    problems.forEach(reporting.report);
  }
  reporting.progress.clear();
  await place?.close();
  return made;
}

/** What checklists are made of. */
interface Making {
  benchmarks: readonly Benchmark[];
  targets: readonly FillTarget[];
  answers: readonly Answers[];
  form: ChecklistForm;
  isWritten: boolean;
}

/**
 * The files of checklists with answers, one after the other and in this thread: to send a prior checklist to another
 * costs as much as to fill from it, and what was found out of one release serves all hosts.
 */
async function* filled(
  { benchmarks, targets, answers, form, isWritten }: Making,
  made: Made,
  options: Options,
  { report, progress }: Reporter,
): AsyncGenerator<ChecklistFile> {
  const [{ fill }, { addTo }, { fillOptions }, { assetName }] = await Promise.all([
    import('../../checklist/fill.js'),
    import('../fill-report.js'),
    import('../fill-sources.js'),
    import('../../diff/checklists.js'),
  ]);
  const weigh = fillOptions(options);
  for (const target of targets) {
    const sources = { prior: target.prior, results: target.results, answers };
    const { checklist, ...result } = fill(blank(benchmarks, target.asset, options), sources, weigh);
    const asset = assetName(checklist) ?? 'an asset without a name';
    progress.next(asset);
    for (const diagnostic of result.diagnostics) report(diagnostic);
    addTo(made.summary, asset, result);
    if (options['dry-run'] || options.report !== undefined) for (const row of result.rows) made.rows.push(row);
    if (options.leftovers !== undefined) for (const entry of result.leftovers) made.leftovers.push(entry);
    target.prior = [];
    target.results = [];
    if (isWritten) yield* await filesOf(checklist, benchmarks, form, report);
    progress.done(null);
  }
}

/** Blank checklists that a thread makes at a time: the STIGs are sent to it with each lot. */
const LOT = 8;

/** Rules in all checklists together that are worth threads. */
const WORTH_THREADS = 5_000;

/** The files of blank checklists: in threads where there are many hosts. */
async function* blanks(
  { benchmarks, targets, form, isWritten }: Making,
  options: Options,
  { report, progress }: Reporter,
): AsyncGenerator<ChecklistFile> {
  if (!isWritten) return;
  const rules = benchmarks.reduce((sum, { rules }) => sum + rules.length, 0) * targets.length;
  const jobs = jobsFrom(options.jobs);
  const isWorth = targets.length > 1 && (jobs !== undefined || rules >= WORTH_THREADS);
  const doer = jobs !== 1 && isWorth ? await startThreads(jobs) : HERE;
  const make = async (lot: readonly FillTarget[]) => {
    const assets = lot.map(({ asset }) => asset);
    progress.next(assets[0]?.hostName ?? 'an asset without a name');
    const { profile, title } = options;
    return doer.do(documentJob('checklists', benchmarks, { assets, profile, title, form }));
  };
  for await (const { results, misuse, diagnostics } of inOrder(lots(targets), make, { items: doer.threads })) {
    if (misuse !== null) throw new StigError(misuse);
    // What is wrong with the STIGs is wrong for every host.
    if (results.length === 0 && diagnostics.length > 0) throw new StigError(diagnostics);
    diagnostics.forEach(report);
    for (const file of results as ChecklistFile[]) {
      yield file;
      progress.done(null);
    }
  }
}

async function* lots(targets: readonly FillTarget[]): AsyncGenerator<readonly FillTarget[]> {
  for (let at = 0; at < targets.length; at += LOT) yield targets.slice(at, at + LOT);
}

/** Says what came from where: the table of a dry run, the files asked for, the numbers. */
async function tell(
  { summary, rows, leftovers }: Made,
  form: ReportForm | undefined,
  options: Options,
  io: CliIo,
  { report, note }: Reporter,
): Promise<void> {
  const { force = false } = options;
  const { dryRunTable, renderReport, summaryLines } = await import('../fill-report.js');
  if (options['dry-run']) await io.out(dryRunTable(rows, io.columns));
  else {
    if (form !== undefined) {
      await writeOutput(options.report!, renderReport(form, 'What came from where', summary, rows), {
        force,
      });
    }
    if (options.leftovers !== undefined) {
      await writeOutput(options.leftovers, `${JSON.stringify({ leftovers }, null, 2)}\n`, { force });
    } else if (summary.leftovers > 0) {
      report({
        code: 'leftovers',
        severity: 'warning',
        message: `answers without a place in the new checklist: ${summary.leftovers}`,
        hint: 'Write them to a file with --leftovers FILE.',
      });
    }
  }
  note(summaryLines(summary).join('\n'));
}
