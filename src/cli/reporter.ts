import type { Diagnostic, Report } from '../io/diagnostic.js';
import { type Progress, progressOn } from '../io/progress.js';
import { sanitize, showsProgress } from '../io/terminal.js';
import type { Document } from '../model/document.js';
import type { CliIo } from './cli-io.js';
import { printed } from './render-diagnostic.js';

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
  /** Says what the run did: lines of text as they are, or a diagnostic of the code `note`. Nothing under --quiet. */
  note(text: string): void;
  /**
   * Notes what an input was read into. A document knows its files without their folders, so that what is written of it
   * does not depend on where they lie; messages name the very file.
   */
  read(input: { name: string }, document: Document): void;
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
  /** Names as the user gave them, by those that documents know; `null` where two inputs share one. */
  const names = new Map<string, string | null>();
  const read = ({ name }: { name: string }, document: Document) => {
    for (const source of 'sources' in document && Array.isArray(document.sources) ? document.sources : []) {
      const other = names.get(source.name);
      names.set(source.name, other === undefined || other === name ? name : null);
    }
  };
  const report = (given: Diagnostic) => {
    const file = given.file === undefined ? undefined : (names.get(given.file) ?? given.file);
    const diagnostic = file === given.file ? given : { ...given, file: file! };
    if (diagnostic.severity === 'error') state.errors++;
    else if (diagnostic.severity === 'warning') state.warnings++;
    if (options.quiet && diagnostic.severity !== 'error') return;
    progress.clear();
    io.err(printed(diagnostic, io, options.diagnostics));
  };
  const note = (text: string) => {
    if (options.quiet) return;
    progress.clear();
    tellNote(text, io, options);
  };
  return Object.assign(state, { report, note, read, progress, exitCode: () => (state.errors > 0 ? 2 : 0) });
}

/** Prints what is no problem, in the form of messages that was asked for; lines that end the text are its line ends. */
export function tellNote(text: string, io: CliIo, options: Pick<TalkOptions, 'diagnostics'>): void {
  if (options.diagnostics !== 'json') io.err(`${text}\n`);
  else io.err(printed({ code: 'note', severity: 'info', message: sanitize(text) }, io, 'json'));
}
