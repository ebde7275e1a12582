import type { Pdf } from '../../io/pdf.js';

/** A page of a document as pieces of text with places: the common form of a PDF's page and of a page of plain text. */
export interface Sheet {
  width: number;
  height: number;
  /** Distance of two lines of one paragraph. */
  pitch: number;
  /** Horizontal distance from which two pieces of a line are two cells. */
  gap: number;
  pieces: Piece[];
}

/** A piece of one line. */
export interface Piece {
  text: string;
  /** Left edge; in a text the column, a tab being one column of 1,000. */
  x: number;
  right: number;
  /** Base line, downwards. */
  y: number;
  font: string;
}

/** Line distance of DISA's documents, in sizes of the letters: 13.8 for 12. */
const PITCH = 1.15;
/** Where cells part, in sizes of the letters: a blank is a quarter. */
const GAP = 0.8;
/** What is written one after the other and this close is one piece: a blank of Courier is 0.6. */
const WORD = 0.65;
/** What is closer is one word. */
const LETTERS = 0.15;
const TAB = 1_000;

/** The sheets of a PDF, one a page. */
export function pdfSheets(pdf: Pdf): Sheet[] {
  return pdf.pages.map(({ width, height, items }) => {
    const size = commonSize(items.map((item) => item.height)) || 12;
    const pieces: Piece[] = [];
    for (const { text, x, y, width, font } of items) {
      const last = pieces.at(-1);
      if (text.trim() === '') continue;
      const gap = last !== undefined && last.y === y && last.font === font ? x - last.right : Number.NaN;
      if (Math.abs(gap) <= size * WORD) {
        last!.text += (gap > size * LETTERS && !/\s$/.test(last!.text) ? ' ' : '') + text;
        last!.right = x + width;
      } else pieces.push({ text, x, right: x + width, y, font });
    }
    return { width, height, pitch: size * PITCH, gap: size * GAP, pieces };
  });
}

/**
 * The sheets of a text, parted by form feeds. Cells are parted by tabs or by three and more blanks (`cells` says how
 * many); what is parted by fewer stays one piece with its blanks.
 */
export function textSheets(text: string, cells = 3): Sheet[] {
  const between = new RegExp(`\\t| {${cells},}`, 'g');
  return text.split('\f').map((page) => {
    const lines = page.split(/\r\n|\n|\r/);
    const pieces: Piece[] = [];
    lines.forEach((line, y) => {
      let column = 0;
      let start = 0;
      const add = (end: number) => {
        const raw = line.slice(start, end);
        const lead = raw.length - raw.trimStart().length;
        const trimmed = raw.trim();
        const x = column + lead;
        if (trimmed !== '') pieces.push({ text: trimmed, x, right: x + trimmed.length, y, font: '' });
      };
      for (const match of line.matchAll(between)) {
        add(match.index);
        const end = match.index + match[0].length;
        column = match[0] === '\t' ? (Math.floor(column / TAB) + 1) * TAB : column + (end - start);
        start = end;
      }
      add(line.length);
    });
    return {
      width: pieces.reduce((width, piece) => Math.max(width, piece.right), 0),
      height: lines.length,
      pitch: 1,
      gap: cells - 0.5,
      pieces,
    };
  });
}

function commonSize(sizes: number[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const size of sizes) {
    const rounded = Math.round(size);
    if (rounded === 0) continue;
    const count = (counts.get(rounded) ?? 0) + 1;
    counts.set(rounded, count);
    if (count > (counts.get(best) ?? 0)) best = rounded;
  }
  return best;
}
