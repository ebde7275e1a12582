import { withAnnounced } from '../../diff/announced.js';
import { blastRadius } from '../../diff/blast.js';
import { assetName, diffChecklists } from '../../diff/checklists.js';
import { CONTENT_FIELDS, METADATA_FIELDS } from '../../diff/fields.js';
import { type DiffOptions, diff } from '../../diff/index.js';
import { diffReleases } from '../../diff/quarter.js';
import { type DigestOptions, SECTION_NAMES } from '../../formats/shared/digest-options.js';
import { StigError } from '../../io/diagnostic.js';
import { unknownName } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import { colours, sanitize } from '../../io/terminal.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import type { RevisionHistory } from '../../model/documents.js';
import type { ReleaseDiff } from '../../model/release-diff.js';
import { type Severity, severityFrom } from '../../model/severity.js';
import { writeDocument } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { type Comparison, differs, GATES, gateHits } from '../diff-gates.js';
import { addSummary, annotations, SUMMARY_BYTES } from '../github.js';
import type { diffOptions } from '../options.js';
import { readInputs, readOne } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { openTarget } from '../writing.js';

type Options = ValuesOf<typeof diffOptions>;

/** `stigkit diff`: what changed between two releases, packages, libraries or checklists. */
export const run: Run<typeof diffOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const failOn = gatesOf(options['fail-on']);
  const shown = digestOptions(options);
  const form = formOf(options);
  const [old, now] = [await readSide(inputs[0]!, options, reporting), await readSide(inputs[1]!, options, reporting)];
  if (reporting.exitCode() !== 0 && (old.empty || now.empty)) return reporting.exitCode();
  const comparisons = compare(old, now, options);
  await beside(comparisons, [old, now], options, reporting);
  await write(comparisons, inputs[1]!, form, shown, options, io);
  const hits = comparisons.flatMap(gateHits);
  if (options.github) {
    for (const comparison of comparisons) {
      const digest = { ...shown, maxBytes: shown.maxBytes ?? SUMMARY_BYTES };
      await addSummary((await writeDocument(comparison, 'digest', { as: 'markdown', digest })) as string, io);
    }
    io.err(annotations(hits, failOn));
  }
  if (reporting.exitCode() !== 0) return reporting.exitCode();
  const fails = hits.some((hit) => failOn.has(hit.gate)) || (options['exit-code'] && comparisons.some(differs));
  return fails ? 1 : 0;
};

/** What one of the two inputs holds. */
interface Side {
  name: string;
  benchmarks: Benchmark[];
  checklists: Checklist[];
  histories: RevisionHistory[];
  empty: boolean;
}

async function readSide(input: string, options: Options, reporting: Reporter): Promise<Side> {
  const side: Side = { name: input, benchmarks: [], checklists: [], histories: [], empty: true };
  for await (const { document } of readInputs([input], options, reporting)) {
    if (document.kind === 'benchmark') side.benchmarks.push(document);
    else if (document.kind === 'checklist') side.checklists.push(document);
    else if (document.kind === 'revision-history') side.histories.push(document);
  }
  side.empty = side.benchmarks.length + side.checklists.length === 0;
  return side;
}

function compare(old: Side, now: Side, options: Options): Comparison[] {
  for (const side of [old, now]) {
    if (!side.empty) continue;
    throw new StigError({
      code: 'format-mismatch',
      severity: 'error',
      file: side.name,
      message: 'it holds neither a STIG nor a checklist',
    });
  }
  const pairs = pairsOf(options.pair);
  const match = options.match as DiffOptions['match'];
  if (old.benchmarks.length > 0 && now.benchmarks.length > 0) {
    if (old.benchmarks.length === 1 && now.benchmarks.length === 1) {
      const [a, b] = [old.benchmarks[0]!, now.benchmarks[0]!];
      const rules = pairs.filter(([x, y]) => !(isNamed(a, x) && isNamed(b, y)));
      return [diff(a, b, { match, pairs: rules })];
    }
    return [diffReleases(old.benchmarks, now.benchmarks, { match, pairs, benchmarkPairs: pairs })];
  }
  if (old.checklists.length > 0 && now.checklists.length > 0) return compareChecklists(old.checklists, now.checklists);
  throw usage('one input holds a STIG, the other a checklist', 'Two of a kind are compared; see --checklists.');
}

function isNamed(benchmark: Benchmark, name: string): boolean {
  return benchmark.id === name || benchmark.title === name;
}

/** One checklist against one, whatever their assets; of several those of the same asset. */
function compareChecklists(old: Checklist[], now: Checklist[]): Comparison[] {
  if (old.length === 1 && now.length === 1) return [diffChecklists(old[0]!, now[0]!)];
  const byAsset = new Map(old.map((checklist) => [assetName(checklist), checklist]));
  const found = now.flatMap((checklist) => {
    const before = byAsset.get(assetName(checklist));
    return before === undefined ? [] : [diffChecklists(before, checklist)];
  });
  if (found.length === 0) throw usage('no asset has a checklist on both sides', 'Name two checklists.');
  return found;
}

/** Lays beside the releases what DISA says, and the checklists whose answers go stale. */
async function beside(comparisons: Comparison[], sides: Side[], options: Options, reporting: Reporter): Promise<void> {
  const file = options['revision-history'];
  const histories =
    file === undefined ? sides[1]!.histories : [await readOne(file, 'revision-history', reporting, options)];
  const history: RevisionHistory | null =
    histories.length === 0
      ? null
      : {
          ...histories[0]!,
          entries: histories.flatMap((h) => h.entries),
          sources: histories.flatMap((h) => h.sources),
        };
  const checklists: Checklist[] = [];
  if (options.checklists !== undefined) {
    for await (const { document } of readInputs(options.checklists, {}, reporting)) {
      if (document.kind === 'checklist') checklists.push(document);
    }
  }
  const extended = (found: ReleaseDiff): ReleaseDiff => {
    const announced = history === null ? found : withAnnounced(found, history, stigIdsOf(found, sides));
    return options.checklists === undefined ? announced : { ...announced, blastRadius: blastRadius(found, checklists) };
  };
  comparisons.forEach((comparison, i) => {
    if (comparison.kind === 'release-diff') comparisons[i] = extended(comparison);
    else if (comparison.kind === 'quarter-diff') {
      for (const entry of [...comparison.changed, ...comparison.reReleased]) entry.diff = extended(entry.diff);
    }
  });
}

/** STIG IDs of all rules of the releases compared. */
function stigIdsOf({ old, new: now }: ReleaseDiff, sides: readonly Side[]): string[] {
  const benchmarks = sides.flatMap((side) => side.benchmarks).filter((b) => b.id === old.id || b.id === now.id);
  return benchmarks.flatMap((b) => b.rules.flatMap((rule) => rule.stigId ?? []));
}

interface Form {
  format: string;
  as: 'text' | 'markdown' | 'html' | 'csv';
  extension: string;
}

function formOf({ to = 'text', output }: Options): Form {
  switch (to) {
    case 'json':
      return { format: 'json', as: 'text', extension: 'json' };
    case 'markdown':
    case 'md':
      return { format: 'digest', as: 'markdown', extension: 'md' };
    case 'html':
    case 'csv':
      return { format: 'digest', as: to, extension: to };
    case 'renumber-map': {
      const csv = output?.endsWith('.csv') ?? false;
      return { format: 'renumber-map', as: csv ? 'csv' : 'text', extension: csv ? 'csv' : 'json' };
    }
    default:
      return { format: 'digest', as: 'text', extension: 'txt' };
  }
}

async function write(
  comparisons: readonly Comparison[],
  input: string,
  { format, as, extension }: Form,
  digest: DigestOptions,
  options: Options,
  io: CliIo,
): Promise<void> {
  const target = await openTarget(options, [], io, extension);
  for (const comparison of comparisons) {
    // A digest filters as it is made and says so; data is filtered before.
    const document = format === 'digest' ? comparison : await narrowed(comparison, digest);
    const data = await writeDocument(document, format, { as, digest });
    const toTerminal = as === 'text' && format === 'digest' && options.output === undefined && io.outIsTerminal;
    await target.put(outputBase(input), extension, toTerminal ? coloured(data as string, io) : data);
  }
  await target.close();
}

/** A comparison without what --only and --severity leave out. Its counts are still those of the whole. */
async function narrowed(comparison: Comparison, digest: DigestOptions): Promise<Comparison> {
  if (digest.only === undefined && digest.severity === undefined) return comparison;
  const { filtered } = await import('../../formats/digest/view.js');
  if (comparison.kind === 'release-diff') return filtered(comparison, digest);
  if (comparison.kind === 'checklist-diff') return comparison;
  const narrow = <T extends { diff: ReleaseDiff }>(entry: T): T => ({ ...entry, diff: filtered(entry.diff, digest) });
  return { ...comparison, changed: comparison.changed.map(narrow), reReleased: comparison.reReleased.map(narrow) };
}

/** The text for a terminal: no control characters, deleted and inserted words in colour. */
function coloured(text: string, io: CliIo): string {
  const paint = colours(io.outIsTerminal, io.env);
  return marked(marked(sanitize(text), '[-', '-]', paint.red), '{+', '+}', paint.green);
}

/** Paints what stands between two marks on one line. Each place is looked for once, however many marks lack their end. */
function marked(text: string, open: string, close: string, paint: (words: string) => string): string {
  let result = '';
  let [done, end, lineEnd] = [0, -1, -1];
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    if (end < at + open.length) end = text.indexOf(close, at + open.length);
    if (end < 0) break;
    if (lineEnd < at) lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) lineEnd = text.length;
    if (end > lineEnd) {
      at = lineEnd;
      continue;
    }
    const after = end + close.length;
    result += text.slice(done, at) + paint(text.slice(at, after));
    done = after;
    at = after;
  }
  return result + text.slice(done);
}

function digestOptions(options: Options): DigestOptions {
  return {
    only: options.only === undefined ? undefined : listOf(options.only).map(fieldNamed),
    severity: options.severity === undefined ? undefined : listOf(options.severity).map(severityNamed),
    summary: options.summary,
    noDiff: options.diff === false,
    context: wholeNumber('context', options.context),
    maxBytes: wholeNumber('max-bytes', options['max-bytes']),
    columns: options.columns === undefined ? undefined : listOf(options.columns),
  };
}

function wholeNumber(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 0)) return value;
  throw usage(`--${option} ${value} is no number of that kind`, 'Write a whole number, 0 or more.');
}

/** A field or section that --only may name. */
function fieldNamed(name: string): string {
  const known = [...CONTENT_FIELDS, ...SECTION_NAMES, ...METADATA_FIELDS.map((field) => field.name)];
  if (known.includes(name)) return name;
  throw unknownName('--only does not know', name, known);
}

function severityNamed(name: string): Severity {
  const severity = severityFrom(name);
  if (severity !== 'unknown' || name === 'unknown') return severity;
  throw unknownName('there is no severity', name, ['high', 'medium', 'low', 'unknown']);
}

/** The names --fail-on gives. */
function gatesOf(values: readonly string[] | undefined): ReadonlySet<string> {
  const names = listOf(values ?? []);
  const unknown = names.find((name) => !(GATES as readonly string[]).includes(name));
  if (unknown === undefined) return new Set(names);
  throw unknownName('--fail-on does not know', unknown, GATES);
}

function pairsOf(values: readonly string[] | undefined): [string, string][] {
  return (values ?? []).map((value) => {
    const at = value.indexOf('=');
    if (at <= 0 || at === value.length - 1) throw usage(`--pair ${value} is no pair`, 'Write --pair OLD=NEW.');
    return [value.slice(0, at), value.slice(at + 1)];
  });
}

/** Values given several times or with commas. */
function listOf(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}
