import { resultStream } from '../io/stdout.js';
import type { CliIo } from './cli-io.js';

/** The process's own streams. */
export function processIo(): CliIo {
  const { stdout, stderr, env } = process;
  const results = resultStream();
  return {
    async out(data) {
      // A reader that has had enough (`| head`) ends the run, and that is no error.
      if (!(await results.write(data))) process.exit(process.exitCode ?? 0);
    },
    err: (text) => void stderr.write(text),
    env,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stdout.columns || stderr.columns || 80,
  };
}
