import { sameBenchmark } from '../diff/checklists.js';
import type { BenchmarkIdentity } from '../model/benchmark.js';
import type { Checklist, ChecklistBenchmark } from '../model/checklist.js';
import { highestMarking } from '../model/marking.js';
import { compareReleases } from '../model/release.js';
import type {
  ChecklistReport,
  ReportAsset,
  ReportCounts,
  ReportPart,
  ReportRelease,
  ReportStig,
} from '../model/report.js';
import { addCounts, noCounts } from './counts.js';
import { type ReportEntry, reportEntry } from './entry.js';
import { compare, Findings } from './findings.js';
import { keeper } from './keep.js';

/** What a report is made with. */
export interface ReportOptions {
  /** Releases to hold the checklists' against, in any number and order. */
  library?: readonly BenchmarkIdentity[] | undefined;
}

/** The report on checklists. */
export function report(checklists: Iterable<Checklist>, options: ReportOptions = {}): ChecklistReport {
  const builder = new ReportBuilder(options);
  for (const checklist of checklists) builder.add(reportEntry(checklist));
  return builder.report();
}

/**
 * Makes a report of the entries of checklists (`reportEntry`) that pass one at a time. Of each only counts stay, and for an open finding a reference:
 * memory grows with the number of rules and assets, not with the size of the files.
 */
export class ReportBuilder {
  readonly #keep = keeper();
  readonly #findings = new Findings(this.#keep);
  readonly #markings = new Set<string>();
  readonly #parts: ReportPart[] = [];
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();
  #count = 0;

  constructor(readonly options: ReportOptions = {}) {}

  add(entry: ReportEntry): void {
    this.#count++;
    const file = this.#keep(entry.file);
    const asset = this.#nameOf(entry.asset ?? file ?? `Unnamed asset ${this.#count}`);
    const marking = this.#keep(entry.marking);
    if (marking !== null) this.#markings.add(marking);
    for (const { benchmark, counts, open } of entry.stigs) {
      const release = this.#release(benchmark);
      const key = JSON.stringify([asset, (release.benchmarkId ?? release.benchmarkTitle)?.toLowerCase()]);
      this.#parts.push({
        asset,
        hostName: this.#keep(entry.hostName),
        webDbSite: this.#keep(entry.webDbSite),
        webDbInstance: this.#keep(entry.webDbInstance),
        marking,
        file,
        repeated: this.#seen.has(key),
        ...release,
        ...counts,
      });
      this.#seen.add(key);
      this.#findings.add(asset, benchmark, open);
    }
  }

  report(): ChecklistReport {
    const parts = [...this.#parts].sort(
      (a, b) => compare(a.asset, b.asset) || compare(a.benchmarkId ?? '', b.benchmarkId ?? ''),
    );
    const totals = parts.reduce<ReportCounts>((sum, part) => addCounts(sum, part), noCounts());
    return {
      kind: 'report',
      marking: highestMarking(this.#markings),
      checklistCount: this.#count,
      totals,
      stigs: stigsOf(parts),
      assets: assetsOf(parts),
      parts,
      findings: this.#findings.list(),
      hasLibrary: this.options.library !== undefined,
    };
  }

  /** Host names differ in case from tool to tool: the first spelling stands for all. */
  #nameOf(asset: string): string {
    const name = this.#names.get(asset.toLowerCase()) ?? this.#keep(asset);
    this.#names.set(asset.toLowerCase(), name);
    return name;
  }

  #release(benchmark: ChecklistBenchmark): ReportRelease {
    const releases = (this.options.library ?? []).filter((known) => sameBenchmark(known, benchmark));
    const newest = releases.reduce<BenchmarkIdentity | null>(
      (best, known) => (best === null || compareReleases(known, best) > 0 ? known : best),
      null,
    );
    const outdated = newest !== null && benchmark.version !== null && compareReleases(newest, benchmark) > 0;
    return {
      benchmarkId: this.#keep(benchmark.id),
      benchmarkTitle: this.#keep(benchmark.title),
      releaseName: this.#keep(benchmark.releaseName),
      benchmarkDate: this.#keep(benchmark.benchmarkDate),
      newest: outdated ? this.#keep(newest.releaseName) : null,
    };
  }
}

function stigsOf(parts: readonly ReportPart[]): ReportStig[] {
  const byRelease = new Map<string, { stig: ReportStig; assets: Set<string> }>();
  for (const part of parts) {
    const { benchmarkId, benchmarkTitle, releaseName, benchmarkDate, newest } = part;
    const key = JSON.stringify([benchmarkId ?? benchmarkTitle, releaseName]);
    const empty = { benchmarkId, benchmarkTitle, releaseName, benchmarkDate, newest, assets: 0, ...noCounts() };
    const entry = byRelease.get(key) ?? { stig: empty, assets: new Set() };
    byRelease.set(key, entry);
    addCounts(entry.stig, part);
    entry.assets.add(part.asset);
    entry.stig.assets = entry.assets.size;
  }
  const name = (stig: ReportStig) => stig.benchmarkId ?? stig.benchmarkTitle ?? '';
  return [...byRelease.values()]
    .map(({ stig }) => stig)
    .sort((a, b) => compare(name(a), name(b)) || compareReleases(numbersOf(a), numbersOf(b)));
}

function numbersOf({ releaseName }: ReportStig): { version: string | null; release: string | null } {
  const [version = null, release = null] = releaseName?.slice(1).split('R') ?? [];
  return { version, release };
}

function assetsOf(parts: readonly ReportPart[]): ReportAsset[] {
  const byName = new Map<string, ReportAsset>();
  for (const part of parts) {
    const entry = byName.get(part.asset) ?? { asset: part.asset, stigs: 0, ...noCounts() };
    byName.set(part.asset, entry);
    addCounts(entry, part);
    if (!part.repeated) entry.stigs++;
  }
  return [...byName.values()];
}
