import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, basename as pathBase } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ArchiveBytes } from './archive-bytes.js';
import { fromBytes } from './bytes-inputs.js';
import { type Report, StigError } from './diagnostic.js';
import { fsError, hasCode } from './fs-error.js';
import type { Expanding, Input, UrlLike } from './input.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { nearest } from './nearest.js';
import { openFile } from './open-file.js';
import { readStream, readWhole } from './read-bytes.js';
import { empty, reported } from './reported.js';
import { Source } from './source.js';
import { inFolder, walkFolder } from './walk.js';
import { HEAD_BYTES, isZip } from './zip-mark.js';

export type { Input } from './input.js';

/** How inputs are expanded. */
export interface InputOptions {
  /** Takes what could not be read; the rest is still given. */
  report: Report;
  limits?: Partial<Limits> | undefined;
  /** Standard input, for `-`. */
  stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Members of a zip that come after its others, by name; without it all come in the order of its directory. */
  isLast?: ((name: string) => boolean) | undefined;
}

/** Name of what comes from standard input. */
export const STDIN_NAME = '<stdin>';

/**
 * The files that arguments name, in the order of the arguments: a file, a folder (all files in it, sorted), a zip (its
 * members, zips in it too), a pattern that no shell expanded (a file that bears the very name goes first), or `-`.
 * Files come one at a time and unread, so any number may pass.
 */
export async function* expandInputs(inputs: readonly string[], options: InputOptions): AsyncGenerator<Input> {
  const { report, isLast } = options;
  const expanding = { limits: { ...DEFAULT_LIMITS, ...options.limits }, report, isLast };
  let stdinTaken = false;
  for (const origin of inputs) {
    const stats = origin === '-' ? null : await reported(report, () => statOf(origin));
    if (origin === '-') {
      if (stdinTaken) report(usage('standard input (-) can be read only once'));
      else yield* fromStdin(options.stdin ?? process.stdin, expanding);
      stdinTaken = true;
    } else if (stats === 'pattern') yield* fromPattern(origin, expanding);
    else if (stats !== undefined && stats !== null) yield* fromPath(origin, stats, origin, true, expanding);
  }
}

/** The path that a file URL names. */
export function pathOf(url: UrlLike): string {
  return fileURLToPath(url.href);
}

/** What an argument is: decides whether output goes to a folder. `missing` where there is nothing of that name. */
export type InputKind = 'file' | 'folder' | 'zip' | 'pattern' | 'stdin' | 'missing';

/** What an argument is, by looking at the file system and at first bytes. Never throws for what cannot be read. */
export async function kindOf(argument: string): Promise<InputKind> {
  if (argument === '-') return 'stdin';
  const silent: Report = () => {};
  const stats = await reported(silent, () => statOf(argument));
  if (stats === undefined) return 'missing';
  if (stats === 'pattern') return 'pattern';
  if (stats.isDirectory()) return 'folder';
  if (!stats.isFile()) return 'file';
  const kind = await reported(silent, async (): Promise<InputKind> => {
    const bytes = await openFile(argument);
    try {
      if (!isZip(await bytes.read(0, 4))) return 'file';
      const { isArchive } = await import('./zip-inputs.js');
      return (await isArchive(bytes, argument, DEFAULT_LIMITS)) ? 'zip' : 'file';
    } finally {
      await bytes.close();
    }
  });
  return kind ?? 'file';
}

/** The state of what an argument names, or that it is a pattern. A name that stands for nothing throws, with advice. */
async function statOf(argument: string): Promise<Stats | 'pattern'> {
  try {
    return await stat(argument);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EINVAL')) {
      const { isPattern } = await import('./glob.js');
      if (isPattern(argument)) return 'pattern';
    }
    if (!hasCode(error, 'ENOENT')) throw fsError('read-failed', argument, error);
    throw await missing(argument, error);
  }
}

async function missing(path: string, cause: unknown): Promise<StigError> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => null);
  const like = names === null ? undefined : nearest(pathBase(path), names);
  const message = names === null ? `does not exist, nor does the folder ${folder}` : 'does not exist';
  const hint = like === undefined ? 'Check the path.' : `Did you mean ${inFolder(folder, like)}?`;
  return new StigError({ code: 'read-failed', severity: 'error', file: path, message, hint }, { cause });
}

async function* fromPattern(pattern: string, expanding: Expanding): AsyncGenerator<Input> {
  const { report } = expanding;
  const { expandPattern } = await import('./glob.js');
  const paths = await expandPattern(pattern);
  if (paths.length === 0) {
    report({
      code: 'read-failed',
      severity: 'error',
      file: pattern,
      message: 'no file matches the pattern',
      hint: 'Check the path; hidden files match only a pattern that begins with a dot.',
    });
  }
  for (const path of paths) {
    const stats = await reported(report, () =>
      stat(path).catch((error: unknown) => {
        throw fsError('read-failed', path, error);
      }),
    );
    if (stats !== undefined) yield* fromPath(path, stats, pattern, true, expanding);
  }
}

async function* fromPath(
  path: string,
  stats: Stats | null,
  origin: string,
  named: boolean,
  expanding: Expanding,
): AsyncGenerator<Input> {
  const { limits, report } = expanding;
  if (stats?.isDirectory()) {
    let found = false;
    for await (const file of walkFolder(path, report)) {
      found = true;
      yield* fromPath(file, null, origin, false, expanding);
    }
    if (!found) report(empty(path));
  } else if (stats !== null && !stats.isFile()) {
    // A pipe or a device, such as a shell's <(command): it can be read once, from its beginning.
    const bytes = await reported(report, () => readStream(path, limits));
    if (bytes !== undefined) yield* fromBytes(path, bytes, origin, named, expanding);
  } else {
    const zip = new ArchiveBytes(path, () => openFile(path));
    const first = await reported(report, () =>
      zip.use(async (bytes) => ({ head: await bytes.read(0, HEAD_BYTES), size: bytes.size })),
    );
    if (first === undefined) return;
    const load = async () => new Source(path, await readWhole(path, limits));
    const input: Input = { name: path, origin, named, package: null, ...first, load };
    if (isZip(first.head)) yield* (await import('./zip-inputs.js')).zipWithin(input, zip, expanding);
    else yield input;
  }
}

async function* fromStdin(stdin: AsyncIterable<Uint8Array>, expanding: Expanding): AsyncGenerator<Input> {
  const { limits, report } = expanding;
  const bytes = await reported(report, () => readStream(stdin, limits, STDIN_NAME));
  if (bytes !== undefined) yield* fromBytes(STDIN_NAME, bytes, '-', true, expanding);
}

function usage(message: string) {
  return { code: 'usage' as const, severity: 'error' as const, message };
}
