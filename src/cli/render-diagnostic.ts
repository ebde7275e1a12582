import { type Diagnostic, formatDiagnostic } from '../io/diagnostic.js';
import { colours, sanitize } from '../io/terminal.js';
import type { CliIo } from './cli-io.js';

/**
 * A diagnostic as people read it: place and message, the line with a mark under the place, what to do. `toOut` where it
 * is printed on standard output, being the result.
 */
export function renderDiagnostic(diagnostic: Diagnostic, io: CliIo, toOut = false): string {
  const paint = colours(toOut ? io.outIsTerminal : io.errIsTerminal, io.env);
  const { severity, frame, hint } = diagnostic;
  const word = severity === 'error' ? paint.red('error') : severity === 'warning' ? paint.yellow('warning') : 'note';
  const { message, rule, ...place } = diagnostic;
  const where = formatDiagnostic({ ...place, message: '' }).replace(/: $/, '');
  const about = rule === undefined ? '' : `${rule}: `;
  const lines = [`${where === '' ? 'stigkit' : sanitize(where)}: ${word}: ${sanitize(about + message)}`];
  if (frame !== undefined && frame.text.trim() !== '') {
    lines.push(`    ${sanitize(frame.text)}`, `    ${' '.repeat(frame.column)}${paint.red('^')}`);
  }
  if (hint !== undefined) lines.push(`    ${sanitize(hint)}`);
  return `${lines.join('\n')}\n`;
}
