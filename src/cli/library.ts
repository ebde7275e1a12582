import type { Benchmark } from '../model/benchmark.js';
import { type ReadingOptions, readInputs } from './reading.js';
import type { Reporter } from './reporter.js';

/**
 * What is wanted of every release in the files that `--library` names; `undefined` where it names none. Of each release
 * only what `take` gives stays in memory: a library of DISA's holds 400.
 */
export async function readLibrary<T>(
  files: readonly string[] | undefined,
  take: (benchmark: Benchmark) => T,
  options: ReadingOptions,
  reporting: Pick<Reporter, 'report' | 'progress'>,
): Promise<T[] | undefined> {
  if (files === undefined) return undefined;
  const taken: T[] = [];
  for await (const { document } of readInputs(files, { ...options, from: undefined, documents: false }, reporting)) {
    if (document.kind === 'benchmark') taken.push(take(document));
  }
  return taken;
}
