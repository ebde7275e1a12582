import { join } from 'node:path';
import { StigError } from '../io/diagnostic.js';
import { type OutputData, syncFolder, writeOutput } from '../io/output.js';
import { OutputNames, outputBase } from '../io/output-names.js';
import { resolveOutput } from '../io/output-place.js';
import type { CliIo } from './cli-io.js';

/** Where a command's results go: into a folder, one file, or standard output. */
export interface Target {
  /** Whether each result becomes a file of its own. */
  isFolder: boolean;
  /**
   * Takes a result. `base` is the name of its file without ending, should it become one. In a folder the name is given
   * at once, so that several may be written at a time and names are still in the order of the calls.
   */
  put(base: string, extension: string, data: OutputData): Promise<void>;
  /** Takes the one result of a run in pieces, as they come. Only where `isFolder` does not hold. */
  putAll(pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** Ends the writing; a single result is written only now. */
  close(): Promise<void>;
}

/** Options that say where results go, as they stand on the command line. */
export interface WritingOptions {
  output?: string | undefined;
  force?: boolean | undefined;
}

/** Files that are written into a folder at a time: the disk is waited for, which costs no processor. */
export const WRITTEN_AT_ONCE = 8;

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
    return single(FOLLOWING, (data) => printed(data, io), 'use -o DIR to write each to a file of its own');
  }
  if (place.kind === 'folder') return folder(place.path, inputs, force);
  const { path } = place;
  const hint = `-o ${path} is one file; name a folder (${path}/)`;
  return single(new Set(), (data) => writeOutput(path, data, { force }), hint);
}

async function printed(data: OutputData, io: CliIo): Promise<void> {
  if (typeof data === 'string' || data instanceof Uint8Array) return io.out(data);
  for await (const piece of data) await io.out(piece);
}

function folder(directory: string, inputs: readonly string[], force: boolean): Target {
  const names = new OutputNames();
  let reserved = false;
  let isWritten = false;
  return {
    isFolder: true,
    put(base, extension, data) {
      if (!reserved) for (const input of inputs) names.reserve(outputBase(input), extension);
      reserved = true;
      isWritten = true;
      const path = join(directory, names.take(base, extension));
      return writeOutput(path, data, { force, within: directory, sync: 'bytes' });
    },
    putAll: () => Promise.reject(new Error('a folder takes results one by one')),
    async close() {
      if (isWritten) await syncFolder(directory);
    },
  };
}

/** One place for all: what may follow goes out at once, what may not is held back until it is known to be the only one. */
function single(following: ReadonlySet<string>, write: (data: OutputData) => Promise<void>, hint: string): Target {
  let held: OutputData | undefined;
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
    async putAll(pieces) {
      const iterator = pieces[Symbol.asyncIterator]();
      const first = await iterator.next();
      // Where nothing could be read there is no result, and no file.
      if (!first.done) await write(continued(first.value, iterator));
    },
    async close() {
      if (held !== undefined) await write(held);
    },
  };
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
