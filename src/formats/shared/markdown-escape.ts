/**
 * Makes text stand for itself in CommonMark (and GitHub's extension of it). No character is changed, lost or moved: a
 * backslash or a character reference is put in its place's stead, and a renderer shows the text.
 *
 * - `\` before any of `` ` * _ [ ] ~ | $ { `` and before `\` where one of them could follow; `_` within a word stands.
 * - `<` as `&lt;`; `&` as `&amp;` where a reference could begin.
 * - At the beginning of a line: `#`, `>`, `+`, `-`, `=` and the dot or bracket of `1.` with a backslash; blanks and tabs
 *   as references, as they are markup there.
 *
 * Addresses stand bare: CommonMark leaves them text, GitHub links what can be read in the text anyway.
 */
export function escapeLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0];
  return `${indent.replace(/ /g, '&#32;').replace(/\t/g, '&#9;')}${escapeLineStart(escapeInline(line.slice(indent.length)))}`;
}

/** As `escapeLine`, for text that does not begin a line. */
export function escapeInline(text: string): string {
  return text.replace(/[\\`*_[\]~|${<&]/g, (character, at: number) => {
    const next = text[at + 1] ?? '';
    if (character === '<') return '&lt;';
    if (character === '&') return /[#A-Za-z]/.test(next) ? '&amp;' : '&';
    if (character === '\\') return next === '' || PUNCTUATION.test(next) ? '\\\\' : '\\';
    if (character === '_' && WORD.test(text[at - 1] ?? '') && WORD.test(next)) return '_';
    return `\\${character}`;
  });
}

/** Text of a heading: on one line by the caller; a `#` at its end would be taken for the heading's own. */
export function escapeHeading(text: string): string {
  return escapeInline(text).replace(/#/g, '\\#');
}

/** Text of a table's cell: on one line by the caller. */
export function escapeCell(text: string): string {
  return escapeLine(text.replace(/^[ \t]+/, ''));
}

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[A-Za-z0-9]/;

function escapeLineStart(line: string): string {
  const number = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line);
  if (number) return `${number[0]}\\${line.slice(number[0].length)}`;
  return /^[#>+\-=:]/.test(line) ? `\\${line}` : line;
}
