import type { CliIo } from '../../src/cli/cli-io.js';
import { main } from '../../src/cli/main.js';

/** What a command line gave. */
export interface CliResult {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line in this process, on no terminal, 100 columns wide, with nothing configured. */
export async function runCli(...argv: string[]): Promise<CliResult> {
  return runCliIn({}, ...argv);
}

/** The same with surroundings: a working directory as configuration has it, the environment, a width. */
export async function runCliIn(
  surroundings: Partial<Pick<CliIo, 'cwd' | 'env' | 'columns'>>,
  ...argv: string[]
): Promise<CliResult> {
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
    ...surroundings,
  };
  result.code = await main(argv, io);
  return result;
}
