import { assetName } from '../diff/checklists.js';
import { foldId, foldTitle } from '../diff/names.js';
import type { Benchmark, BenchmarkIdentity } from '../model/benchmark.js';
import type { ChecklistBenchmark } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';
import type { Document } from '../model/document.js';
import { isScap } from '../model/scap.js';

/** What a release is selected by. Small: it holds on to nothing of the file it came from. */
export interface StigHead extends BenchmarkIdentity {
  isScap: boolean;
  /** In a checklist the asset, so that the newest is that of each host; else `''`. */
  asset: string;
}

/** The STIGs of a document: of a benchmark itself, of a checklist each; none of any other. */
export function headsOf(document: Document): StigHead[] {
  if (document.kind === 'benchmark') return [headOf(document, isScap(document))];
  if (document.kind !== 'checklist') return [];
  // A checklist without a host is of nobody else's.
  const asset = assetName(document) ?? `in ${document.sources[0]?.name}`;
  return document.stigs.map(({ benchmark }) => headOf(benchmark, false, asset));
}

/** The head of a release. */
export function headOf(of: Benchmark | ChecklistBenchmark, isScap: boolean, asset = ''): StigHead {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo }: BenchmarkIdentity = of;
  return cutLoose({ id, title, version, release, releaseName, benchmarkDate, releaseInfo, isScap, asset });
}

/**
 * What makes releases those of one STIG: id, else title; `null` where there is neither. Content for scanners has release
 * numbers of its own.
 */
export function stigKey({ id, title, isScap, asset }: StigHead): string | null {
  if (id === null && title === null) return null;
  return JSON.stringify([id === null ? null : foldId(id), id === null ? foldTitle(title) : null, isScap, asset]);
}
