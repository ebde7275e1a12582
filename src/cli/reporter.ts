import type { Diagnostic, Report } from '../io/diagnostic.js';
import { type Progress, progressOn } from '../io/progress.js';
import { sanitize, showsProgress } from '../io/terminal.js';
import type { Document } from '../model/document.js';
import type { CliIo } from './cli-io.js';
import { printed } from './render-diagnostic.js';
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
  /** Says what the run did: lines of text as they are, or a diagnostic of the code `note`. Nothing under --quiet. */
  note(text: string): void;
  /**
   * Notes what an input was read into. A document knows its files without their folders, so that what is written of it
   * does not depend on where they lie; messages name the very file.
   */
  read(input: { name: string }, document: Document): void;
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
  /** Names as the user gave them, by those that documents know; `null` where two inputs share one. */
  const names = new Map<string, string | null>();
  const read = ({ name }: { name: string }, document: Document) => {
    for (const source of 'sources' in document && Array.isArray(document.sources) ? document.sources : []) {
      const other = names.get(source.name);
      names.set(source.name, other === undefined || other === name ? name : null);
    }
  };
  let isCacheTold = false;
  const report = (given: Diagnostic) => {
    if (given.code === 'cache-unusable') {
      // Each reading finds that out.
      if (isCacheTold) return;
      isCacheTold = true;
    }
    const file = given.file === undefined ? undefined : (names.get(given.file) ?? given.file);
    const diagnostic = file === given.file ? given : { ...given, file: file! };
    tally(state, diagnostic);
    count(diagnostic);
    if (options.quiet && diagnostic.severity !== 'error') return;
    progress.clear();
    io.err(printed(diagnostic, io, options.diagnostics));
  };
  const note = (text: string) => {
    if (options.quiet) return;
    progress.clear();
    tellNote(text, io, options);
  };
  endings.set(io, () => {
    const summary: RunSummary = { ...progress.totals(), ...counted, problems: Object.fromEntries(problems) };
    progress.clear();
    if (options.quiet) return;
    if (options.json) io.err(`${JSON.stringify({ summary })}\n`);
    else if (options.diagnostics !== 'json' && isWorthSummary(summary, io)) io.err(`${summaryLine(summary)}\n`);
  });
  return Object.assign(state, { report, note, read, progress, count, exitCode: () => (state.errors > 0 ? 2 : 0) });
}

/** Says the last line of a run, which sums it up, where there is one to say. */
export function sumUp(io: CliIo): void {
  endings.get(io)?.();
  endings.delete(io);
}

/** Prints what is no problem, in the form of messages that was asked for; lines that end the text are its line ends. */
export function tellNote(text: string, io: CliIo, options: Pick<TalkOptions, 'diagnostics'>): void {
  if (options.diagnostics !== 'json') io.err(`${text}\n`);
  else io.err(printed({ code: 'note', severity: 'info', message: sanitize(text) }, io, 'json'));
}
