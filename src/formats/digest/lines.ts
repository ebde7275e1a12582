import type { Edit } from '../../model/release-diff.js';

/** A piece of a line. */
export interface Piece {
  op: Edit['op'];
  text: string;
}

/** A line of a word diff, or a fold that stands for unchanged lines. */
export type DiffLine = { pieces: Piece[]; fold: 0 } | { pieces: []; fold: number };

/** Unchanged text at the ends of a long stretch that is shown: a paragraph of DISA's is one line of 2,000 characters. */
const SHOWN = 120;
const LONG = 3 * SHOWN;

/**
 * Edits as lines to show: line ends are those of the texts, formatting alone is no change, unchanged lines further than
 * `context` from a change are folded, long unchanged stretches within a line are shortened with ` … `.
 */
export function diffLines(edits: readonly Edit[], context: number): DiffLine[] {
  const lines = split(edits);
  const near = nearChanges(lines, context);
  const result: DiffLine[] = [];
  for (let i = 0; i < lines.length; ) {
    if (near[i]) {
      result.push({ pieces: shorten(lines[i]!), fold: 0 });
      i++;
      continue;
    }
    let fold = 0;
    for (; i < lines.length && !near[i]; i++) if (!isBlankLine(lines[i]!)) fold++;
    if (fold > 0) result.push({ pieces: [], fold });
  }
  return trimBlank(result);
}

/** Which lines a change lies in, or at most `context` lines away; blank lines do not count. Once through each way. */
function nearChanges(lines: readonly (readonly Piece[])[], context: number): boolean[] {
  const near = new Array<boolean>(lines.length).fill(false);
  const sweep = (from: number, step: 1 | -1) => {
    let left = 0;
    for (let i = from; i >= 0 && i < lines.length; i += step) {
      const line = lines[i]!;
      if (line.some(isChange)) {
        near[i] = true;
        left = context;
      } else if (left > 0) {
        near[i] = true;
        if (!isBlankLine(line)) left--;
      }
    }
  };
  sweep(0, 1);
  sweep(lines.length - 1, -1);
  return near;
}

/** The fold in words. */
export function foldText(fold: number): string {
  return `… ${fold} unchanged ${fold === 1 ? 'line' : 'lines'} …`;
}

/** What is said where the word diff was not made to the end. */
export function coarseText(coarse: 'paragraphs' | 'text' | undefined): string {
  if (coarse === undefined) return '';
  return coarse === 'text'
    ? ', shown as replaced: the texts differ too much'
    : ', partly shown as replaced: too much differs';
}

function isChange(piece: Piece): boolean {
  return piece.op !== 'equal';
}

function isBlankLine(line: readonly Piece[]): boolean {
  return line.every((piece) => piece.text.trim() === '');
}

function split(edits: readonly Edit[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { op, text, formatting } of edits) {
    if (formatting && op === 'delete') continue;
    const kind = formatting ? 'equal' : op;
    text.split('\n').forEach((raw, i) => {
      if (i > 0) lines.push([]);
      const part = raw.replace(/\r/g, '');
      if (part === '') return;
      const line = lines.at(-1)!;
      const last = line.at(-1);
      if (last?.op === kind) last.text += part;
      else line.push({ op: kind, text: part });
    });
  }
  return lines;
}

function shorten(line: readonly Piece[]): Piece[] {
  if (!line.some(isChange)) return [...line];
  return line.map((piece, i) => {
    if (piece.op !== 'equal' || piece.text.length <= LONG) return piece;
    // The blanks next to a change stay: they part its words from the rest.
    if (i === 0) return { op: piece.op, text: `… ${tailOf(piece.text)}` };
    if (i === line.length - 1) return { op: piece.op, text: `${headOf(piece.text)} …` };
    return { op: piece.op, text: `${headOf(piece.text)} … ${tailOf(piece.text)}` };
  });
}

/** The beginning of a text, to the end of a word. */
function headOf(text: string): string {
  const space = text.lastIndexOf(' ', SHOWN);
  return text.slice(0, space > 0 ? space : SHOWN);
}

function tailOf(text: string): string {
  const space = text.indexOf(' ', text.length - SHOWN);
  return text.slice(space > 0 ? space + 1 : text.length - SHOWN);
}

/** Without blank lines at both ends, and never two in a row. */
function trimBlank(lines: readonly DiffLine[]): DiffLine[] {
  const blank = (line: DiffLine | undefined) =>
    line !== undefined && line.fold === 0 && line.pieces.every((p) => p.text.trim() === '');
  const kept = lines.filter((line, i) => !blank(line) || (i > 0 && !blank(lines[i - 1])));
  while (blank(kept.at(-1))) kept.pop();
  return kept;
}
