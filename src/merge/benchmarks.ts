import { type Report, StigError } from '../io/diagnostic.js';
import type { Benchmark } from '../model/benchmark.js';
import type { Overview, RevisionHistory } from '../model/documents.js';
import { sameGuide } from '../model/title.js';
import { conflict, fold } from './conflict.js';
import { type Cluster, clustersOf } from './match.js';
import { type Part, partsOf } from './parts.js';
import { checkOneGuide, checkOneRelease, nameOf, releaseOf } from './release.js';
import { mergeRule } from './rules.js';

/** Fields of a benchmark beside its release, whose gaps other parts fill. */
const FIELDS = [
  'id',
  'sourceId',
  'description',
  'status',
  'statusDate',
  'publisher',
  'source',
  'generator',
  'conventionsVersion',
] as const satisfies readonly (keyof Benchmark)[];

/**
 * Makes one release out of partial sources of it (an XCCDF, pages, DISA's documents). Rules are matched by V-id, then
 * Rule ID left of `r`, then STIG ID; trust goes XCCDF, check page, release page; only gaps are filled, each rule names
 * its sources, and every conflict is reported with both values and both files (`merge-conflict`). Rules come in the order
 * of the most trusted whole release, those it lacks behind. Throws a StigError where no benchmark is among the parts
 * (`usage`), or the parts are of different guides or releases (`release-mismatch`).
 */
export function mergeBenchmarks(
  documents: readonly (Benchmark | Overview | RevisionHistory)[],
  report: Report,
): Benchmark {
  const parts = partsOf(documents.filter((d) => d.kind === 'benchmark'));
  const overviews = documents.filter((d) => d.kind === 'overview');
  const histories = documents.filter((d) => d.kind === 'revision-history');
  if (parts.length === 0) {
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `nothing to merge into: among ${documents.length} documents there is no benchmark, release page or check page`,
    });
  }
  // A whole release gives the order, whatever the trust.
  const ordered = [...parts].sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || a.trust - b.trust);
  const clusters = clustersOf(ordered);
  checkOneGuide(ordered, clusters);
  const release = releaseOf(parts, overviews[0], report);
  checkOneRelease(parts, clusters, release.releaseName, report);
  reportStrays(ordered, clusters, report);
  const trusted = [...parts].sort((a, b) => a.trust - b.trust);
  const base = trusted[0]!.benchmark;
  const merged: Benchmark = {
    ...base,
    ...fieldsOf(trusted, report),
    ...release,
    title: titleOf(ordered, overviews[0], report),
    notice: first(trusted, (b) => b.notice),
    profiles: trusted.find((part) => part.benchmark.profiles.length > 0)?.benchmark.profiles ?? [],
    rules: clusters.map((cluster) => mergeRule(cluster, report)),
    sources: [
      ...parts.flatMap((part) => part.benchmark.sources),
      ...[...overviews, ...histories].flatMap((d) => d.sources),
    ],
  };
  const overview = one(overviews, 'overview', report) ?? first(trusted, (b) => b.overview ?? null);
  const history = one(histories, 'revision history', report) ?? first(trusted, (b) => b.revisionHistory ?? null);
  const digest = first(trusted, (b) => b.pageDigest ?? null);
  if (overview !== null) merged.overview = overview;
  if (history !== null) merged.revisionHistory = history;
  if (digest !== null) merged.pageDigest = digest;
  return merged;
}

function first<T>(parts: readonly Part[], value: (benchmark: Benchmark) => T | null): T | null {
  return parts.map((part) => value(part.benchmark)).find((found) => found !== null) ?? null;
}

function fieldsOf(trusted: readonly Part[], report: Report): Partial<Benchmark> {
  const fields: Partial<Benchmark> = {};
  for (const field of FIELDS) {
    const said = trusted.flatMap(({ name, file, benchmark }) => {
      const value = benchmark[field];
      return value === null ? [] : [{ name, file, value }];
    });
    for (const other of said.slice(1)) {
      if (fold(other.value) !== fold(said[0]!.value)) report(conflict(null, field, said[0]!, other));
    }
    fields[field] = said[0]?.value ?? null;
  }
  return fields;
}

/** The title of a whole release first: a check page shortens it. */
function titleOf(ordered: readonly Part[], overview: Overview | undefined, report: Report): string | null {
  const said = ordered.flatMap(({ name, file, benchmark: { title } }) =>
    title === null ? [] : [{ name, file, value: title }],
  );
  for (const other of said.slice(1)) {
    if (!sameGuide(other.value, said[0]!.value)) report(conflict(null, 'title', said[0]!, other));
  }
  return said[0]?.value ?? overview?.title ?? null;
}

function one<T extends Overview | RevisionHistory>(found: readonly T[], what: string, report: Report): T | null {
  for (const other of found.slice(1)) {
    const of = (d: T) => ({ ...nameOf(d), value: `the ${what} of ${nameOf(d).name}` });
    report(conflict(null, what, of(found[0]!), of(other)));
  }
  return found[0] ?? null;
}

/** Rules that the most trusted whole release lacks, and rules that another whole release lacks. */
function reportStrays(ordered: readonly Part[], clusters: readonly Cluster[], report: Report): void {
  const [whole, ...others] = ordered.filter((part) => part.isWhole);
  if (whole === undefined) return;
  for (const cluster of clusters) {
    if (cluster.some((voice) => voice.part === whole)) continue;
    const { part, rule } = cluster[0]!;
    const id = rule.vulnId ?? rule.ruleId ?? rule.stigId;
    report({
      code: 'merge-conflict',
      severity: 'warning',
      file: part.file,
      ...(id === null ? {} : { rule: id }),
      message: `the rule is in ${part.name}, but not in ${whole.name}; it was put behind the rules of ${whole.name}`,
      hint: 'See whether both are of one release.',
    });
  }
  for (const other of others) {
    const missing = clusters.filter((c) => c.some((v) => v.part === whole) && c.every((v) => v.part !== other));
    if (missing.length === 0) continue;
    const ids = missing.slice(0, 5).map((cluster) => cluster[0]!.rule.vulnId ?? cluster[0]!.rule.ruleId);
    report({
      code: 'merge-conflict',
      severity: 'info',
      file: other.file,
      message: `${other.name} lacks ${missing.length} rules of ${whole.name}: ${ids.join(', ')}${missing.length > 5 ? ', ...' : ''}`,
    });
  }
}
