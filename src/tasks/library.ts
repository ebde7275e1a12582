import type { BenchmarkIdentity } from '../model/benchmark.js';
import { type LibraryRelease, libraryRelease } from '../validate/importers/library.js';
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
