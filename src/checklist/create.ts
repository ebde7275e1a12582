import { unknownName } from '../io/nearest.js';
import type { Benchmark, Rule } from '../model/benchmark.js';
import type { Asset, Checklist, ChecklistStig } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';

/** What a blank checklist is made of. */
export interface CreateOptions {
  /** Id of a profile (`MAC-1_Classified`): only the rules that it selects are taken. */
  profile?: string | undefined;
  /** Name of the XCCDF file; without it that of the benchmark's first source. Of one benchmark only. */
  fileName?: string | undefined;
}

/**
 * Makes a blank checklist: every rule of the benchmarks, in their order, not reviewed. What the asset does not say is
 * role `None`, type `Computing`, and no web site or database unless a site or instance is named.
 *
 * Ids are not set here: the writers derive them from benchmark, release and asset (`formats/shared/checklist-ids.ts`), so
 * that they follow when the asset is filled in later, or are random where that is asked for. Throws a StigError where no
 * benchmark has the profile that was named.
 */
export function createChecklist(
  benchmarks: readonly Benchmark[],
  asset: Partial<Asset> = {},
  options: CreateOptions = {},
): Checklist {
  const stigs = benchmarks.map((benchmark) => createStig(benchmark, options, benchmarks.length === 1));
  return {
    kind: 'checklist',
    title: null,
    id: null,
    asset: blankAsset(asset, stigs[0]?.benchmark.targetKey ?? null, markingOf(stigs)),
    stigs,
    sources: benchmarks.flatMap((benchmark) => benchmark.sources),
  };
}

function blankAsset(given: Partial<Asset>, targetKey: string | null, marking: string | null): Asset {
  const { native: _, ...values } = given;
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
  const isWeb = Boolean(values.webDbSite || values.webDbInstance);
  return {
    role: 'None',
    assetType: 'Computing',
    hostName: null,
    ipAddress: null,
    macAddress: null,
    fqdn: null,
    comment: null,
    techArea: null,
    targetKey,
    webOrDatabase: isWeb,
    webDbSite: null,
    webDbInstance: null,
    ...set,
    // What the STIG is marked with is never lowered.
    marking: higherMarking(values.marking ?? null, marking),
  };
}

function createStig(benchmark: Benchmark, { profile, fileName }: CreateOptions, only: boolean): ChecklistStig {
  const rules = profile === undefined ? benchmark.rules : selectedRules(benchmark, profile);
  const marking = classificationOf(benchmark);
  return {
    benchmark: {
      id: benchmark.id,
      title: benchmark.title,
      version: benchmark.version,
      release: benchmark.release,
      releaseName: benchmark.releaseName,
      benchmarkDate: benchmark.benchmarkDate,
      releaseInfo: benchmark.releaseInfo,
      description: benchmark.description,
      notice: benchmark.notice,
      source: benchmark.source,
      fileName: (only ? fileName : undefined) ?? fileNameOf(benchmark),
      classification: marking ?? 'UNCLASSIFIED',
      customName: null,
      // The first rule's, of the whole release as of a part of it (FORMATS C.4).
      targetKey: benchmark.rules[0]?.targetKey ?? null,
      size: benchmark.rules.length,
    },
    reviews: rules.map((rule) => ({
      rule,
      status: 'not_reviewed',
      findingDetails: '',
      comments: '',
      severityOverride: null,
      severityJustification: '',
      classification: marking ?? 'Unclassified',
      uuid: null,
    })),
    uuid: null,
  };
}

/** The rules a profile selects: by group in DISA's files, by rule elsewhere. */
function selectedRules(benchmark: Benchmark, profileId: string): Rule[] {
  const profile = benchmark.profiles.find(({ id }) => id === profileId);
  if (profile === undefined) {
    const known = benchmark.profiles.map(({ id }) => id);
    throw unknownName(`${benchmark.id ?? 'the benchmark'} has no profile`, profileId, known, {
      ...(benchmark.sources[0] === undefined ? {} : { file: benchmark.sources[0].name }),
      hint: known.length === 0 ? 'It has no profiles at all.' : `It has ${known.join(', ')}.`,
    });
  }
  const selected = new Set(profile.selects);
  return benchmark.rules.filter(
    ({ ruleId, vulnId, groupTree }) =>
      (ruleId !== null && selected.has(ruleId)) ||
      (vulnId !== null && selected.has(vulnId)) ||
      groupTree.some(({ id }) => id !== null && selected.has(id)),
  );
}

/**
 * What a benchmark says of its own classification, where it is not unclassified: sets outside the public library are
 * named `CUI_...` or `FOUO_...`, and so is their stylesheet (FORMATS A.5). `null` for all others.
 */
function classificationOf(benchmark: Benchmark): string | null {
  const names = [fileNameOf(benchmark) ?? '', benchmark.extra?.verbatim?.['xml-stylesheet'] ?? ''].join(' ');
  return /(?:^|[\s"'_])(CUI|FOUO)(?=[_.])/i.exec(names)?.[1]?.toUpperCase() ?? null;
}

function markingOf(stigs: readonly ChecklistStig[]): string | null {
  const { classification } =
    stigs.find(({ benchmark }) => benchmark.classification !== 'UNCLASSIFIED')?.benchmark ?? {};
  return classification ?? null;
}

function fileNameOf({ sources }: Benchmark): string | null {
  const name = sources[0]?.name;
  return name === undefined ? null : name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
