/**
 * Rows as aligned columns, two blanks apart. The last column is wrapped at words to fit the width; the others keep
 * theirs.
 */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, i) =>
    Math.max(0, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  const indent = widths.reduce((sum, w) => sum + w + 2, 0);
  const room = Math.max(20, width - indent);
  return rows
    .map((row) => {
      const head = widths.map((w, i) => `${row[i] ?? ''}${' '.repeat(w - [...(row[i] ?? '')].length)}  `).join('');
      const [first = '', ...rest] = wrap(row[count - 1] ?? '', room);
      return [`${head}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
    })
    .join('\n');
}

/** A text broken at blanks into lines no longer than the width, where its words allow. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
