import type { Piece, Sheet } from './sheet.js';

/** A line of a document. */
export interface Line {
  /** The cells, one blank between. */
  text: string;
  cells: Cell[];
  x: number;
  right: number;
  y: number;
  /** Number of its sheet. */
  page: number;
  /** Whether more than a line's distance parts it from the line above; of the first line of a sheet it is not known. */
  apart: boolean;
  first: boolean;
  /** The font of its first piece. */
  font: string;
}

/** Pieces of a line that stand together. */
export interface Cell {
  text: string;
  x: number;
}

/** How much more than the usual distance parts paragraphs; DISA's are a blank line apart (2.0). */
const APART = 1.5;

/** The lines of one sheet from top to bottom: pieces on one base line are one line, from left to right. */
export function linesOf(sheet: Sheet, page: number, pieces: readonly Piece[] = sheet.pieces): Line[] {
  const sorted = [...pieces].sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: Piece[][] = [];
  for (const piece of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && piece.y - last[0]!.y < sheet.pitch * 0.3) last.push(piece);
    else groups.push([piece]);
  }
  return groups.map((group, index) => {
    group.sort((a, b) => a.x - b.x);
    const cells = cellsOf(group, sheet.gap);
    const { y, font } = group[0]!;
    const above = groups[index - 1]?.[0]?.y;
    return {
      text: cells.map((cell) => cell.text).join(' '),
      cells,
      x: group[0]!.x,
      right: group.reduce((right, piece) => Math.max(right, piece.right), 0),
      y,
      page,
      apart: above !== undefined && y - above > sheet.pitch * APART,
      first: above === undefined,
      font,
    };
  });
}

function cellsOf(pieces: readonly Piece[], gap: number): Cell[] {
  const cells: Cell[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const { text, x, right: end } of pieces) {
    const last = cells.at(-1);
    if (last === undefined || x - right > gap) cells.push({ text: text.trim(), x });
    else last.text = tidy(last.text + (x - right > gap / 5 ? ' ' : '') + text);
    right = end;
  }
  return cells;
}

/** One blank for each run of blanks: in a PDF they are places, not characters. */
function tidy(text: string): string {
  return text.includes('  ') || text.endsWith(' ') ? text.replace(/ {2,}/g, ' ').trimEnd() : text;
}

/**
 * Puts broken lines together. A word or id broken at its hyphen (`ESXI-` `70-000012`) goes on without a blank, and so
 * does an address broken at a slash; else one blank stands for the break.
 */
export function joinLines(lines: readonly string[]): string {
  let text = '';
  lines.forEach((line, i) => {
    const above = lines[i - 1] ?? '';
    const goesOn = /^[\p{L}\p{N}]/u.test(line) && (/\S-$/.test(above.slice(-2)) || ADDRESS.test(above.slice(-500)));
    text += (text === '' || goesOn ? '' : ' ') + line;
  });
  return text;
}

/** An address that ends at a slash. */
const ADDRESS = /https?:\/\/\S*\/$/;

/** A number of a heading or a bullet, alone. */
const MARK = /^(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|[-•·▪■◦○●➢])$/;

/** Puts a mark that stands on a line of its own before the next line: so are they in text copied from a PDF. */
export function joinMarks(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const next = MARK.test(line.text) ? lines[i + 1] : undefined;
    if (next === undefined || MARK.test(next.text)) joined.push(line);
    else {
      joined.push({
        ...line,
        text: `${line.text} ${next.text}`,
        cells: [...line.cells, ...next.cells],
        right: next.right,
      });
      i++;
    }
  }
  return joined;
}
