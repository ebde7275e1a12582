import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { parsePlain } from './args.js';
import type { CliIo } from './cli-io.js';
import type { Command, Invocation, OptionTable } from './command.js';
import { COMMANDS } from './commands.js';
import { surroundings } from './config-files.js';
import { type DiagnosticForm, printed } from './render-diagnostic.js';
import { sumUp, tellNote } from './reporter.js';
import { endThreads } from './threads.js';

/**
 * Runs the command. Gives the exit code: 0 done; 1 the answer is no; 2 wrong use, something could not be read or written,
 * or a fault of our own. Never throws, never exits.
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  const debug = argv.includes('--debug');
  let form = formOf(argv);
  try {
    const called = await parse(argv, io);
    if (typeof called === 'number') return called;
    const run = await called.command.load();
    const invocation = await withSettings(called.command, called.invocation, io);
    if (invocation.options.diagnostics !== undefined) form = invocation.options.diagnostics as DiagnosticForm;
    const code = await run(invocation, io, COMMANDS);
    sumUp(io);
    return code;
  } catch (error) {
    return failed(error, form, io, debug);
  } finally {
    await endThreads();
  }
}

async function parse(argv: readonly string[], io: CliIo) {
  // Called without anything: the help is the answer, and the call is wrong use all the same.
  if (argv.length === 0) {
    io.err(`${await helpOn(undefined, io)}\n`);
    return 2;
  }
  const command = COMMANDS.find((c) => c.name === argv[0]);
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (argv[0] === 'help' || words.some((word) => word === '--help' || word === '-h')) {
    const about = command ?? COMMANDS.find(({ name }) => words.includes(name));
    await io.out(`${await helpOn(about, io)}\n`);
    return 0;
  }
  const invocation = command === undefined ? undefined : parsePlain(command, argv.slice(1));
  if (command !== undefined && invocation !== undefined) return { command, invocation };
  const { parseWithYargs } = await import('./yargs.js');
  const parsed = await parseWithYargs(COMMANDS, argv);
  if (parsed.kind === 'run') return { command: parsed.command as Command, invocation: parsed.invocation };
  if (parsed.kind === 'shown') {
    await io.out(`${parsed.text}\n`);
    return 0;
  }
  const about = COMMANDS.some((c) => c.name === argv[0]) ? `stigkit ${argv[0]} --help` : 'stigkit --help';
  const { message, hint = `See \`${about}\`.` } = parsed;
  io.err(printed({ code: 'usage', severity: 'error', message, hint }, io, formOf(argv)));
  return 2;
}

/** The invocation with what is configured. Nearly always nothing is, and then no more is loaded. */
async function withSettings(command: Command, invocation: Invocation<OptionTable>, io: CliIo) {
  const found = surroundings(io);
  if (found.files.length + found.variables.length === 0) return invocation;
  const { configuration, configured, settingsOf } = await import('./config.js');
  return configured(command, invocation, settingsOf(command, configuration(found, COMMANDS, io)));
}

async function helpOn(command: Command | undefined, io: CliIo): Promise<string> {
  const { commandHelp, overviewHelp } = await import('./help.js');
  const width = Math.min(100, io.columns);
  return command === undefined ? overviewHelp(COMMANDS, width) : commandHelp(command, width);
}

/** The form of messages that is asked for; read off the arguments, as they may be what is wrong. */
function formOf(argv: readonly string[]): DiagnosticForm {
  const at = argv.indexOf('--diagnostics');
  return argv.includes('--diagnostics=json') || (at >= 0 && argv[at + 1] === 'json') ? 'json' : 'text';
}

function trace(error: Error, form: DiagnosticForm, io: CliIo): void {
  tellNote(error.stack ?? error.message, io, { diagnostics: form });
}

function failed(error: unknown, form: DiagnosticForm, io: CliIo, debug: boolean): number {
  if (error instanceof StigError) {
    for (const diagnostic of error.diagnostics) io.err(printed(diagnostic, io, form));
    if (debug) trace(error, form, io);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  const bug: Diagnostic = {
    code: 'internal',
    severity: 'error',
    message: `a fault in stigkit: ${message}`,
    hint: 'Run again with --debug for the place, and report it with the input if you may share it.',
  };
  io.err(printed(bug, io, form));
  if (debug && error instanceof Error) trace(error, form, io);
  return 2;
}
