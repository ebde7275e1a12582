import { foldId, foldTitle } from '../diff/names.js';
import type { BenchmarkIdentity } from '../model/benchmark.js';
import { compareReleases } from '../model/release.js';
import { titleOf } from '../model/summary.js';
import { shortTitle } from '../model/title.js';
import type { ReleaseInput } from './model.js';
import { SiteNames } from './names.js';

/** A STIG with its releases. */
export interface Stig {
  /** Folder of its pages: the benchmark id. */
  slug: string;
  title: string;
  /** `Mirantis Kubernetes Engine STIG`. */
  shortTitle: string;
  /** Oldest first. */
  releases: StigRelease[];
}

/** A release of a STIG. */
export interface StigRelease {
  /** `V2R1`; of a further one with that name `V2R1-2`. */
  name: string;
  input: ReleaseInput;
}

/**
 * The STIGs that releases belong to, by title. Releases belong together by benchmark id, its spelling aside (Oracle
 * Linux 8 has two), and by title where the id changed. A SCAP benchmark has no check texts and is a STIG of its own.
 * The same file given twice is one release.
 */
export function stigsOf(inputs: readonly ReleaseInput[]): Stig[] {
  const names = new SiteNames();
  return grouped(inputs)
    .map((releases) => [...releases].sort(inOrder))
    .map((releases) => ({ releases, newest: releases.at(-1)! }))
    .sort((a, b) => compareText(titleOf(a.newest), titleOf(b.newest)) || compareText(idOf(a.newest), idOf(b.newest)))
    .map(({ releases, newest }) => {
      const taken = new SiteNames('index', 'compare', 'feed');
      const scap = isScap(newest) ? ' (SCAP)' : '';
      const title = titleOf(newest).replace(/\s+/g, ' ').trim();
      return {
        slug: names.take(`${idOf(newest)}${isScap(newest) ? '_SCAP' : ''}`),
        title: `${title}${scap}`,
        shortTitle: `${shortTitle(title)}${scap}`,
        releases: releases.map((input) => ({ name: taken.take(releaseNameOf(input)), input })),
      };
    });
}

function grouped(inputs: readonly ReleaseInput[]): ReleaseInput[][] {
  const seen = new Set<string>();
  const byId = new Map<string, ReleaseInput[]>();
  for (const input of inputs) {
    const key = `${foldId(idOf(input))}${isScap(input) ? ' scap' : ''}`;
    const same = JSON.stringify([key, input.sha256]);
    if (seen.has(same)) continue;
    seen.add(same);
    byId.set(key, [...(byId.get(key) ?? []), input]);
  }
  const byTitle = new Map<string, ReleaseInput[]>();
  const groups: ReleaseInput[][] = [];
  for (const [key, list] of byId) {
    const title = `${foldTitle(list[0]!.title)}${key.endsWith(' scap') ? ' scap' : ''}`;
    const other = title.trim() === '' ? undefined : byTitle.get(title);
    // Two ids in one and the same release are two STIGs that share a title.
    const clash = other?.some((a) => list.some((b) => releaseNameOf(a) === releaseNameOf(b)));
    if (other !== undefined && !clash) other.push(...list);
    else {
      groups.push(list);
      byTitle.set(title, list);
    }
  }
  return groups;
}

function inOrder(a: ReleaseInput, b: ReleaseInput): number {
  return (
    compareReleases(a, b) ||
    compareText(a.benchmarkDate ?? '', b.benchmarkDate ?? '') ||
    compareText(a.sha256, b.sha256)
  );
}

/** The name of a release: `V2R1`, else its date. */
export function releaseNameOf(of: BenchmarkIdentity): string {
  return of.releaseName ?? of.benchmarkDate ?? 'release';
}

function idOf(of: BenchmarkIdentity): string {
  return of.id ?? of.title ?? 'unnamed';
}

function isScap({ id, sourceId }: ReleaseInput): boolean {
  return sourceId !== null && sourceId !== id && /^(?:xccdf_|scap_)/.test(sourceId);
}

/** By code points: the same order on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
