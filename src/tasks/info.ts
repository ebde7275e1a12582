import type { Format } from '../formats/format.js';
import type { Benchmark, BenchmarkIdentity } from '../model/benchmark.js';
import { type Checklist, type Review, STATUSES, type Status } from '../model/checklist.js';
import type { Document } from '../model/document.js';
import { countBySeverity, countByStatus } from '../model/summary.js';
import type { Task } from './task.js';

/** What is said of a document: as data, and in lines for people. */
export interface Info {
  facts: Record<string, unknown>;
  lines: string[];
}

/** What each document of an input is. */
export const infoTask: Task<null, Info> = ({ source, format, documents }) =>
  documents.map((document) => ({
    facts: { file: source.name, format: format.name, ...facts(document) },
    lines: [`${format.name}: ${format.title.split(/[:,]/)[0]}`, ...describe(document, format)],
  }));

/** What is said of a document, as data. */
function facts(document: Document): Record<string, unknown> {
  switch (document.kind) {
    case 'benchmark':
      return {
        kind: document.kind,
        ...identity(document),
        status: document.status,
        profiles: document.profiles.map((p) => p.id),
        rules: document.rules.length,
        severities: countBySeverity(document.rules),
      };
    case 'checklist':
      return {
        kind: document.kind,
        asset: document.asset.hostName,
        marking: document.asset.marking,
        stigs: document.stigs.map(({ benchmark, reviews }) => ({
          ...identity(benchmark),
          reviews: reviews.length,
          statuses: totals(reviews),
        })),
      };
    case 'release-diff':
      return {
        kind: document.kind,
        old: identity(document.old),
        new: identity(document.new),
        added: document.added.length,
        removed: document.removed.length,
        contentChanged: document.contentChanged.length,
      };
    case 'quarter-diff':
      return { kind: document.kind, ...document.totals, changed: document.changed.length };
    case 'checklist-diff':
      return { kind: document.kind, asset: document.asset, stigs: document.stigs.length };
    case 'blast-radius':
      return { kind: document.kind, checklists: document.checklists.length, rules: document.rules.length };
    case 'report':
      return { kind: document.kind, checklists: document.checklistCount, open: document.totals.open };
    case 'overview':
      return {
        kind: document.kind,
        title: document.title,
        releaseName: document.releaseName,
        date: document.date,
        sections: document.sections.length,
      };
    case 'revision-history':
      return { kind: document.kind, entries: document.entries.length, releases: releasesOf(document.entries) };
    case 'cci-list':
      return {
        kind: document.kind,
        version: document.version,
        publishDate: document.publishDate,
        items: document.items.length,
      };
    case 'answers':
      return { kind: document.kind, answers: document.answers.length };
  }
}

function identity({ id, title, version, release, releaseName, benchmarkDate }: BenchmarkIdentity) {
  return { id, title, version, release, releaseName, benchmarkDate };
}

/** The same for people, a line each. */
function describe(document: Document, format: Format): string[] {
  switch (document.kind) {
    case 'benchmark':
      return benchmarkLines(document);
    case 'checklist':
      return checklistLines(document);
    case 'release-diff':
      return [
        `${identityLine(document.old)} -> ${identityLine(document.new)}`,
        `${document.added.length} added, ${document.removed.length} removed, ${document.contentChanged.length} changed`,
      ];
    case 'overview':
      return [
        document.title ?? 'no title',
        `${document.releaseName ?? 'no release'}, ${document.date ?? 'no date'}`,
        `${document.sections.length} sections`,
      ];
    case 'revision-history':
      return [`${document.entries.length} entries, releases ${releasesOf(document.entries).join(', ')}`];
    case 'cci-list':
      return [
        `${document.items.length} CCIs, version ${document.version ?? 'unknown'}, published ${document.publishDate ?? 'unknown'}`,
      ];
    default:
      return [format.title];
  }
}

function benchmarkLines(benchmark: Benchmark): string[] {
  const { rules, status, profiles } = benchmark;
  const state = [benchmark.benchmarkDate ?? 'no date', status === null || status === '' ? 'no status' : status];
  return [
    benchmark.title ?? 'no title',
    `${identityLine(benchmark)}, ${state.join(', ')}`,
    `${count(rules.length, 'rule')}: ${tally(countBySeverity(rules), ['high', 'medium', 'low', 'unknown'])}`,
    ...(profiles.length > 0
      ? [
          `${count(profiles.length, 'profile')}: ${profiles[0]!.id}${profiles.length > 1 ? ` to ${profiles[profiles.length - 1]!.id}` : ''}`,
        ]
      : []),
  ];
}

function checklistLines({ asset, stigs }: Checklist): string[] {
  const where = asset.webDbSite ? ` (${asset.webDbSite}${asset.webDbInstance ? ` / ${asset.webDbInstance}` : ''})` : '';
  const marking = asset.marking ? `, marked ${asset.marking}` : '';
  return [
    `asset ${asset.hostName || 'without a host name'}${where}${marking}`,
    ...stigs.flatMap(({ benchmark, reviews }) => [
      `${benchmark.title ?? 'no title'}, ${identityLine(benchmark)}`,
      `  ${count(reviews.length, 'review')}: ${tally(totals(reviews), ['open', 'not_reviewed', 'not_a_finding', 'not_applicable'])}`,
    ]),
  ];
}

/** Reviews by status, whatever their severity. */
function totals(reviews: readonly Review[]): Record<Status, number> {
  const counts = countByStatus(reviews);
  return Object.fromEntries(STATUSES.map((status) => [status, counts[status].total])) as Record<Status, number>;
}

function identityLine({ id, releaseName, version }: BenchmarkIdentity): string {
  return `${id ?? 'no id'} ${releaseName ?? (version === null ? 'without a release' : `version ${version}`)}`;
}

function tally<K extends string>(counts: Record<K, number>, order: readonly K[]): string {
  return (
    order
      .filter((k) => counts[k] > 0)
      .map((k) => `${counts[k]} ${k.replaceAll('_', ' ')}`)
      .join(', ') || 'none'
  );
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function releasesOf(entries: readonly { releaseName: string | null }[]): string[] {
  return [...new Set(entries.flatMap((e) => (e.releaseName === null ? [] : [e.releaseName])))];
}
