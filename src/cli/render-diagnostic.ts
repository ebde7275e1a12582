import { CODES } from '../io/codes.js';
import { type Diagnostic, formatDiagnostic } from '../io/diagnostic.js';
import { cellsOf, colours, sanitize, sanitizeLine } from '../io/terminal.js';
import type { CliIo } from './cli-io.js';

/** Forms of messages on standard error. */
export type DiagnosticForm = 'text' | 'json';

/** A diagnostic in the form asked for, with its line end. An error always says what to do: by its code, if not better. */
export function printed(diagnostic: Diagnostic, io: CliIo, form: string | undefined): string {
  return form === 'json' ? jsonLine(diagnostic) : renderDiagnostic(diagnostic, io);
}

/** What to do: what the place says, else of an error what its code says. */
export function hintOf({ code, severity, hint }: Diagnostic): string | undefined {
  return hint ?? (severity === 'error' ? CODES[code].advice : undefined);
}

/**
 * A diagnostic as one JSON object on one line, its members always in the same order (schemas/diagnostic.schema.json).
 * A member that is not known is absent.
 */
export function jsonLine(diagnostic: Diagnostic): string {
  const { code, severity, message, file, line, column, pointer, rule, frame } = diagnostic;
  const hint = hintOf(diagnostic);
  return `${JSON.stringify({ code, severity, message, file, line, column, pointer, rule, hint, frame })}\n`;
}

/**
 * A diagnostic as people read it: place and message, the line with a mark under the place, what to do. `toOut` where it
 * is printed on standard output, being the result.
 */
export function renderDiagnostic(diagnostic: Diagnostic, io: CliIo, toOut = false): string {
  const paint = colours(toOut ? io.outIsTerminal : io.errIsTerminal, io.env);
  const { severity, frame } = diagnostic;
  const word = severity === 'error' ? paint.red('error') : severity === 'warning' ? paint.yellow('warning') : 'note';
  const { message, rule, ...place } = diagnostic;
  const where = formatDiagnostic({ ...place, message: '' }).replace(/: $/, '');
  const about = rule === undefined ? '' : `${rule}: `;
  const lines = [`${where === '' ? 'stigkit' : sanitizeLine(where)}: ${word}: ${sanitize(about + message)}`];
  if (frame !== undefined && frame.text.trim() !== '') {
    const { text, cells } = inCells(frame, FRAME_CELLS);
    lines.push(`    ${text}`, `    ${' '.repeat(cells)}${paint.red('^')}`);
  }
  const hint = hintOf(diagnostic);
  if (hint !== undefined) lines.push(`    ${sanitize(hint)}`);
  return `${lines.join('\n')}\n`;
}

/** With the four blanks before it, a frame fits a terminal of 80 columns. */
const FRAME_CELLS = 76;

/**
 * The line of a frame as it is shown, and the cell its mark stands under: a character of East Asia takes two, one that
 * combines none, and what a terminal must not get is taken away. A line of wide characters is cut around the mark.
 */
function inCells({ text, column }: { text: string; column: number }, room: number): { text: string; cells: number } {
  const before = [...sanitizeLine(text.slice(0, column))];
  const after = [...sanitizeLine(text.slice(column))];
  let [cells, from] = [cellsOf(before.join('')), 0];
  // The mark keeps at least a quarter of the line after it, as far as there is one.
  while (cells > room * 0.75) cells -= cellsOf(before[from++]!);
  let [used, to] = [cells, 0];
  while (to < after.length && used + cellsOf(after[to]!) <= room) used += cellsOf(after[to++]!);
  return { text: before.slice(from).join('') + after.slice(0, to).join(''), cells };
}
