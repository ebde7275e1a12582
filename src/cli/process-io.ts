import { fstatSync } from 'node:fs';
import { type ResultStream, resultFile, resultStream } from '../io/stdout.js';
import { widthOf } from '../io/terminal.js';
import type { CliIo } from './cli-io.js';

/** The process's own streams. They are opened when first used: a run that writes a file needs none. */
export function processIo(): CliIo {
  let results: ResultStream | undefined;
  let messages: NodeJS.WriteStream | undefined;
  return {
    async out(data) {
      results ??= fstatSync(1).isFile() ? resultFile(1) : resultStream();
      // A reader that has had enough (`| head`) ends the run, and that is no error.
      if (!(await results.write(data))) process.exit(process.exitCode ?? 0);
    },
    err(text) {
      // Nobody reads the messages, or their disk is full: the work goes on, and the exit code still tells.
      messages ??= process.stderr.on('error', () => {});
      try {
        messages.write(text);
      } catch {
        // As above: a write to a file fails at once.
      }
    },
    env: process.env,
    cwd: workingFolder(),
    get outIsTerminal() {
      return isTerminal(1, () => process.stdout);
    },
    get errIsTerminal() {
      return isTerminal(2, () => process.stderr);
    },
    get columns() {
      const columns = process.stdout.columns || process.stderr.columns;
      return widthOf({ isTerminal: columns !== undefined, env: process.env, columns });
    },
  };
}

/** Whether a stream is a terminal. Most are files or pipes, which is known without opening the stream. */
function isTerminal(descriptor: number, stream: () => NodeJS.WriteStream): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && stream().isTTY === true;
  } catch {
    return false;
  }
}

/** `undefined` where the folder was removed under the process. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
