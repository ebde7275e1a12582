import { join } from 'node:path';
import { StigError } from '../io/diagnostic.js';
import { writeOutput } from '../io/output.js';
import { OutputNames, outputBase } from '../io/output-names.js';
import { resolveOutput } from '../io/output-place.js';
import type { CliIo } from './cli-io.js';

/** A result: whole, or in pieces that are made as they are written. */
export type Written = string | Uint8Array | Iterable<string>;

/** Where a command's results go: into a folder, one file, or standard output. */
export interface Target {
  /** Whether each result becomes a file of its own. */
  isFolder: boolean;
  /** Takes a result. `base` is the name of its file without ending, should it become one. */
  put(base: string, extension: string, data: Written): Promise<void>;
  /** Ends the writing; a single result is written only now. */
  close(): Promise<void>;
}

/** Options that say where results go, as they stand on the command line. */
export interface WritingOptions {
  output?: string | undefined;
  force?: boolean | undefined;
}

/** Endings of formats whose results may follow one another on standard output. */
const FOLLOWING = new Set(['ndjson', 'md', 'txt']);

/**
 * Opens the target that `-o` names: a folder where it is one or several results can come, else a file. A command that
 * makes one result of several inputs gives its ending: then a name that ends so is that file.
 */
export async function openTarget(
  options: WritingOptions,
  inputs: readonly string[],
  io: CliIo,
  ending?: string,
): Promise<Target> {
  const { output, force = false } = options;
  const isFile = ending !== undefined && output?.endsWith(`.${ending}`);
  const place = await resolveOutput({ out: output, inputs: isFile ? [] : inputs });
  if (place.kind === 'stdout') {
    return single(FOLLOWING, (data) => print(data, io), 'use -o DIR to write each to a file of its own');
  }
  if (place.kind === 'folder') return folder(place.path, inputs, force);
  const { path } = place;
  const hint = `-o ${path} is one file; name a folder (${path}/)`;
  return single(new Set(), (data) => writeOutput(path, data, { force }), hint);
}

async function print(data: Written, io: CliIo): Promise<void> {
  if (typeof data === 'string' || data instanceof Uint8Array) return io.out(data);
  for (const piece of data) await io.out(piece);
}

function folder(directory: string, inputs: readonly string[], force: boolean): Target {
  const names = new OutputNames();
  let reserved = false;
  return {
    isFolder: true,
    put(base, extension, data) {
      if (!reserved) for (const input of inputs) names.reserve(outputBase(input), extension);
      reserved = true;
      return writeOutput(join(directory, names.take(base, extension)), data, { force, within: directory });
    },
    close: async () => {},
  };
}

/** One place for all: what may follow goes out at once, what may not is held back until it is known to be the only one. */
function single(following: ReadonlySet<string>, write: (data: Written) => Promise<void>, hint: string): Target {
  let held: Written | undefined;
  return {
    isFolder: false,
    async put(_base, extension, data) {
      if (following.has(extension)) return write(data);
      if (held !== undefined) {
        throw new StigError({
          code: 'usage',
          severity: 'error',
          message: 'there are several results',
          hint: `Nothing was written: ${hint}.`,
        });
      }
      held = data;
    },
    async close() {
      if (held !== undefined) await write(held);
    },
  };
}
