/** Folds a text onto one line, as pages show it: blanks and line ends become one blank; no-break spaces stay. */
export function onOneLine(text: string): string {
  return text.replace(/[ \t\n\r\f\v]+/g, ' ').replace(/^ | $/g, '');
}
