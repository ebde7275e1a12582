import type { Diagnostic, Report } from '../io/diagnostic.js';
import type { CliIo } from './cli-io.js';
import { renderDiagnostic } from './render-diagnostic.js';

/** Options that say how messages are given. */
export interface TalkOptions {
  quiet?: boolean | undefined;
  diagnostics?: string | undefined;
}

/** Prints what is reported during a run, and remembers how bad it was. */
export interface Reporter {
  report: Report;
  /** 2 where an error was reported, else 0. */
  exitCode(): number;
  errors: number;
  warnings: number;
}

/** A reporter that prints to standard error: text with the place marked, or one JSON object a line. */
export function reporter(io: CliIo, options: TalkOptions): Reporter {
  const state = { errors: 0, warnings: 0 };
  const report = (diagnostic: Diagnostic) => {
    if (diagnostic.severity === 'error') state.errors++;
    else if (diagnostic.severity === 'warning') state.warnings++;
    if (options.quiet && diagnostic.severity !== 'error') return;
    io.err(options.diagnostics === 'json' ? `${JSON.stringify(diagnostic)}\n` : renderDiagnostic(diagnostic, io));
  };
  return Object.assign(state, { report, exitCode: () => (state.errors > 0 ? 2 : 0) });
}
