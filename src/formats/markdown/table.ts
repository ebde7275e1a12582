import { oneLine } from '../shared/words.js';
import { escapeCell } from './escape.js';

/** A GitHub table; cells are escaped and set on one line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => escapeCell(oneLine(c))).join(' | ')} |`;
  return [line(header), `| ${header.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}
