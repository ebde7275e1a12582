import type { Report } from '../io/diagnostic.js';
import type { Source } from '../io/source.js';
import { type ReadResult, readSource } from '../read.js';
import type { Reading } from './task.js';

/** Reads a source, through the cache where there is one. Throws a StigError where it holds no document. */
export async function readAs(source: Source, { cache, ...options }: Reading, report: Report): Promise<ReadResult> {
  if (cache === undefined) return readSource(source, { ...options, report });
  const [{ readCached }, { CacheFolder }] = await Promise.all([import('../cached-read.js'), import('../io/cache.js')]);
  return readCached(source, { ...options, report }, new CacheFolder(cache, report));
}
