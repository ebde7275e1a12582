/** Text as markup that shows it, for the pages written. */

/** Text in HTML; a carriage return, which HTML would make a line feed, as a reference. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A text with its line breaks; the line feed behind the tag is no part of it (HTML 13.1.2.5). */
export function htmlText(text: string | null): string {
  return text === null ? '' : `<pre>\n${escapeHtml(text)}</pre>`;
}

/** One line of Markdown in which nothing is markup, nor a list, heading or underline where it begins (CommonMark 2.4). */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A text with its line breaks: a fence longer than any in it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
