/** An SQL block of a document: what its fence says after `sql`, its statements, and the table that follows it. */
export interface SqlBlock {
  form: string;
  sql: string;
  /** The heading it stands under. */
  heading: string;
  table: string[][] | null;
  line: number;
}

/** The ```sql blocks of a document in order. A table stands after an empty line; its first row are the names. */
export function sqlBlocksIn(markdown: string): SqlBlock[] {
  const lines = markdown.split('\n');
  const blocks: SqlBlock[] = [];
  let heading = '';
  for (let i = 0; i < lines.length; i++) {
    heading = /^#+ (.*)/.exec(lines[i]!)?.[1] ?? heading;
    const form = /^```sql(?: (\w+))?$/.exec(lines[i]!);
    if (form === null) continue;
    const line = i + 1;
    const end = lines.indexOf('```', i);
    const sql = lines.slice(i + 1, end).join('\n');
    i = end;
    const rows: string[][] = [];
    for (let t = end + 2; lines[t]?.startsWith('|'); t++) rows.push(cellsOf(lines[t]!));
    blocks.push({
      form: form[1] ?? '',
      sql,
      heading,
      table: rows.length === 0 ? null : [rows[0]!, ...rows.slice(2)],
      line,
    });
  }
  return blocks;
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
