import type { Diagnostic, Report } from '../io/diagnostic.js';
import { type Progress, progressOn } from '../io/progress.js';
import { showsProgress } from '../io/terminal.js';
import type { CliIo } from './cli-io.js';
import { renderDiagnostic } from './render-diagnostic.js';
import { isWorthSummary, type RunSummary, summaryLine } from './run-summary.js';

/** Options that say how messages are given. */
export interface TalkOptions {
  quiet?: boolean | undefined;
  diagnostics?: string | undefined;
  progress?: boolean | undefined;
  output?: string | undefined;
  json?: boolean | undefined;
}

/** Prints what is reported during a run, and remembers how bad it was. */
export interface Reporter {
  report: Report;
  /** Says which input is being read, on a terminal. */
  progress: Progress;
  /** Counts a problem that is printed elsewhere: a finding that is the result. */
  count: Report;
  /** 2 where an error was reported, else 0. */
  exitCode(): number;
  errors: number;
  warnings: number;
}

/** What is still to be said at the end of a run, by the run's streams. */
const endings = new WeakMap<CliIo, () => void>();

/** A reporter that prints to standard error: text with the place marked, or one JSON object a line. */
export function reporter(io: CliIo, options: TalkOptions): Reporter {
  // Results on the same terminal would be written into the line of progress.
  const free = options.output !== undefined || !io.outIsTerminal;
  const enabled = free && showsProgress({ isTerminal: io.errIsTerminal, env: io.env }, options);
  const progress = progressOn(io.err, { enabled, columns: io.columns });
  const state = { errors: 0, warnings: 0 };
  const problems = new Map<string, number>();
  const counted = { errors: 0, warnings: 0 };
  const tally = (to: typeof state, { severity }: Diagnostic) => {
    if (severity === 'error') to.errors++;
    else if (severity === 'warning') to.warnings++;
  };
  const count = (diagnostic: Diagnostic) => {
    tally(counted, diagnostic);
    problems.set(diagnostic.code, (problems.get(diagnostic.code) ?? 0) + 1);
  };
  const report = (diagnostic: Diagnostic) => {
    tally(state, diagnostic);
    count(diagnostic);
    if (options.quiet && diagnostic.severity !== 'error') return;
    progress.clear();
    io.err(options.diagnostics === 'json' ? `${JSON.stringify(diagnostic)}\n` : renderDiagnostic(diagnostic, io));
  };
  endings.set(io, () => {
    const summary: RunSummary = { ...progress.totals(), ...counted, problems: Object.fromEntries(problems) };
    progress.clear();
    if (options.quiet) return;
    if (options.json) io.err(`${JSON.stringify({ summary })}\n`);
    else if (options.diagnostics !== 'json' && isWorthSummary(summary, io)) io.err(`${summaryLine(summary)}\n`);
  });
  return Object.assign(state, { report, progress, count, exitCode: () => (state.errors > 0 ? 2 : 0) });
}

/** Says the last line of a run, which sums it up, where there is one to say. */
export function sumUp(io: CliIo): void {
  endings.get(io)?.();
  endings.delete(io);
}
