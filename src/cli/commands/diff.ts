import { diffAssets, diffChecklists, holdsNamed, sameBenchmark } from '../../diff/checklists.js';
import { CONTENT_FIELDS, METADATA_FIELDS } from '../../diff/fields.js';
import type { DiffOptions } from '../../diff/index.js';
import { planQuarter } from '../../diff/quarter.js';
import { type DigestOptions, SECTION_NAMES } from '../../formats/shared/digest-options.js';
import { StigError } from '../../io/diagnostic.js';
import { unknownName } from '../../io/nearest.js';
import { outputBase } from '../../io/output-names.js';
import { colours, sanitize } from '../../io/terminal.js';
import type { Checklist } from '../../model/checklist.js';
import type { RevisionHistory } from '../../model/documents.js';
import type { QuarterEntry } from '../../model/quarter-diff.js';
import type { Seen } from '../../select/narrowing.js';
import { selectionOf, severitiesOf } from '../../select/selection.js';
import { SelectionTally } from '../../select/tally.js';
import { writeDocument, writePieces } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { type CompareOptions, compareReleases, unusedPair } from '../diff-compare.js';
import { type Comparison, differs, GATES, gateHits } from '../diff-gates.js';
import { selectedPairs } from '../diff-selection.js';
import { type IndexedRelease, readSide, type Side } from '../diff-sides.js';
import { WORTH_THREADS } from '../each-input.js';
import { addSummary, annotations, SUMMARY_BYTES } from '../github.js';
import type { diffOptions } from '../options.js';
import { readInputs, readOne } from '../reading.js';
import { type Reporter, reporter } from '../reporter.js';
import { type Doer, HERE, jobsFrom, startThreads } from '../threads.js';
import { openTarget } from '../writing.js';

type Options = ValuesOf<typeof diffOptions>;

/** `stigkit diff`: what changed between two releases, packages, libraries or checklists. */
export const run: Run<typeof diffOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const failOn = gatesOf(options['fail-on']);
  const shown = digestOptions(options);
  const form = formOf(options);
  const pairs = pairsOf(options.pair);
  const [old, now] = await readSides(inputs, options, reporting);
  const empty = [old, now].find((side) => side.releases.length + side.checklists.length === 0);
  if (empty !== undefined && reporting.exitCode() !== 0) return reporting.exitCode();
  if (empty !== undefined) throw nothingIn(empty.name);
  const comparisons = await compare(old, now, pairs, options, reporting);
  if (comparisons === null) return reporting.exitCode();
  await write(comparisons, inputs[1]!, form, shown, options, io);
  const hits = comparisons.flatMap(gateHits);
  if (options.github) {
    let left = SUMMARY_BYTES;
    for (const comparison of comparisons) {
      const digest = { ...shown, maxBytes: Math.min(shown.maxBytes ?? left, left) };
      const markdown = (await writeDocument(comparison, 'digest', { as: 'markdown', digest })) as string;
      left -= Buffer.byteLength(markdown);
      if (left >= 0) await addSummary(markdown, io);
    }
    io.err(annotations(hits, failOn));
  }
  if (reporting.exitCode() !== 0) return reporting.exitCode();
  const fails = hits.some((hit) => failOn.has(hit.gate)) || (options['exit-code'] && comparisons.some(differs));
  return fails ? 1 : 0;
};

/** Both sides, with what is selected of them. */
async function readSides(inputs: readonly string[], options: Options, reporting: Reporter): Promise<[Side, Side]> {
  // `--severity` is here one of showing.
  const selection = selectionOf({ ...options, severity: undefined });
  const tally = selection === null ? null : new SelectionTally(selection);
  const see = (seen: Seen) => tally?.add(seen);
  // What DISA says of the old release is of no use, and a PDF costs more than all the rest.
  const old = await readSide(inputs[0]!, { ...options, documents: false }, selection, see, reporting);
  const documents = options['revision-history'] === undefined;
  const now = await readSide(inputs[1]!, { ...options, documents }, selection, see, reporting);
  if (selection === null || tally === null) return [old, now];
  const chosen = selectedPairs(old.releases, now.releases, selection, pairsOf(options.pair), see);
  tally.diagnostics().forEach(reporting.report);
  return [
    { ...old, releases: chosen.olds },
    { ...now, releases: chosen.news },
  ];
}

/** What is compared. `null` where what was there could not be read, which has been reported. */
async function compare(
  old: Side,
  now: Side,
  pairs: [string, string][],
  options: Options,
  reporting: Reporter,
): Promise<Comparison[] | null> {
  if (old.releases.length > 0 && now.releases.length > 0) {
    tellPassedOver(old.checklists.length + now.checklists.length, 'checklist', 'the STIGs are compared', reporting);
    tellPassedOver(olderOnes(old, now, pairs), 'release', 'of each STIG the newest is compared', reporting);
    const beside = await besideOf(old, now, options, reporting);
    const match = options.match as DiffOptions['match'];
    const doer = await doerFor([...old.releases, ...now.releases], options);
    const asked = { match, pairs, ...beside };
    const found = await compareReleases(old.releases, now.releases, asked, doer, reporting);
    reporting.progress.clear();
    return found === null ? null : [found];
  }
  if (old.checklists.length > 0 && now.checklists.length > 0) {
    if (options.only !== undefined) throw usage('--only is for releases', 'Of checklists, --severity shows a part.');
    tellPassedOver(old.releases.length + now.releases.length, 'STIG', 'the checklists are compared', reporting);
    const match = options.match as DiffOptions['match'];
    return compareChecklists(old.checklists, now.checklists, { match, pairs }, reporting);
  }
  throw usage('one input holds a STIG, the other a checklist', 'Two of a kind are compared; see --checklists.');
}

/** How many releases are not compared, as their collection has a newer one of the STIG. */
function olderOnes(old: Side, now: Side, pairs: [string, string][]): number {
  const plan = planQuarter(old.releases, now.releases, pairs);
  const compared = plan.news.reduce((n, { old: paired }) => n + (paired === null ? 1 : 2), plan.retired.length);
  return old.releases.length + now.releases.length - compared;
}

/** Says what of an input is not looked at. */
function tellPassedOver(count: number, what: string, instead: string, { note }: Pick<Reporter, 'note'>): void {
  if (count > 0) note(`${count} ${what}${count === 1 ? '' : 's'} passed over: ${instead}`);
}

/** Threads, where there is enough to read. */
async function doerFor(releases: readonly IndexedRelease[], { jobs }: Options): Promise<Doer> {
  const asked = jobsFrom(jobs);
  const bytes = releases.reduce((sum, { size }) => sum + size, 0);
  return releases.length > 2 && bytes >= WORTH_THREADS ? startThreads(asked) : HERE;
}

function nothingIn(file: string): StigError {
  const message = 'it holds neither a STIG nor a checklist';
  return new StigError({ code: 'format-mismatch', severity: 'error', file, message });
}

/** One checklist against one, whatever their assets; of several asset by asset. */
function compareChecklists(
  old: Checklist[],
  now: Checklist[],
  options: DiffOptions,
  { report }: Pick<Reporter, 'report'>,
): Comparison[] {
  for (const pair of options.pairs ?? []) {
    const [a, b] = pair;
    const isThere = old.some((c) => holdsNamed(c, a)) && now.some((c) => holdsNamed(c, b));
    if (!isThere) report(unusedPair(pair));
  }
  if (old.length === 1 && now.length === 1) return [diffChecklists(old[0]!, now[0]!, options)];
  const found = diffAssets(old, now, options);
  if (found.every((asset) => asset.only !== undefined))
    throw usage('no asset has a checklist on both sides', 'Name two checklists.');
  return found;
}

/** What is laid beside the releases: what DISA says, and the checklists whose answers go stale. */
async function besideOf(
  old: Side,
  now: Side,
  options: Options,
  reporting: Reporter,
): Promise<Pick<CompareOptions, 'history' | 'checklists'>> {
  const file = options['revision-history'];
  const histories = file === undefined ? now.histories : [await readOne(file, 'revision-history', reporting, options)];
  const [first] = histories;
  const history: RevisionHistory | null =
    first === undefined
      ? null
      : {
          ...first,
          entries: histories.flatMap((h) => h.entries),
          sources: histories.flatMap((h) => h.sources),
        };
  if (options.checklists === undefined) return { history, checklists: null };
  const checklists: Checklist[] = [];
  for await (const { document } of readInputs(options.checklists, {}, reporting)) {
    if (document.kind === 'checklist') checklists.push(document);
  }
  tellUnmatched(checklists, [...old.releases, ...now.releases], reporting);
  return { history, checklists };
}

/** Says it where no checklist is of a STIG that is compared: a digest that names no answer would read as good news. */
function tellUnmatched(
  checklists: readonly Checklist[],
  releases: readonly IndexedRelease[],
  { report }: Pick<Reporter, 'report'>,
): void {
  const isMatched = ({ stigs }: Checklist) =>
    stigs.some(({ benchmark }) => releases.some((release) => sameBenchmark(benchmark, release)));
  if (checklists.some(isMatched)) return;
  const message =
    checklists.length === 0
      ? 'nothing that --checklists names is a checklist'
      : `no checklist that --checklists names is of a STIG compared (${checklists.length} read)`;
  report({ code: 'stig-unmatched', severity: 'warning', message, hint: '`stigkit info` says what a file holds.' });
}

interface Form {
  format: string;
  as: 'text' | 'markdown' | 'html' | 'csv';
  extension: string;
}

function formOf({ to, output }: Options): Form {
  const ending = /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  const form = to ?? ending;
  switch (form) {
    case 'json':
      return { format: 'json', as: 'text', extension: 'json' };
    case 'markdown':
    case 'md':
      return { format: 'digest', as: 'markdown', extension: 'md' };
    case 'html':
    case 'csv':
      return { format: 'digest', as: form, extension: form };
    case 'renumber-map': {
      const csv = ending === 'csv';
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
  for (const [n, comparison] of comparisons.entries()) {
    // A digest filters as it is made and says so; data is filtered before.
    const document = format === 'digest' ? comparison : await narrowed(comparison, digest);
    const written = await writePieces(document, format, { as, digest });
    // An empty line parts what follows another.
    const data = n > 0 && !target.isFolder && typeof written === 'string' ? `\n${written}` : written;
    const toTerminal = as === 'text' && format === 'digest' && options.output === undefined && io.outIsTerminal;
    // Each asset of two folders of checklists has a file of its own, named as its checklist.
    const { old, new: now } = comparison.kind === 'checklist-diff' ? comparison.sources : { old: [], new: [] };
    const base = outputBase((comparisons.length > 1 ? [...now, ...old][0]?.name : undefined) ?? input);
    await target.put(base, extension, toTerminal ? coloured(data as string | Iterable<string>, io) : data);
  }
  await target.close();
}

/** A comparison without what --only and --severity leave out. Its counts are still those of the whole. */
async function narrowed(comparison: Comparison, digest: DigestOptions): Promise<Comparison> {
  if (digest.only === undefined && digest.severity === undefined) return comparison;
  if (comparison.kind === 'checklist-diff') {
    const { filteredChecklists } = await import('../../formats/digest/checklists.js');
    return filteredChecklists(comparison, digest);
  }
  const { filtered } = await import('../../formats/digest/view.js');
  if (comparison.kind === 'release-diff') return filtered(comparison, digest);
  const narrow = (entry: QuarterEntry): QuarterEntry => ({
    pairedBy: entry.pairedBy,
    // Made when it is written: a quarter may hold more than there is memory for.
    get diff() {
      return filtered(entry.diff, digest);
    },
  });
  return { ...comparison, changed: comparison.changed.map(narrow), reReleased: comparison.reReleased.map(narrow) };
}

/** The text for a terminal: no control characters, deleted and inserted words in colour. */
function* coloured(text: string | Iterable<string>, io: CliIo): Generator<string> {
  const paint = colours(io.outIsTerminal, io.env);
  for (const piece of typeof text === 'string' ? [text] : text) {
    yield marked(marked(sanitize(piece), '[-', '-]', paint.red), '{+', '+}', paint.green);
  }
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
    severity: options.severity === undefined ? undefined : severitiesOf(options.severity),
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
