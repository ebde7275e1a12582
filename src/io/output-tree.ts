import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { lstat, readFile, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Report, StigError } from './diagnostic.js';
import { fsError, hasCode } from './fs-error.js';
import { sha256 } from './hash.js';
import { writeOutput } from './output.js';
import { onInterrupt } from './temp-files.js';

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
  /** Files that were not there before. */
  readonly #made: string[] = [];
  readonly #result: TreeResult = { written: 0, unchanged: 0, removed: 0, bytes: 0 };

  /** Whether there was no such folder before. */
  readonly #isNew: boolean;
  /** Ends the care for interruptions. */
  readonly #quiet: () => void;

  private constructor(
    folder: string,
    force: boolean,
    report: Report,
    before: ReadonlyMap<string, string>,
    isNew: boolean,
  ) {
    this.#folder = folder;
    this.#force = force;
    this.#report = report;
    this.#before = before;
    this.#isNew = isNew;
    this.#quiet = onInterrupt(() => this.#listNow());
  }

  /**
   * Opens a folder, which need not be there yet. Throws a StigError where its list of files is not one.
   *
   * @param options.force replace files that are there, whoever wrote them
   */
  static async open(folder: string, options: { force?: boolean | undefined; report: Report }): Promise<OutputTree> {
    const isNew = (await lstat(folder).catch(() => null)) === null;
    return new OutputTree(folder, options.force ?? false, options.report, await manifestOf(folder), isNew);
  }

  /**
   * Writes a file. One that holds these very bytes is left as it is; one of an earlier run is replaced; another is
   * refused unless `force` is set, and reported.
   */
  async put(path: string, data: string | Uint8Array): Promise<void> {
    const place = join(this.#folder, path);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.#result.bytes += bytes.length;
    if (await holds(place, bytes)) {
      this.#now.set(path, sha256(bytes));
      this.#result.unchanged++;
      return;
    }
    try {
      const isNew = (await lstat(place).catch(() => null)) === null;
      const replace = this.#force || this.#before.has(path);
      await writeOutput(place, bytes, { force: replace, within: this.#folder, sync: false });
      this.#result.written++;
      this.#now.set(path, sha256(bytes));
      if (isNew) this.#made.push(path);
    } catch (error) {
      await removeEmpty(this.#folder, path);
      // The next file would fail too: one message is enough.
      if (!(error instanceof StigError) || hasCode(error.cause, 'ENOSPC', 'EDQUOT', 'EROFS')) throw error;
      for (const diagnostic of error.diagnostics) this.#report(diagnostic);
    }
  }

  /**
   * Removes what an earlier run wrote, this one did not, and nobody changed since; then writes the list of files. Also to
   * be called when a run fails midway, `complete` being false: then nothing is removed, and the list has both runs' files.
   * Where not even the list can be written, the files that this run added are removed again, as the next run would take
   * them for somebody else's; then a StigError is thrown.
   */
  async close(complete: boolean): Promise<TreeResult> {
    if (complete) {
      for (const [path, hash] of this.#before) {
        if (!this.#now.has(path) && (await removeUnchanged(this.#folder, path, hash))) this.#result.removed++;
      }
    }
    this.#quiet();
    const listed = complete ? this.#now : new Map([...this.#before, ...this.#now]);
    if (listed.size === 0) {
      if (this.#isNew) await rmdir(this.#folder).catch(() => {});
      return this.#result;
    }
    const text = manifestText(listed);
    const place = join(this.#folder, MANIFEST);
    if (await holds(place, Buffer.from(text))) return this.#result;
    try {
      await writeOutput(place, text, { force: true, within: this.#folder });
    } catch (error) {
      for (const path of this.#made) {
        await unlink(join(this.#folder, path)).catch(() => {});
        await removeEmpty(this.#folder, path);
      }
      if (this.#isNew) await rmdir(this.#folder).catch(() => {});
      throw error;
    }
    return this.#result;
  }

  /** Lists what is there when the run is interrupted, so that the next may replace it. There is no time to wait. */
  #listNow(): void {
    if (this.#now.size === 0) return;
    const temp = join(this.#folder, `.stigkit-${process.pid}.tmp`);
    try {
      writeFileSync(temp, manifestText(new Map([...this.#before, ...this.#now])));
      renameSync(temp, join(this.#folder, MANIFEST));
    } catch {
      rmSync(temp, { force: true });
    }
  }
}

function manifestText(listed: ReadonlyMap<string, string>): string {
  const files = Object.fromEntries([...listed].sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest: TreeManifest = { generator: 'stigkit', files };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

async function manifestOf(folder: string): Promise<Map<string, string>> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw fsError('read-failed', path, error);
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
  await unlink(place).catch((error: unknown) => {
    throw fsError('write-failed', place, error);
  });
  await removeEmpty(folder, path);
  return true;
}

/** Removes the folders around a file that are empty now; one that is not ends it. */
async function removeEmpty(folder: string, path: string): Promise<void> {
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const gone = await rmdir(join(folder, parent)).then(
      () => true,
      () => false,
    );
    if (!gone) break;
  }
}
