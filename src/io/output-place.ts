import { stat } from 'node:fs/promises';
import { StigError } from './diagnostic.js';
import { type InputKind, kindOf } from './inputs.js';

/** Where results go. */
export type OutputPlace = { kind: 'stdout' } | { kind: 'file'; path: string } | { kind: 'folder'; path: string };

/**
 * Where `-o` says that results go. It is a folder when it exists as one, ends in `/`, there are several inputs, or an
 * input is a zip, folder or pattern, whatever the number of results; else a file. Without `-o`, or as `-`, it is
 * standard output. Throws a StigError where a folder is needed and a file stands there, or where one file cannot take
 * `count` results.
 */
export async function resolveOutput({
  out,
  inputs,
  count = 1,
}: {
  out: string | undefined;
  inputs: readonly string[];
  /** Number of results, where it is known already. */
  count?: number | undefined;
}): Promise<OutputPlace> {
  if (out === undefined || out === '-') return { kind: 'stdout' };
  const there = await stat(out).catch(() => null);
  if (there?.isDirectory()) return { kind: 'folder', path: out };
  const why =
    /[/\\]$/.test(out) && (process.platform === 'win32' || out.endsWith('/'))
      ? 'it ends in /'
      : await whyFolder(inputs);
  if (why !== null) {
    if (there === null) return { kind: 'folder', path: out };
    // /dev/null and pipes take anything.
    if (!there.isFile()) return { kind: 'file', path: out };
    throw usage(out, `-o must name a folder, since ${why}, but a file is there`);
  }
  if (count > 1 && (there === null || there.isFile())) {
    throw usage(out, `${count} results cannot go into one file`);
  }
  return { kind: 'file', path: out };
}

const FOLDER_KINDS: Partial<Record<InputKind, string>> = { zip: 'a zip', folder: 'a folder', pattern: 'a pattern' };

async function whyFolder(inputs: readonly string[]): Promise<string | null> {
  if (inputs.length > 1) return 'there are several inputs';
  for (const input of inputs) {
    const kind = FOLDER_KINDS[await kindOf(input)];
    if (kind !== undefined) return `${input} is ${kind}`;
  }
  return null;
}

function usage(out: string, message: string): StigError {
  return new StigError({
    code: 'usage',
    severity: 'error',
    file: out,
    message,
    hint: 'Give -o a folder; a new one ends in / .',
  });
}
