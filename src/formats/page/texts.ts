import type { HtmlBlock } from '../../io/html.js';
import type { PageLine } from './lines.js';

/** A text put together of lines, and whether the page kept its layout. */
export interface PageText {
  /** `null` where no line was there: whether the text is empty or was left out cannot be told. */
  text: string | null;
  /** The text came on one line that is no preformatted one: its line breaks may be lost. */
  onOneLine: boolean;
}

/**
 * Puts the lines of a text together as the page shows them: list marks in front, a gap where a paragraph begins, cells of
 * one row parted by tabs. Empty lines around it are the page's and go, unless they are preformatted.
 */
export function joinLines(lines: readonly PageLine[]): PageText {
  let [from, to] = [0, lines.length];
  while (from < to && isBlank(lines[from]!)) from++;
  while (to > from && isBlank(lines[to - 1]!)) to--;
  const kept = lines.slice(from, to);
  let text = '';
  kept.forEach((line, i) => {
    const before = kept[i - 1];
    text += (before === undefined ? '' : between(before, line)) + line.mark + line.text;
  });
  if (kept.length === 0) return { text: null, onOneLine: false };
  return { text, onOneLine: kept.length === 1 && !kept[0]!.pre };
}

function isBlank(line: PageLine): boolean {
  return !line.pre && line.mark === '' && /^\s*$/.test(line.text);
}

function between(before: PageLine, line: PageLine): string {
  const [a, b] = [before.cell, line.cell];
  if (a !== null && b !== null && a.table === b.table && a.row === b.row && a.column !== b.column) return '\t';
  return line.gap ? '\n\n' : '\n';
}

/** A line below a head, without the mark of a list that the head is an item of itself: that list is the page's. */
export function belowHead(head: PageLine, line: PageLine): PageLine {
  if (head.mark === '' || line.mark === '') return line;
  const list = head.block.parent;
  const isItem = line.block.parent === list || line.block.parent?.parent === list;
  return isItem ? { ...line, mark: '' } : line;
}

/** The innermost block around both lines. */
export function commonBlock(a: PageLine, b: PageLine): HtmlBlock {
  let [x, y] = [a.block, b.block];
  while (x !== y) {
    if (x.depth >= y.depth) x = x.parent ?? x;
    else y = y.parent ?? y;
  }
  return x;
}

/** Whether a line stands in a block. */
export function isWithin(line: PageLine, block: HtmlBlock): boolean {
  let at: HtmlBlock | null = line.block;
  while (at !== null && at.depth > block.depth) at = at.parent;
  return at === block;
}
