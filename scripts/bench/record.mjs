// @ts-check

/**
 * The text of docs/benchmarks.md with a version's results in it: in place of those of the same version, else before all
 * others.
 *
 * @param {string} document
 * @param {string} version
 * @param {string} body
 */
export function withRecord(document, version, body) {
  const [intro = '', ...sections] = document.split(/^(?=## )/m);
  const section = `## ${version}\n\n${body.trimEnd()}\n`;
  const at = sections.findIndex((text) => text.startsWith(`## ${version}\n`));
  if (at >= 0) sections[at] = section;
  else sections.unshift(section);
  return `${intro.trimEnd()}\n\n${sections.map((text) => text.trimEnd()).join('\n\n')}\n`;
}

/**
 * The newest record: of each job and step (`step:NAME`) its processor time over `node -e 0`. `null` where there is none.
 *
 * @param {string} document
 * @returns {{ version: string, overNode: Map<string, number> } | null}
 */
export function lastRecord(document) {
  const [, section] = document.split(/^(?=## )/m);
  const version = /^## (.*)/.exec(section ?? '')?.[1];
  if (section === undefined || version === undefined) return null;
  /** @type {Map<string, number>} */
  const overNode = new Map();
  /** @type {string[]} */
  let names = [];
  for (const line of section.split('\n')) {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length === 0) names = [];
    else if (names.length === 0) names = cells;
    else {
      const figure = Number(cells[names.indexOf('over node')] || Number.NaN);
      if (!Number.isNaN(figure)) overNode.set(names[0] === 'step' ? `step:${cells[0]}` : (cells[0] ?? ''), figure);
    }
  }
  return { version, overNode };
}

/**
 * A document in which the table that begins with a column of that name is another one.
 *
 * @param {string} document
 * @param {string} column
 * @param {string} table
 */
export function withTable(document, column, table) {
  const lines = document.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${column} `));
  if (from < 0) return document;
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return [...lines.slice(0, from), ...table.trimEnd().split('\n'), ...lines.slice(from + length)].join('\n');
}
