import { lstat, readFile, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Report, StigError } from './diagnostic.js';
import { hasCode } from './fs-error.js';
import { sha256 } from './hash.js';
import { writeOutput } from './output.js';

/** What a run wrote into a folder, so that the next may replace it: hash by path, parts parted by `/`. */
export interface TreeManifest {
  generator: 'stigkit';
  files: Record<string, string>;
}

/** What a run did. */
export interface TreeResult {
  written: number;
  unchanged: number;
  removed: number;
  bytes: number;
}

/** Name of the list of files in the folder. */
export const MANIFEST = 'stigkit-files.json';

/** Writes many files into one folder, and knows which of them it wrote before. A class for what it remembers. */
export class OutputTree {
  readonly #folder: string;
  readonly #force: boolean;
  readonly #report: Report;
  readonly #before: ReadonlyMap<string, string>;
  readonly #now = new Map<string, string>();
  readonly #result: TreeResult = { written: 0, unchanged: 0, removed: 0, bytes: 0 };

  private constructor(folder: string, force: boolean, report: Report, before: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#force = force;
    this.#report = report;
    this.#before = before;
  }

  /**
   * Opens a folder, which need not be there yet. Throws a StigError where its list of files is not one.
   *
   * @param options.force replace files that are there, whoever wrote them
   */
  static async open(folder: string, options: { force?: boolean | undefined; report: Report }): Promise<OutputTree> {
    return new OutputTree(folder, options.force ?? false, options.report, await manifestOf(folder));
  }

  /**
   * Writes a file. One that holds these very bytes is left as it is; one of an earlier run is replaced; another is
   * refused unless `force` is set, and reported.
   */
  async put(path: string, data: string | Uint8Array): Promise<void> {
    const place = join(this.#folder, path);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.#now.set(path, sha256(bytes));
    this.#result.bytes += bytes.length;
    if (await holds(place, bytes)) {
      this.#result.unchanged++;
      return;
    }
    try {
      const replace = this.#force || this.#before.has(path);
      await writeOutput(place, bytes, { force: replace, within: this.#folder, sync: false });
      this.#result.written++;
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
      this.#now.delete(path);
      for (const diagnostic of error.diagnostics) this.#report(diagnostic);
    }
  }

  /**
   * Removes what an earlier run wrote, this one did not, and nobody changed since; then writes the list of files. Also to
   * be called when a run fails midway, `complete` being false: then nothing is removed, and the list has both runs' files.
   */
  async close(complete: boolean): Promise<TreeResult> {
    if (complete) {
      for (const [path, hash] of this.#before) {
        if (!this.#now.has(path) && (await removeUnchanged(this.#folder, path, hash))) this.#result.removed++;
      }
    }
    const listed = complete ? this.#now : new Map([...this.#before, ...this.#now]);
    if (listed.size === 0) return this.#result;
    const files = Object.fromEntries([...listed].sort(([a], [b]) => (a < b ? -1 : 1)));
    const manifest: TreeManifest = { generator: 'stigkit', files };
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    const place = join(this.#folder, MANIFEST);
    if (!(await holds(place, Buffer.from(text)))) {
      await writeOutput(place, text, { force: true, within: this.#folder });
    }
    return this.#result;
  }
}

async function manifestOf(folder: string): Promise<Map<string, string>> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
  if (text === null) return new Map();
  try {
    const { generator, files } = JSON.parse(text) as Partial<TreeManifest>;
    if (generator !== 'stigkit' || typeof files !== 'object') throw new Error('it has no files');
    return new Map(Object.entries(files).filter(([name, hash]) => isInside(name) && typeof hash === 'string'));
  } catch (error) {
    throw new StigError(
      {
        code: 'value-invalid',
        severity: 'error',
        file: path,
        message: `is not the list of files that a run left: ${(error as Error).message}`,
        hint: 'Remove it, and replace what is there with --force.',
      },
      { cause: error },
    );
  }
}

/** A path of the list leads nowhere but into the folder, whoever wrote the list. */
function isInside(path: string): boolean {
  return (
    path !== '' &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
    !/[\\:\0]/.test(path)
  );
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isFile() || stats.size !== bytes.length) return false;
  const there = await readFile(path).catch(() => null);
  return there?.equals(bytes) ?? false;
}

async function removeUnchanged(folder: string, path: string, hash: string): Promise<boolean> {
  const place = join(folder, path);
  const stats = await lstat(place).catch(() => null);
  const bytes = stats?.isFile() ? await readFile(place).catch(() => null) : null;
  if (bytes === null || sha256(bytes) !== hash) return false;
  await unlink(place);
  // Folders that are empty now; one that is not ends it.
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const gone = await rmdir(join(folder, parent)).then(
      () => true,
      () => false,
    );
    if (!gone) break;
  }
  return true;
}
