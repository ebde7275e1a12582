import { link, lstat, mkdir, open, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { StigError } from './diagnostic.js';
import { fsError, hasCode } from './fs-error.js';
import { guardTemp, releaseTemp } from './temp-files.js';

/** How a file is written. */
export interface OutputOptions {
  /** Replace a file that is there. */
  force?: boolean | undefined;
  /**
   * The output folder the path lies in. It and folders in it are made as needed, and nothing is written through a link
   * that leads out of it.
   */
  within?: string | undefined;
  /**
   * Whether the disk is waited for, as it is unless said otherwise: for the bytes alone where there are more files to
   * come (then `syncFolder` is due), or not at all for one of thousands of files that can be made again.
   */
  sync?: boolean | 'bytes' | undefined;
  /** Who may read and write a new file; as the process's mask has it unless given. */
  mode?: number | undefined;
}

/** What a file is written with: whole, or in pieces as they come. */
export type OutputData = string | Uint8Array | Iterable<string> | AsyncIterable<Uint8Array>;

/**
 * Writes a file, whole or piece by piece, so that nobody ever sees half of it: beside its place, synced, then renamed. A file that is there is
 * refused (`output-exists`) unless `force` is set, also when it comes into being in the meantime. A link that the user
 * names is written through; devices and pipes (`/dev/null`) are written as they are. Throws a StigError.
 */
export async function writeOutput(path: string, data: OutputData, options: OutputOptions = {}): Promise<void> {
  try {
    const { force = false, within, sync = true, mode } = options;
    if (within !== undefined) await prepareFolder(path, within);
    const there = await lstat(path).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    });
    // Links are looked through only where the user named them: in a folder a link is replaced, never followed.
    const target = there?.isSymbolicLink() && within === undefined ? await stat(path).catch(() => null) : there;
    if (target?.isDirectory()) throw failed(path, 'cannot be written: it is a folder', 'Name a file, or end it in / .');
    if (target !== null && isStream(target)) return await writeFile(path, data);
    if (there !== null && !force) throw exists(path);
    const place = there?.isSymbolicLink() && target !== there && target !== null ? await realpath(path) : path;
    await replace(place, data, force, mode ?? (target?.isFile() ? target.mode : undefined), sync);
  } catch (error) {
    // Not the system's word: what gives the pieces has failed, and says itself how.
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw hasCode(error, 'ENOENT') ? await noFolder(path, error) : fsError('write-failed', path, error);
  }
}

function isStream(stats: Awaited<ReturnType<typeof lstat>>): boolean {
  return stats.isCharacterDevice() || stats.isFIFO() || stats.isSocket();
}

let count = 0;

async function replace(
  path: string,
  data: OutputData,
  force: boolean,
  mode: number | undefined,
  sync: boolean | 'bytes',
): Promise<void> {
  // Its length does not depend on the name, which may be as long as names can be.
  const temp = join(dirname(path), `.stigkit-${process.pid}-${++count}.tmp`);
  await guardTemp(temp);
  let isThere = true;
  try {
    const file = await open(temp, 'wx', mode === undefined ? undefined : mode & 0o777);
    try {
      // Each goes on where the one before has ended.
      for await (const piece of typeof data === 'string' || data instanceof Uint8Array ? [data] : data) {
        await file.writeFile(piece);
      }
      if (mode !== undefined) await file.chmod(mode & 0o7777).catch(() => {});
      if (sync !== false) await file.sync();
    } finally {
      await file.close();
    }
    if (force) {
      await patiently(() => rename(temp, path));
      isThere = false;
    } else await place(temp, path);
    if (sync === true) await syncFolder(dirname(path));
  } finally {
    if (isThere) await unlink(temp).catch(() => {});
    releaseTemp(temp);
  }
}

/** Waits for the names to be on the disk as the bytes are. Not every system can; the files are whole all the same. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}

/** Gives a finished file its name, unless the name is taken by then. */
async function place(temp: string, path: string): Promise<void> {
  try {
    return await link(temp, path);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw exists(path);
    // FAT and some network file systems know no links.
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN')) throw error;
  }
  const reserved = await open(path, 'wx').catch((error: unknown) => {
    throw hasCode(error, 'EEXIST') ? exists(path) : error;
  });
  await reserved.close();
  await guardTemp(path);
  try {
    await patiently(() => rename(temp, path));
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  } finally {
    releaseTemp(path);
  }
}

/** On Windows a virus scanner holds new files for a moment. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const held = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!held || tries === 8) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 20));
    }
  }
}

/** Folders of outputs that were looked at, by the output folder and their own name. */
const prepared = new Set<string>();

/**
 * Makes the folder of an output, and sees that it lies in the output folder as links have it, not only by name: once,
 * as thousands of files may go there.
 */
async function prepareFolder(path: string, within: string): Promise<void> {
  if (leadsOut(resolve(within), resolve(path))) throw outside(path, within);
  const key = JSON.stringify([resolve(within), resolve(dirname(path))]);
  if (prepared.has(key)) return;
  await makeFolder(within);
  const root = await realpath(within);
  // Before folders are made: the part of the path that is there must not lead out.
  let folder = resolve(dirname(path));
  for (;;) {
    const real = await realpath(folder).catch(() => null);
    if (real === null) folder = dirname(folder);
    else if (real !== root && leadsOut(root, real)) throw outside(path, within);
    else break;
  }
  await makeFolder(dirname(path));
  prepared.add(key);
}

/**
 * Makes a folder and those around it, one by one: Node's own way of making several never ends where a file system says
 * that there is no such thing, as /proc does, and tells of the wrong folder where one is read-only.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) return;
  const around = dirname(path);
  if (around !== path) await makeFolder(around, mode);
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (hasCode(error, 'ENOENT'))
      throw failed(path, 'cannot be made: nothing may be made there', 'Name another place.');
    // Another process was faster.
    if (!hasCode(error, 'EEXIST') || !(await stat(path)).isDirectory()) throw error;
  }
}

function leadsOut(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || way === path;
}

function exists(path: string): StigError {
  return new StigError({
    code: 'output-exists',
    severity: 'error',
    file: path,
    message: 'is there already and was left as it is',
    hint: 'Replace it with --force, or write to another place with -o.',
  });
}

function outside(path: string, within: string): StigError {
  return failed(path, `not written: it lies outside of the output folder ${within}`, 'Check links in that folder.');
}

async function noFolder(path: string, cause: unknown): Promise<StigError> {
  const folder = dirname(path);
  const there = await stat(folder).catch(() => null);
  if (there !== null) return fsError('write-failed', path, cause);
  return failed(path, `cannot be written: there is no folder ${folder}`, 'Make the folder first.', cause);
}

function failed(file: string, message: string, hint: string, cause?: unknown): StigError {
  return new StigError({ code: 'write-failed', severity: 'error', file, message, hint }, { cause });
}
