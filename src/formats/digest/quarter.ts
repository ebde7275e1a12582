import { REVISION_FIELDS } from '../../diff/fields.js';
import { render, stylesheet } from '../../io/template.js';
import type { OutdatedChecklist, QuarterDiff, QuarterEntry } from '../../model/quarter-diff.js';
import type { DiffSide } from '../../model/release-diff.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { oneLine } from '../shared/words.js';
import { stigName } from './blast-groups.js';
import { digestCsv } from './csv.js';
import { type Listing, listingMarkdown, listingText } from './listing.js';
import { bytes, cappedLines, cutLines, digestMarkdown } from './markdown.js';
import { isSunset } from './notes.js';
import { digestPage } from './page-view.js';
import { digestText } from './text.js';
import { digestView, filterText, sideLabel } from './view.js';

const LABELS: Record<QuarterEntry['pairedBy'], string> = {
  id: 'by id',
  title: 'by title',
  file: 'by file name',
  pair: 'as asked for',
};

/** The contents: every STIG of both collections in its group. */
function contents(quarter: QuarterDiff, options: DigestOptions): Listing {
  const side = (s: DiffSide) => `${titleOf(s)}: ${sideLabel(s)}, ${s.ruleCount} rules`;
  const groups = [
    { title: 'New', items: quarter.new.map(side) },
    { title: 'Retired', items: quarter.retired.map(side) },
    {
      title: 'Renamed',
      items: quarter.renamed.map(
        ({ old, new: now, pairedBy }) =>
          `${titleOf(old)} (${old.id}) is ${titleOf(now)} (${now.id}), paired ${LABELS[pairedBy]}`,
      ),
    },
    { title: 'Changed', items: quarter.changed.map(entryLine) },
    { title: 'Re-released', items: quarter.reReleased.map(entryLine) },
    { title: 'Unchanged', items: quarter.unchanged.map(side) },
    ...outdatedGroups(quarter),
  ].filter((group) => group.items.length > 0);
  const filter = filterText(options);
  const only =
    filter === '' ? [] : [`${filter} STIGs without such changes have no digest; the counts are those of all.`];
  const headline = [quarterHeadline(quarter), ...only].join(' ');
  return { title: 'Digest of Updates', headline, parts: [{ title: '', groups }] };
}

function outdatedGroups({ outdatedChecklists = [] }: QuarterDiff): Listing['parts'][number]['groups'] {
  const items = (list: readonly OutdatedChecklist[]) => list.map(({ asset, stig }) => `${asset}: ${stigName(stig)}`);
  const isRetired = ({ now }: OutdatedChecklist) => now === null;
  return [
    { title: 'Checklists of a retired STIG', items: items(outdatedChecklists.filter(isRetired)) },
    { title: 'Checklists of another release', items: items(outdatedChecklists.filter((c) => !isRetired(c))) },
  ];
}

/**
 * The entries of which there is more to tell than numbers: a digest is made of each. Where a part alone is asked for, those
 * that have something of it.
 */
function told({ changed, reReleased }: QuarterDiff, options: DigestOptions): QuarterEntry[] {
  if (options.only === undefined && options.severity === undefined) {
    return [...changed, ...reReleased.filter(({ diff }) => isNews(diff))];
  }
  return [...changed, ...reReleased].filter(({ diff }) => {
    const { sections, notes } = digestView(diff, options);
    return sections.length + notes.length > 0;
  });
}

/** Changes of a benchmark that the contents tell (`Renamed`), or that concern nobody. */
const TOLD_OR_DULL: ReadonlySet<string> = new Set(['id', 'title', 'generator']);

/** Whether something is to be said of a release in which no rule changed: a sunset, a signal, what DISA announced. */
function isNews({ benchmarkChanged, signals, announced }: QuarterEntry['diff']): boolean {
  return (
    benchmarkChanged.some(({ field }) => !TOLD_OR_DULL.has(field)) ||
    signals.some(({ code }) => code !== 'revision-without-text') ||
    (announced !== undefined && announced.notFound.length + announced.unannounced.length > 0)
  );
}

/** A quarter in one sentence. */
export function quarterHeadline({ totals: t, ...q }: QuarterDiff): string {
  const stigs = [
    [q.new.length, 'new'],
    [q.retired.length, 'retired'],
    [q.renamed.length, 'renamed'],
    [q.changed.length, 'changed'],
    [q.reReleased.length, 're-released'],
    [q.unchanged.length, 'unchanged'],
  ] as const;
  const said = stigs.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  const rules = `${t.added} ${t.added === 1 ? 'rule' : 'rules'} added, ${t.removed} removed, ${t.renumbered} renumbered, ${t.contentChanged} changed in content, ${t.formattingOnly} in formatting only`;
  return `${t.newStigs} ${t.newStigs === 1 ? 'STIG' : 'STIGs'} against ${t.oldStigs}: ${said.join(', ') || 'none'}; ${rules}.`;
}

function titleOf(side: DiffSide): string {
  return oneLine(side.title ?? side.id ?? 'a STIG without a title');
}

function entryLine({ diff }: QuarterEntry): string {
  return `${titleOf(diff.new)}: ${entryNote(diff)}`;
}

function entryNote(diff: QuarterEntry['diff']): string {
  const counts = [
    ['+', diff.added.length],
    ['−', diff.removed.length],
    ['✎', diff.contentChanged.length],
  ] as const;
  const marks = counts.filter(([, n]) => n > 0).map(([mark, n]) => `${mark} ${n}`);
  const renumbered = diff.renumbered.length > 0 ? `, ${diff.renumbered.length} renumbered` : '';
  const beside = diff.metadataChanged.filter((e) => e.fields.some((f) => !REVISION_FIELDS.has(f.field))).length;
  const other = marks.length > 0 || renumbered !== '' || beside === 0 ? '' : `, ${beside} changed beside the texts`;
  const sunset = isSunset(diff) ? ', deprecated' : '';
  return [`${sideLabel(diff.old)} to ${sideLabel(diff.new)}`, ...marks].join(' ') + renumbered + other + sunset;
}

/** The quarter as plain text: contents, then each digest. */
export function* quarterText(quarter: QuarterDiff, options: DigestOptions = {}): Generator<string> {
  yield listingText(contents(quarter, options));
  if (options.summary) return;
  for (const { diff } of told(quarter, options)) yield `\n${titleOf(diff.new)}\n${digestText(diff, options)}`;
}

/** The quarter as Markdown. The cap holds for the whole; digests that do not fit are named as left out. */
export function quarterMarkdown(quarter: QuarterDiff, options: DigestOptions = {}): string {
  const head = listingMarkdown(contents(quarter, options));
  if (options.summary) return cappedLines(head, options.maxBytes);
  const { maxBytes = Number.POSITIVE_INFINITY, ...shown } = options;
  if (bytes(head) > maxBytes) {
    return cutLines(
      [head],
      maxBytes,
      (what) => `_Left out to stay within ${maxBytes} bytes: ${what}, and all digests._`,
    );
  }
  // As many digests as fit without word diffs; then word diffs, digest by digest, as long as there is room.
  const NOTE = 160;
  let left = maxBytes - bytes(head) - NOTE;
  const kept: string[] = [];
  const entries = told(quarter, options);
  for (const { diff } of entries) {
    const digest = digestMarkdown(diff, maxBytes === Number.POSITIVE_INFINITY ? shown : { ...shown, noDiff: true }, 2);
    left -= bytes(digest) + 1;
    if (left < 0) {
      left += bytes(digest) + 1;
      break;
    }
    kept.push(digest);
  }
  let bare = 0;
  if (maxBytes !== Number.POSITIVE_INFINITY && options.noDiff !== true) {
    entries.slice(0, kept.length).forEach(({ diff }, n) => {
      const digest = digestMarkdown(diff, shown, 2);
      const more = bytes(digest) - bytes(kept[n]!);
      if (more > left) bare++;
      else {
        kept[n] = digest;
        left -= more;
      }
    });
  }
  const dropped = entries.length - kept.length;
  const said = [
    ...(dropped > 0 ? [`${dropped} of ${entries.length} digests`] : []),
    ...(bare > 0 ? [`the word diffs of ${bare} ${bare === 1 ? 'digest' : 'digests'}`] : []),
  ].join(', ');
  const note = said === '' ? [] : [`_Left out to stay within ${maxBytes} bytes: ${said}._\n`];
  return [head, ...kept, ...note].join('\n');
}

/** The quarter as one HTML file. */
export function quarterHtml(quarter: QuarterDiff, options: DigestOptions = {}): string {
  const entries = options.summary ? [] : told(quarter, options);
  const digests = entries.map(({ diff }, i) => ({ ...digestPage(diff, options, `s${i + 1}-`), level: 2 }));
  const plain = contents(quarter, options);
  const groups = plain.parts[0]!.groups.map(({ title, items }) => ({
    title,
    count: items.length,
    items: items.map((name, i) => {
      const entry =
        title === 'Changed' ? quarter.changed[i] : title === 'Re-released' ? quarter.reReleased[i] : undefined;
      if (entry === undefined) return { name, note: '', anchor: '' };
      const { diff } = entry;
      return { name: titleOf(diff.new), note: entryNote(diff), anchor: digests[entries.indexOf(entry)]?.anchor ?? '' };
    }),
  }));
  return render('digest/page', {
    title: plain.title,
    style: stylesheet('html/style.css'),
    marking: null,
    digests,
    contents: { headline: plain.headline, groups },
  });
}

/** The changes of all STIGs as CSV. */
export function* quarterCsv(quarter: QuarterDiff, options: DigestOptions = {}): Generator<string> {
  const hasAssets = quarter.outdatedChecklists !== undefined;
  const header = digestCsv([], options, hasAssets);
  yield header;
  for (const { diff } of [...quarter.changed, ...quarter.reReleased]) {
    yield digestCsv([diff], options, hasAssets).slice(header.length);
  }
}
