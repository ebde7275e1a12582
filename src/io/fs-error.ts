import type { DiagnosticCode } from './codes.js';
import { StigError } from './diagnostic.js';

/** Whether something thrown is an error of the file system with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && codes.includes(code);
}

/** What went wrong and what to do, by the system's error code; `[message, hint]`. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['it does not exist', 'Check the path.'],
  EACCES: ['permission is denied', 'Check who may read and write there.'],
  EPERM: ['the operation is not permitted', 'Check who may read and write there, and that no program holds it open.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Check the path.'],
  EROFS: ['the file system is read-only', 'Write to another place with -o.'],
  ENOSPC: ['the disk is full', 'Make room, or write to another place with -o.'],
  EDQUOT: ['the disk quota is used up', 'Make room, or write to another place with -o.'],
  ENAMETOOLONG: ['the name is too long for the file system', 'Write to a shorter path with -o.'],
  ELOOP: ['symbolic links lead in a circle', 'Check the links.'],
  EMFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n).'],
  EBUSY: ['another program holds it', 'Close that program and run again.'],
  EIO: ['the device reported a fault', 'Check the disk.'],
};

/** An error of the file system as a StigError that says what was being done, to what, and what to do. */
export function fsError(
  code: Extract<DiagnosticCode, 'read-failed' | 'write-failed'>,
  file: string,
  error: unknown,
): StigError {
  if (error instanceof StigError) return error;
  const { code: name = '', message } = error as NodeJS.ErrnoException;
  const doing = code === 'read-failed' ? 'cannot be read' : 'cannot be written';
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  const reason = words === undefined ? message : `${words[0]} (${name})`;
  return new StigError(
    {
      code,
      severity: 'error',
      file,
      message: `${doing}: ${reason}`,
      ...(words === undefined ? {} : { hint: words[1] }),
    },
    { cause: error },
  );
}
