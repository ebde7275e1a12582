import { join } from 'node:path';
import { StigError } from '../io/diagnostic.js';
import { isDirectoryOutput, OutputNames, writeOutput } from '../io/output.js';
import type { CliIo } from './cli-io.js';

/** Where a command's results go: into a folder, one file, or standard output. */
export interface Target {
  /** Whether each result becomes a file of its own. */
  isFolder: boolean;
  /** Takes a result. `base` is the name of its file without ending, should it become one. */
  put(base: string, extension: string, data: string | Uint8Array): Promise<void>;
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
  if (output === undefined)
    return single(FOLLOWING, (data) => io.out(data), 'use -o DIR to write each to a file of its own');
  const ownInputs = ending !== undefined && output.endsWith(`.${ending}`) ? inputs.slice(0, 0) : inputs;
  if (await isDirectoryOutput(output, ownInputs)) return folder(output, force);
  return single(
    new Set(),
    (data) => writeOutput(output, data, { force }),
    `-o ${output} is one file; name a folder (${output}/)`,
  );
}

function folder(directory: string, force: boolean): Target {
  const names = new OutputNames();
  return {
    isFolder: true,
    put: (base, extension, data) =>
      writeOutput(join(directory, names.take(base, extension)), data, { force, within: directory }),
    close: async () => {},
  };
}

/** One place for all: what may follow goes out at once, what may not is held back until it is known to be the only one. */
function single(
  following: ReadonlySet<string>,
  write: (data: string | Uint8Array) => Promise<void>,
  hint: string,
): Target {
  let held: string | Uint8Array | undefined;
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
