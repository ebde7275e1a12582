/** Least width of the last column; where there is less, it stands below the others. */
const LEAST = 26;

/**
 * Rows as aligned columns, two blanks apart. The last column is wrapped at words to fit the width; the others keep
 * theirs. Where they leave it too little, it stands on lines of its own, set in.
 */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, i) =>
    Math.max(0, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  const columns = widths.reduce((sum, w) => sum + w + 2, 0);
  const below = count > 1 && width - columns < LEAST;
  const indent = below ? 4 : columns;
  return rows
    .map((row) => {
      const head = widths.map((w, i) => `${row[i] ?? ''}${' '.repeat(w - [...(row[i] ?? '')].length)}  `).join('');
      const cell = wrap(row[count - 1] ?? '', Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line);
      const lines = below ? [head, ...cell] : [head + cell[0]!.slice(indent), ...cell.slice(1)];
      return lines
        .map((line) => line.trimEnd())
        .filter((line, i) => i === 0 || line !== '')
        .join('\n');
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
