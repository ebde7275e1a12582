import type { CliIo } from '../../src/cli/cli-io.js';
import { main } from '../../src/cli/main.js';

/** What a command line gave. */
export interface CliResult {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line in this process, on no terminal, 100 columns wide. */
export async function runCli(...argv: string[]): Promise<CliResult> {
  const result: CliResult = { code: 0, out: '', err: '' };
  const io: CliIo = {
    out: async (data) => {
      result.out += typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
    },
    err: (text) => {
      result.err += text;
    },
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
  };
  result.code = await main(argv, io);
  return result;
}
