import type { CliIo } from './cli-io.js';

/** The process's own streams. A reader that closes early (`| head`) ends the command quietly. */
export function processIo(): CliIo {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  return {
    out: (data) =>
      new Promise((resolve) => {
        if (stdout.write(data)) resolve();
        else stdout.once('drain', resolve);
      }),
    err: (text) => void stderr.write(text),
    env,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stdout.columns || stderr.columns || 80,
  };
}
