import { captionOf } from './headings.js';
import { joinLines, type Line } from './lines.js';
import type { PrintedBlock } from './printed-block.js';
import { isTableLine, readTable, tableEnd } from './tables.js';

/** Bullets of every level: `-`, dots, squares, and the `o` that stands for a hollow dot. */
const BULLET = /^(?:(?:[-*•·▪■◦○●➢]|[oO](?=\s+\p{Lu}))\s+)+/u;
/** `1.`, `a.`, `(1)`: these stay, as the text may refer to them. */
const ENUMERATOR = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})\)|(?:\d{1,2}|[a-z]|[ivx]{2,4})\.)\s+\S/;

interface Open {
  type: 'paragraph' | 'item';
  /** Where the item's mark stands. */
  x: number;
  mark: string;
  lines: string[];
  last: Line;
}

/** Reads the lines of one section into blocks. */
export function readBlocks(lines: readonly Line[]): PrintedBlock[] {
  const blocks: PrintedBlock[] = [];
  let open: Open | null = null;
  let caption: string | null = null;

  const close = () => {
    if (open === null) return;
    const text = joinLines(open.lines);
    if (open.type === 'paragraph') blocks.push({ block: { type: 'paragraph', text }, printed: text });
    else {
      const printed = open.mark + text;
      const last = blocks.at(-1);
      if (last?.block.type === 'list') {
        last.block.items.push(text);
        last.printed += `\n${printed}`;
      } else blocks.push({ block: { type: 'list', items: [text] }, printed });
    }
    open = null;
  };

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const kind = captionOf(line.text);
    if (kind === 'figure') {
      close();
      blocks.push({ block: { type: 'figure', title: line.text }, printed: line.text });
      continue;
    }
    if (kind === 'table') {
      close();
      const last = blocks.at(-1);
      if (last?.block.type === 'table' && last.block.title === null) {
        last.block.title = line.text;
        last.printed += `\n${line.text}`;
        continue;
      }
      caption = line.text;
    }
    const from = kind === 'table' ? i + 1 : i;
    const end: number = tableEnd(lines, from, caption !== null);
    if (end > from && (caption !== null || !BULLET.test(line.text))) {
      close();
      blocks.push(readTable(lines.slice(from, end), caption));
      caption = null;
      i = end - 1;
      continue;
    }
    if (kind === 'table') {
      // The title of a table that is a picture, or whose cells do not stand in columns.
      blocks.push({ block: { type: 'table', title: line.text, header: [], rows: [] }, printed: line.text });
      caption = null;
      continue;
    }
    const bullet = BULLET.exec(line.text)?.[0] ?? null;
    if (bullet !== null || startsEnumeration(line, open, blocks)) {
      close();
      const mark = bullet === null ? '' : `${bullet.trim()} `;
      open = { type: 'item', x: line.x, mark, lines: [line.text.slice(bullet?.length ?? 0)], last: line };
    } else if (open !== null && goesOn(open, line)) {
      open.lines.push(line.text);
      open.last = line;
    } else {
      close();
      open = { type: 'paragraph', x: line.x, mark: '', lines: [line.text], last: line };
    }
  }
  close();
  return blocks;
}

/** An enumeration begins after a blank line or a colon, and goes on after an item. */
function startsEnumeration(line: Line, open: Open | null, blocks: readonly PrintedBlock[]): boolean {
  if (!ENUMERATOR.test(line.text) || isTableLine(line)) return false;
  if (open === null) return line.apart || blocks.length === 0 || blocks.at(-1)!.block.type === 'list';
  return open.type === 'item' || line.apart || /[:.]$/.test(open.last.text);
}

/**
 * Whether a line goes on with the open block. Within a page the distance decides. A sentence that is not at its end
 * goes on on the next page, and also after a blank line if in small letters: texts made from pages have such breaks.
 */
function goesOn(open: Open, line: Line): boolean {
  if (!line.apart && !line.first) return open.type === 'paragraph' || line.x >= open.x;
  if (/[.:;!?]["”’)]?$/.test(open.last.text)) return false;
  return line.first || /^\p{Ll}/u.test(line.text);
}
