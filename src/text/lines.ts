/** The lines of a text, without their ends; LF, CRLF and CR each end a line. `'a\n'` gives `['a', '']`. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Whether a line holds nothing but white space. */
export function isBlank(line: string): boolean {
  return line.trim() === '';
}
