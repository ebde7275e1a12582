import type { Diagnostic, Report } from '../io/diagnostic.js';
import { type Progress, progressOn } from '../io/progress.js';
import { showsProgress } from '../io/terminal.js';
import type { CliIo } from './cli-io.js';
import { renderDiagnostic } from './render-diagnostic.js';

/** Options that say how messages are given. */
export interface TalkOptions {
  quiet?: boolean | undefined;
  diagnostics?: string | undefined;
  progress?: boolean | undefined;
  output?: string | undefined;
}

/** Prints what is reported during a run, and remembers how bad it was. */
export interface Reporter {
  report: Report;
  /** Says which input is being read, on a terminal. */
  progress: Progress;
  /** 2 where an error was reported, else 0. */
  exitCode(): number;
  errors: number;
  warnings: number;
}

/** A reporter that prints to standard error: text with the place marked, or one JSON object a line. */
export function reporter(io: CliIo, options: TalkOptions): Reporter {
  // Results on the same terminal would be written into the line of progress.
  const free = options.output !== undefined || !io.outIsTerminal;
  const enabled = free && showsProgress({ isTerminal: io.errIsTerminal, env: io.env }, options);
  const progress = progressOn(io.err, { enabled, columns: io.columns });
  const state = { errors: 0, warnings: 0 };
  const report = (diagnostic: Diagnostic) => {
    if (diagnostic.severity === 'error') state.errors++;
    else if (diagnostic.severity === 'warning') state.warnings++;
    if (options.quiet && diagnostic.severity !== 'error') return;
    progress.clear();
    io.err(options.diagnostics === 'json' ? `${JSON.stringify(diagnostic)}\n` : renderDiagnostic(diagnostic, io));
  };
  return Object.assign(state, { report, progress, exitCode: () => (state.errors > 0 ? 2 : 0) });
}
