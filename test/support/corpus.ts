import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Source } from '../../src/io/source.js';

/** Folder of real files: STIGKIT_CORPUS, else shared/corpus beside the project. They are no part of the project. */
export const CORPUS = resolve(process.env.STIGKIT_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'));

/** Whether the real files are at hand. Suites that need them are skipped where they are not. */
export const hasCorpus = existsSync(CORPUS);

/** Said in the title of a suite that is skipped. */
export const NEEDS_CORPUS = 'real files (set STIGKIT_CORPUS to their folder; skipped where it is absent)';

/** Paths of the corpus files under a folder that end so, sorted. */
export function corpusFiles(folder: string, ending = ''): string[] {
  if (!hasCorpus) return [];
  return readdirSync(join(CORPUS, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(CORPUS, folder, name));
}

/** A file as a source, named by its base name. */
export function sourceOf(path: string): Source {
  return new Source(path.slice(path.lastIndexOf('/') + 1), readFileSync(path));
}
