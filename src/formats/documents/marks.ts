/** What the two documents are known by, in the text of a PDF as in a text file. */

/** How far in the marks of a title page may stand, in characters. */
const TITLE_PAGE = 3_000;

/** Whether a text is an overview: its title page says so, and who developed it. */
export function isOverviewText(text: string): boolean {
  const head = text.slice(0, TITLE_PAGE);
  return (
    /\b(?:STIG|SRG|GUIDES?)\)?\s+OVERVIEW\s*$/im.test(head) &&
    /^[ \t]*Developed by /im.test(head) &&
    /^[ \t]*1\.?\s{1,20}INTRODUCTION\b/im.test(text)
  );
}

/** Whether a text is a revision history: it says so, and has the columns of the table. */
export function isRevisionHistoryText(text: string): boolean {
  return (
    /\bREVISION\s+HISTORY\s*$/im.test(text.slice(0, TITLE_PAGE)) &&
    /\bDescription of Change\b/i.test(text) &&
    /\bRelease Date\b/i.test(text)
  );
}
