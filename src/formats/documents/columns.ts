import type { Piece, Sheet } from './sheet.js';
import { between } from './sorted.js';

/** Columns of DISA's revision table. The first is missing in packages whose STIGs have releases of their own. */
export type Column = 'release' | 'document' | 'change' | 'date';

/** A header of the table and what stands below it, up to the next header or the end of the sheet. */
export interface Table {
  sheet: Sheet;
  page: number;
  pieces: Record<Column, Piece[]>;
}

const WORDS: Record<string, Column> = {
  'Revision Number': 'release',
  Revision: 'release',
  Number: 'release',
  'Document Revised': 'document',
  Document: 'document',
  Revised: 'document',
  'Description of Change': 'change',
  'Release Date': 'date',
};
const DATE = /\s\d{1,2} [A-Z][a-z]{2,8} \d{4}$/;

/** The tables of a sheet, whose margins have been taken off. */
export function tablesOf(sheet: Sheet, page: number): Table[] {
  const sorted = [...sheet.pieces].sort((a, b) => a.y - b.y);
  const headers = sorted
    .filter((piece) => columnNamed(piece) === 'change')
    .map((piece) => headerAt(sorted, piece, sheet.pitch * 1.2))
    .filter(standsInColumns);
  return headers.map((header, i) => {
    const end = headers[i + 1]?.top ?? Number.POSITIVE_INFINITY;
    const below = between(sorted, header.bottom, end).filter(({ y, text }) => y > header.bottom && !isTitle(text));
    const edges = edgesOf(header, below);
    const pieces: Table['pieces'] = { release: [], document: [], change: [], date: [] };
    for (const piece of below.flatMap((piece) => splitDate(piece, header, edges))) {
      const column = edges.findLast(([, edge]) => piece.x >= edge - 2)?.[0] ?? edges[0]![0];
      pieces[column].push(piece);
    }
    return { sheet, page, pieces };
  });
}

interface Header {
  top: number;
  bottom: number;
  /** Extent of each column's words, from left to right. */
  columns: { column: Column; left: number; right: number }[];
}

/** The header around the words `Description of Change`: those of narrow columns stand on two lines, above and below. */
function headerAt(sorted: readonly Piece[], change: Piece, reach: number): Header {
  const words = between(sorted, change.y - reach, change.y + reach).filter((piece) => columnNamed(piece) !== null);
  const columns: Header['columns'] = [];
  for (const column of ['release', 'document', 'change', 'date'] as const) {
    const own = words.filter((piece) => columnNamed(piece) === column);
    if (own.length === 0) continue;
    columns.push({ column, left: Math.min(...own.map((p) => p.x)), right: Math.max(...own.map((p) => p.right)) });
  }
  const ys = words.map((piece) => piece.y);
  return { top: Math.min(...ys), bottom: Math.max(...ys), columns };
}

/** Whether the header's words stand side by side: in a text without layout they stand one below the other. */
function standsInColumns({ columns }: Header): boolean {
  const names = columns.map(({ column }) => column);
  return (
    names.includes('document') &&
    names.includes('date') &&
    columns.every(({ left }, i) => i === 0 || left >= columns[i - 1]!.right)
  );
}

/**
 * The left edge of each column. Headers are centred and cells are not, so a column begins left of its header's words:
 * where the most pieces begin between the words of the header before and its own.
 */
function edgesOf(header: Header, pieces: readonly Piece[]): [Column, number][] {
  return header.columns.map(({ column, left }, i) => {
    const before = header.columns[i - 1];
    if (before === undefined) return [column, Number.NEGATIVE_INFINITY];
    const counts = new Map<number, number>();
    for (const { x, text } of pieces) {
      if (x <= before.right || x > left + 2) continue;
      if (column === 'date' && !DATE.test(` ${text}`)) continue;
      counts.set(x, (counts.get(x) ?? 0) + 1);
    }
    let [edge, most] = [left, 0];
    for (const [x, count] of counts) if (count > most || (count === most && x < edge)) [edge, most] = [x, count];
    return [column, edge];
  });
}

/**
 * A date that stands one blank after a full line of the cell before, in a text: pdftotext moves it aside where it has
 * no room. In a PDF each cell is written by itself.
 */
function splitDate(piece: Piece, header: Header, edges: readonly [Column, number][]): Piece[] {
  const edge = edges.find(([column]) => column === 'date')?.[1];
  const date = DATE.exec(piece.text);
  if (piece.font !== '' || date === null || edge === undefined || piece.x >= edge - 2) return [piece];
  const x = piece.x + date.index + 1;
  if (x <= header.columns.find(({ column }) => column === 'change')!.right) return [piece];
  return [
    { ...piece, text: piece.text.slice(0, date.index), right: x - 1 },
    { ...piece, text: date[0].trim(), x: Math.max(x, edge) },
  ];
}

function columnNamed(piece: Piece): Column | null {
  const words = piece.text.trim().replace(/\s+/g, ' ');
  return Object.hasOwn(WORDS, words) ? WORDS[words]! : null;
}

function isTitle(text: string): boolean {
  return text.trim() === 'REVISION HISTORY';
}
