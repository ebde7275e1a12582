// @ts-check
import { input, lines } from './input.mjs';

/**
 * The text of data/controls.json: titles of the controls and enhancements of both revisions, by DISA's spelling.
 *
 * A table's first line says what it holds and its columns: `# NIST SP 800-53 Rev 4, 2015-01-22: OSCAL id, label, title,
 * status`. Columns are found by these names, since the two tables have not the same.
 *
 * @param {string[]} paths of the title tables, one a revision, in any order
 */
export function controlsData(paths) {
  const tables = paths.map(readTable).sort((a, b) => (a.revision < b.revision ? -1 : 1));
  if (tables.map((table) => table.revision).join() !== '4,5') {
    throw new Error(`wanted one table of titles of Rev 4 and one of Rev 5, got Rev ${tables.map((t) => t.revision)}`);
  }
  const sources = tables.map((t) => [`rev${t.revision}`, { document: t.document, file: t.name }]);
  const hashes = tables.map((t) => [t.name, t.sha256]);
  return `{
  "source": ${lines(/** @type {[string, unknown][]} */ (sources), '  ')},
  "sha256": ${lines(/** @type {[string, unknown][]} */ (hashes), '  ')},
  "entries": {
${tables.map((table) => `    "rev${table.revision}": ${lines(table.entries, '    ')}`).join(',\n')}
  }
}
`;
}

/** @param {string} path */
function readTable(path) {
  const { name, text, sha256 } = input(path);
  const [head = '', ...rows] = text.split(/\r?\n/);
  const heading = /^# (NIST SP 800-53 Rev (\d).*): ([^:]+)$/.exec(head);
  if (!heading) throw new Error(`${name}: the first line does not name document and columns: "${head}"`);
  const [, document = '', revision = '', names = ''] = heading;
  const columns = names.split(',').map((column) => column.trim());
  /** @type {Map<string, { title: string, withdrawn?: true }>} */
  const entries = new Map();
  for (const [at, row] of rows.entries()) {
    if (row === '') continue;
    const cells = row.split('\t');
    const cell = (/** @type {string} */ column) => cells[columns.indexOf(column)]?.trim() ?? '';
    const label = /^([A-Z]{2}-\d+)(?:\((\d+)\))?$/.exec(cell('label'));
    const key = label ? label[1] + (label[2] ? ` (${label[2]})` : '') : '';
    if (key === '' || cell('title') === '' || entries.has(key)) {
      throw new Error(`${name}:${at + 2}: label or title is missing, or there twice: "${row}"`);
    }
    entries.set(key, { title: cell('title'), ...(cell('status') === 'withdrawn' ? { withdrawn: true } : {}) });
  }
  return { name, sha256, document, revision, entries };
}
