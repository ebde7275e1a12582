/**
 * What carrying writes into comments, so that a person who opens the checklist sees it: one line that says that the check
 * changed, always the last one, and what an override that was set aside said.
 */

/** Begins every line that stigkit writes into comments. */
export const MARK = '[stigkit]';

const CARRIED = /(^|\r\n|\n|\r)\[stigkit\] Carried from [^\r\n]*(?=\r|\n|$)/;

/** Whether comments hold such a line. */
export function hasCarriedLine(comments: string): boolean {
  return CARRIED.test(comments);
}

/** The comments with a line at their end; an earlier line of the same kind gives way to it. */
export function withCarriedLine(comments: string, line: string): string {
  const earlier = CARRIED.exec(comments);
  if (earlier === null) return appended(comments, line);
  const rest = comments.slice(earlier.index + earlier[0].length);
  const before = comments.slice(0, earlier.index);
  // What a person typed below the earlier line stays where it is, with the line break that was between.
  const kept = before === '' ? rest.replace(/^(?:\r\n|\n|\r)/, '') : before + rest;
  return appended(kept, line);
}

/** The line: `[stigkit] Carried from V2R7 to V2R8: ...`. */
export function carriedLine(from: string | null, to: string | null, what: string): string {
  const line = `${MARK} Carried from ${from ?? 'an earlier release'} to ${to ?? 'another release'}: ${what}`;
  return line.replace(/\s+/g, ' ').trim();
}

/** A text with another below it, unless it holds it already. */
export function appended(text: string, more: string): string {
  if (more === '' || holds(text, more)) return text;
  if (text === '') return more;
  return /[\r\n]$/.test(text) ? text + more : `${text}\n${more}`;
}

/** Whether a text stands in another as lines of its own, whatever the line ends. */
export function holds(text: string, part: string): boolean {
  const lines = (t: string) => `\n${t.replace(/\r\n?/g, '\n')}\n`;
  return lines(text).includes(lines(part));
}

/** The name of a file as it stands in comments: without its folders, on one line. */
export function fileLabel(source: string): string {
  const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  return (name === '' ? source : name).replace(/\s+/g, ' ');
}
