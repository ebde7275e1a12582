import { createChecklist } from '../../checklist/create.js';
import { type Filled, type FillOptions, type FillReportRow, fill } from '../../checklist/fill.js';
import type { Leftover } from '../../checklist/fill-row.js';
import { assetName } from '../../diff/checklists.js';
import { type Report, StigError } from '../../io/diagnostic.js';
import { writeOutput } from '../../io/output.js';
import { outputBase } from '../../io/output-names.js';
import type { Answers } from '../../model/answers.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import { writeDocument } from '../../write.js';
import { assetFrom } from '../asset.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import {
  addTo,
  dryRunTable,
  noSummary,
  type RunSummary,
  renderReport,
  reportForm,
  summaryLines,
} from '../fill-report.js';
import { fillOptions, isComplete, isFilling, type ReadSources, readSources } from '../fill-sources.js';
import { type FillTarget, targetsOf } from '../fill-targets.js';
import { inventoryOf } from '../inventory.js';
import type { checklistOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { selected } from '../selecting.js';
import { readText } from '../text-file.js';
import { openTarget } from '../writing.js';
import { formatTo, writeOptions } from './convert.js';

type Options = ValuesOf<typeof checklistOptions>;

/**
 * `stigkit checklist`: a checklist of the STIGs given, blank or filled from prior checklists, scans and standing answers.
 * Into one file or standard output the STIGs go together; into a folder each goes into a checklist of its own, named
 * after its input, unless `--split asset` is said. Priors of several hosts, or an inventory, give a checklist a host.
 */
export const run: Run<typeof checklistOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const form = options.report === undefined ? undefined : reportForm(options.report);
  const asset = await assetFrom(options);
  const inventory =
    options.assets === undefined ? undefined : inventoryOf(options.assets, await readText(options.assets));
  const weigh = fillOptions(options);
  const given = await readStigs(inputs, options, reporting);
  if (given.stigs.length === 0) {
    if (reporting.exitCode() !== 0) return reporting.exitCode();
    throw new StigError({ code: 'format-unknown', severity: 'error', message: 'no STIG was found in the inputs' });
  }
  const sources = await readSources(options, reporting);
  sources.prior.push(...given.prior);
  sources.results.push(...given.results);
  // A checklist without the answers that were asked for would be taken for a filled one.
  if (!isComplete(options, sources)) return reporting.exitCode();
  const targets = targetsOf(asset, inventory, sources, reporting.report);
  const made = await makeAll(given.stigs, targets, sources.answers, weigh, inputs, options, io, reporting);
  if (isFilling(options)) await tell(made, form, options, io, reporting);
  return reporting.exitCode();
};

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

/** Makes and writes one checklist after the other; a file that cannot be written in a folder does not stop the rest. */
async function makeAll(
  stigs: readonly Stig[],
  targets: readonly FillTarget[],
  answers: readonly Answers[],
  weigh: FillOptions,
  inputs: readonly string[],
  options: Options,
  io: CliIo,
  reporting: Reporter,
): Promise<Made> {
  // What a release says beside its rules has no place in any checklist: of a new one that is no news.
  const warningsOnly: Report = (diagnostic) => {
    if (diagnostic.severity !== 'info') reporting.report(diagnostic);
  };
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
  const byStig = options.split === 'stig' || (options.split === undefined && place?.isFolder === true && !several);
  const made: Made = { summary: noSummary(), rows: [], leftovers: [] };
  for (const target of targets) {
    const { checklist, ...result } = make(stigs, target, answers, weigh, options);
    const asset = assetName(checklist) ?? 'an asset without a name';
    reporting.progress.next(asset);
    for (const diagnostic of result.diagnostics) reporting.report(diagnostic);
    addTo(made.summary, asset, result);
    if (options['dry-run'] || options.report !== undefined) for (const row of result.rows) made.rows.push(row);
    if (options.leftovers !== undefined) for (const entry of result.leftovers) made.leftovers.push(entry);
    target.prior = [];
    target.results = [];
    if (place === undefined) continue;
    for (const part of byStig ? partsOf(checklist, stigs) : [{ checklist, base: stigs[0]!.base }]) {
      const base = nameOf(part.checklist, part.base, options, several, byStig && stigs.length > 1);
      const written = { viewer: 2 as const, name: base, ...defined(writeOptions(options)) };
      const data = await writeDocument(part.checklist, format.name, written, warningsOnly);
      await place.put(base, format.extension, data).catch((error: unknown) => {
        if (!(error instanceof StigError) || !place.isFolder) throw error;
        for (const diagnostic of error.diagnostics) reporting.report(diagnostic);
      });
    }
  }
  reporting.progress.clear();
  await place?.close();
  return made;
}

function make(
  stigs: readonly Stig[],
  target: FillTarget,
  answers: readonly Answers[],
  weigh: FillOptions,
  options: Options,
): Filled {
  const benchmarks = stigs.map(({ benchmark }) => benchmark);
  const blank = {
    ...createChecklist(benchmarks, target.asset, { profile: options.profile }),
    title: options.title ?? null,
  };
  return fill(blank, { prior: target.prior, results: target.results, answers }, weigh);
}

/** A checklist a STIG: of each the sources, target key and file that are its own. */
function partsOf(checklist: Checklist, stigs: readonly Stig[]): { checklist: Checklist; base: string }[] {
  return checklist.stigs.map((stig, i) => ({
    base: stigs[i]!.base,
    checklist: {
      ...checklist,
      asset: { ...checklist.asset, targetKey: stig.benchmark.targetKey },
      stigs: [stig],
      sources: stigs[i]!.benchmark.sources,
    },
  }));
}

/** The name of a file in a folder: after its input; of several hosts after the host; or as `--names` says. */
function nameOf(checklist: Checklist, base: string, { names }: Options, several: boolean, withStig: boolean): string {
  if (names === undefined && !several) return base;
  const { asset, stigs } = checklist;
  const { benchmark } = stigs[0]!;
  const values: Readonly<Record<string, string | null>> = {
    host: asset.hostName || asset.fqdn || asset.ipAddress,
    fqdn: asset.fqdn,
    ip: asset.ipAddress,
    site: asset.webDbSite,
    instance: asset.webDbInstance,
    stig: benchmark.id ?? base,
    release: benchmark.releaseName,
  };
  if (names === undefined) {
    const parts = [values.host, values.site, values.instance, withStig ? values.stig : null];
    return parts.filter(Boolean).join('-') || base;
  }
  return names.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    if (Object.hasOwn(values, key)) return values[key] ?? '';
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `--names knows no ${placeholder}`,
      hint: `It takes ${Object.keys(values)
        .map((name) => `{${name}}`)
        .join(', ')}.`,
    });
  });
}

/** Says what came from where: the table of a dry run, the files asked for, the numbers. */
async function tell(
  { summary, rows, leftovers }: Made,
  form: ReturnType<typeof reportForm> | undefined,
  options: Options,
  io: CliIo,
  { report }: Reporter,
): Promise<void> {
  const { force = false } = options;
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
  if (!options.quiet)
    io.err(
      summaryLines(summary)
        .map((line) => `${line}\n`)
        .join(''),
    );
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
}
