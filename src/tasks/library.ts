import type { BenchmarkIdentity } from '../model/benchmark.js';
import { type LibraryRelease, libraryRelease } from '../validate/importers/library.js';
import { type PriorRelease, priorReleases } from '../validate/prior.js';
import { type ReleaseRules, releaseRules } from '../validate/releases.js';
import type { Task } from './task.js';

/** What names each release of an input: of a library of 400 no more stays in memory. */
export const identityTask: Task<null, BenchmarkIdentity> = ({ documents }) =>
  documents
    .filter((document) => document.kind === 'benchmark')
    .map(({ id, title, version, release, releaseName, benchmarkDate, releaseInfo }) => {
      return { id, title, version, release, releaseName, benchmarkDate, releaseInfo };
    });

/** The Rule IDs of each release of an input. */
export const ruleIdsTask: Task<null, LibraryRelease> = ({ documents }) =>
  documents.filter((document) => document.kind === 'benchmark').map(libraryRelease);

/** The rules of each release of an input, by their ids alone. */
export const releaseRulesTask: Task<null, ReleaseRules> = ({ documents }) =>
  documents.filter((document) => document.kind === 'benchmark').map(releaseRules);

/** What severities are held against: the rules of each release, and of each checklist, without their texts. */
export const priorReleasesTask: Task<null, PriorRelease> = ({ documents }) =>
  documents.filter((document) => document.kind === 'benchmark' || document.kind === 'checklist').flatMap(priorReleases);
