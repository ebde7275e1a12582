import { type Diagnostic, type Report, StigError } from '../io/diagnostic.js';
import { baseName } from '../io/source.js';
import type { BenchmarkIdentity } from '../model/benchmark.js';
import type { Overview } from '../model/documents.js';
import { isoDate } from '../model/release.js';
import { sameGuide } from '../model/title.js';
import { conflict } from './conflict.js';
import type { Cluster } from './match.js';
import type { Part } from './parts.js';

/** Version, release and date of a merge, and whose they are. */
export type MergedRelease = Omit<BenchmarkIdentity, 'id' | 'title'>;

/** Throws a StigError (`release-mismatch`) where two parts are of different guides. */
export function checkOneGuide(parts: readonly Part[], clusters: readonly Cluster[]): void {
  const [first, ...others] = parts;
  for (const other of others) {
    const [a, b] = [first!.benchmark, other.benchmark];
    const differ =
      a.id !== null && b.id !== null
        ? a.id.toLowerCase() !== b.id.toLowerCase()
        : a.title !== null && b.title !== null && !sameGuide(a.title, b.title) && !shareRule(clusters, first!, other);
    if (!differ) continue;
    const name = ({ benchmark: { id, title } }: Part) =>
      JSON.stringify(id !== null && a.id !== null ? id : (title ?? id));
    throw new StigError({
      code: 'release-mismatch',
      severity: 'error',
      file: other.file,
      message: `${other.name} is of ${name(other)}, ${first!.name} of ${name(first!)}: only sources of one STIG can be merged`,
      hint: 'Merge the sources of each STIG by themselves.',
    });
  }
}

function shareRule(clusters: readonly Cluster[], a: Part, b: Part): boolean {
  return clusters.some((cluster) => {
    const [x, y] = [a, b].map((part) => cluster.find((voice) => voice.part === part)?.rule.ruleId ?? null);
    return x !== null && x === y;
  });
}

/**
 * The release the parts are of: XCCDF's, then the overview's, then what a release page says, then a check page's. Gaps
 * in date and release-info are filled by parts that name the same release.
 */
export function releaseOf(parts: readonly Part[], overview: Overview | undefined, report: Report): MergedRelease {
  const ofOverview = overview === undefined ? [] : [{ rank: 1.5, ...nameOf(overview), identity: ofDocument(overview) }];
  // For the release alone a release page stands over a check page: it is the page of the release.
  const ofParts = parts.map(({ benchmark, name, file, isWhole, trust }) => ({
    rank: isWhole ? Math.min(trust, 2) : 3,
    name,
    file,
    identity: benchmark as MergedRelease,
  }));
  const all = [...ofParts, ...ofOverview].sort((a, b) => a.rank - b.rank);
  const base = all.find(({ identity }) => identity.releaseName !== null) ?? all[0]!;
  const { version, release, releaseName } = base.identity;
  const same = all.filter(({ identity }) => identity.releaseName === releaseName);
  const value = (field: 'benchmarkDate' | 'releaseInfo') => same.find(({ identity }) => identity[field] !== null);
  const date = value('benchmarkDate');
  for (const { name, file, identity } of same) {
    if (date === undefined || identity.benchmarkDate === null || identity.benchmarkDate === date.identity.benchmarkDate)
      continue;
    const kept = { name: date.name, file: date.file, value: date.identity.benchmarkDate! };
    report(conflict(null, 'benchmarkDate', kept, { name, file, value: identity.benchmarkDate }));
  }
  const other = ofOverview.find(
    ({ identity }) => identity.releaseName !== null && identity.releaseName !== releaseName,
  );
  if (other !== undefined) {
    const [kept, said] = [base, other].map(({ name, file, identity }) => ({
      name,
      file,
      value: identity.releaseName!,
    }));
    report(conflict(null, 'release', kept!, said!));
  }
  return {
    version,
    release,
    releaseName,
    benchmarkDate: date?.identity.benchmarkDate ?? null,
    releaseInfo: value('releaseInfo')?.identity.releaseInfo ?? null,
  };
}

function ofDocument({ version, release, releaseName, date }: Overview): MergedRelease {
  return { version, release, releaseName, benchmarkDate: date === null ? null : isoDate(date), releaseInfo: null };
}

/** The names of an overview or revision history, for messages. */
export function nameOf({ sources }: Pick<Overview, 'sources'>): { name: string; file: string } {
  const nameless = 'a document without a name';
  const name = sources.map((source) => baseName(source.name)).join(', ') || nameless;
  return { name, file: sources[0]?.name ?? nameless };
}

/**
 * Sources whose release labels differ merge, with a note, only where the full Rule ID with its revision agrees with a
 * source of the release. Throws a StigError (`release-mismatch`) that names every rule which does not.
 */
export function checkOneRelease(
  parts: readonly Part[],
  clusters: readonly Cluster[],
  releaseName: string | null,
  report: Report,
): void {
  const strangers = new Set(parts.filter((part) => labelOf(part, releaseName) !== null));
  if (strangers.size === 0) return;
  const problems: Diagnostic[] = [];
  for (const cluster of clusters) {
    for (const { part, rule } of cluster) {
      if (!strangers.has(part)) continue;
      const own = cluster.filter((voice) => !strangers.has(voice.part));
      const agreeing = own.find((voice) => rule.ruleId !== null && voice.rule.ruleId === rule.ruleId);
      const id = rule.vulnId ?? rule.ruleId ?? rule.stigId;
      const place = { file: part.file, ...(id === null ? {} : { rule: id }) };
      const label = `${part.name} says ${labelOf(part, releaseName)}, the release is ${releaseName}`;
      if (agreeing !== undefined) {
        const message = `${label}; ${rule.ruleId} is the same in ${agreeing.part.name}, so that it was merged`;
        report({ ...place, code: 'release-label', severity: 'info', message });
        continue;
      }
      const found =
        own.length === 0
          ? `no source of ${releaseName} has the rule`
          : `${own[0]!.part.name} has ${own[0]!.rule.ruleId ?? 'no Rule ID'}`;
      problems.push({
        ...place,
        code: 'release-mismatch',
        severity: 'error',
        message: `${label}; looked for the same Rule ID ${rule.ruleId ?? '(which the source lacks)'}, but ${found}`,
        hint: 'Take sources of one release, or leave this one out.',
      });
    }
  }
  if (problems.length > 0) throw new StigError(problems);
}

/** What a part says of its release, where that is another; a page that compares with the release is of a later one. */
function labelOf({ benchmark }: Part, releaseName: string | null): string | null {
  if (releaseName === null) return null;
  if (benchmark.releaseName !== null) return benchmark.releaseName === releaseName ? null : benchmark.releaseName;
  const prior = benchmark.pageDigest?.priorRelease ?? null;
  return prior === releaseName ? `that ${prior} is the release before it` : null;
}
