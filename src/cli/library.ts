import type { ResultOf } from '../tasks/index.js';
import { eachInput } from './each-input.js';
import type { ReadingOptions } from './reading.js';
import type { Reporter } from './reporter.js';

/**
 * What is wanted of every release in the files that an option names; `undefined` where it names none.
 *
 * @param task what is taken of a release
 */
export async function readLibrary<N extends 'identity' | 'rule-ids' | 'release-rules' | 'prior-releases'>(
  files: readonly string[] | undefined,
  task: N,
  options: ReadingOptions,
  reporting: Pick<Reporter, 'report' | 'progress'>,
): Promise<ResultOf<N>[] | undefined> {
  if (files === undefined) return undefined;
  const taken: ResultOf<N>[] = [];
  const reading = { ...options, from: undefined, documents: false };
  for await (const { results } of eachInput(files, { task, options: null }, reading, reporting)) taken.push(...results);
  return taken;
}
