import type { RevisionEntry, RevisionHistory } from '../../model/documents.js';
import { isoDate } from '../../model/release.js';
import { idsIn, readBullet } from './bullet.js';
import { type Column, type Table, tablesOf } from './columns.js';
import { readFront } from './front.js';
import { joinLines, type Line, linesOf } from './lines.js';
import type { Sheet } from './sheet.js';
import { between } from './sorted.js';

/** A revision history, but for what its input was. */
export type RevisionHistoryContent = Omit<RevisionHistory, 'sources'>;

/** A row of the table: one release, over one page or several. */
interface Row {
  releaseName: string | null;
  date: string | null;
  documents: Block[];
  changes: Block[];
}

/** Lines of a cell that belong together: a bullet, a heading, a document. */
interface Block {
  bullet: boolean;
  lines: Line[];
  /** Whether a blank line stands before. */
  apart: boolean;
}

const BULLET = /^[-–•·*]\s+/;
const RELEASE = /\bV\d+R\d+(?:\.\d+)?\b/;

/** Reads a revision history. The lines are those of the document, for its title page; the sheets are without margins. */
export function readRevisionHistory(lines: readonly Line[], sheets: readonly Sheet[]): RevisionHistoryContent {
  const rows: Row[] = [];
  sheets.forEach((sheet, page) => {
    for (const table of tablesOf(sheet, page)) addRows(table, rows);
  });
  const entries = rows.flatMap(entriesOf);
  // The table's cells as well: in the lines a product broken over two lines of a column is not to be found.
  const text = [...lines.map((line) => line.text), ...entries.map((entry) => entry.document ?? '')].join('\n');
  const { title, product, releaseName, date } = readFront(lines, text);
  return { kind: 'revision-history', title, product, releaseName, date, entries };
}

/** Adds a table's rows. What stands above its first release belongs to the last row of the page before. */
function addRows(table: Table, rows: Row[]): void {
  const { pitch } = table.sheet;
  const cell = (column: Column) => linesOf(table.sheet, table.page, table.pieces[column]);
  const columns = { release: cell('release'), document: cell('document'), change: cell('change'), date: cell('date') };
  const starts: number[] = [];
  for (const { y } of [...columns.release, ...columns.date].sort((a, b) => a.y - b.y)) {
    if (starts.length === 0 || y - starts.at(-1)! > pitch * 1.5) starts.push(y);
  }
  for (const [i, start] of [Number.NEGATIVE_INFINITY, ...starts].entries()) {
    const end = starts[i] ?? Number.POSITIVE_INFINITY;
    const within = (lines: Line[]) => between(lines, start - pitch / 2, end - pitch / 2);
    const changes = blocksOf(within(columns.change));
    const documents = blocksOf(within(columns.document));
    const last = rows.at(-1);
    if (start === Number.NEGATIVE_INFINITY && last !== undefined) {
      append(last.changes, changes);
      append(last.documents, documents);
    } else if (start !== Number.NEGATIVE_INFINITY || changes.length > 0) {
      const text = (lines: Line[]) => joinLines(within(lines).map((line) => line.text));
      const releaseName = RELEASE.exec(text(columns.release))?.[0] ?? null;
      rows.push({ releaseName, date: isoDate(text(columns.date)), documents, changes });
    }
  }
}

/** Parts a cell at its bullets and blank lines. */
function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    const bullet = BULLET.test(line.text) && !(last?.bullet && isIdsAlone(last, line));
    if (last === undefined || bullet || line.apart || (!last.bullet && endsHeading(last))) {
      blocks.push({ bullet, lines: [line], apart: line.apart });
    } else last.lines.push(line);
  }
  return blocks;
}

/** Whether a bullet has ids alone so far: then the line that begins with a dash has its words, not another bullet. */
function isIdsAlone(block: Block, line: Line): boolean {
  const text = textOf(block);
  if (/[.,]$/.test(text) || idsIn(text) === null) return false;
  return idsIn(line.text.replace(BULLET, '').split(/[\s,]/)[0] ?? '') === null;
}

function endsHeading(block: Block): boolean {
  return /\bV\d+R\d+(?:\.\d+)?:?$|:$/.test(block.lines.at(-1)!.text.slice(-40));
}

/** Adds the blocks of the next page: one that begins in the middle goes on with the last. */
function append(blocks: Block[], more: Block[]): void {
  const [first, ...rest] = more;
  const last = blocks.at(-1);
  if (first === undefined) return;
  const heading = RELEASE.test(textOf(first)) && endsHeading(first);
  if (last === undefined || first.bullet || (!last.bullet && endsHeading(last)) || heading) blocks.push(first);
  else last.lines.push(...first.lines);
  blocks.push(...rest);
}

function textOf(block: Block): string {
  return joinLines(block.lines.map((line) => line.text)).replace(BULLET, '');
}

/**
 * The entries of a row: one a bullet. A heading above bullets names the STIG they are of. A bullet without ids that a
 * blank line parts from those under a heading speaks of the whole package: no heading and no document are its own.
 */
function entriesOf(row: Row): RevisionEntry[] {
  const entries: RevisionEntry[] = [];
  const documentAt = documentReader(row.documents);
  let heading: string | null = null;
  let general = false;
  for (const [i, block] of row.changes.entries()) {
    const text = textOf(block);
    if (!block.bullet && endsHeading(block) && row.changes[i + 1]?.bullet) {
      heading = text.replace(/:$/, '');
      general = false;
      continue;
    }
    const { stigIds, text: words } = readBullet(text);
    if (heading !== null && block.apart && stigIds.length === 0) {
      heading = null;
      general = true;
    }
    const beside = documentAt(block.lines[0]!);
    const document = general && row.documents.length > 1 ? null : beside;
    const releaseName = row.releaseName ?? (heading === null ? null : (RELEASE.exec(heading)?.[0] ?? null));
    entries.push({ releaseName, date: row.date, document, heading, stigIds, text: words });
  }
  return entries;
}

/** Gives the document beside a line, asked from top to bottom: the row's only one, else the last that begins above. */
function documentReader(documents: readonly Block[]): (line: Line) => string | null {
  const texts = documents.map(textOf);
  let at = 0;
  return ({ page, y }) => {
    const begins = (block: Block | undefined) => {
      const first = block?.lines[0];
      return first !== undefined && (first.page < page || (first.page === page && first.y <= y));
    };
    while (begins(documents[at + 1])) at++;
    return texts[at] ?? null;
  };
}
