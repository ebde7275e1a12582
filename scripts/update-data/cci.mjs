// @ts-check
import { SaxesParser } from 'saxes';
import { input, lines } from './input.mjs';

/** What a reference must say, title and version both (FORMATS G), to be counted to a revision. */
const REVISIONS = [
  { key: 'rev4', title: 'NIST SP 800-53 Revision 4', version: '4' },
  { key: 'rev5', title: 'NIST SP 800-53 Revision 5', version: '5' },
];

/** One control with its statement parts, or several with commas (`SC-37, SC-37 (1)` of CCI-002523). */
const INDEX = /^[A-Z]{2}-\d+[ a-z0-9()]*(?:, [A-Z]{2}-\d+[ a-z0-9()]*)*$/;

/**
 * The text of data/cci.json: of each CCI the status and its indexes of both revisions, without DISA's sentences.
 * Throws on anything that is not as it has ever been, so that a new list is looked at before it is taken.
 *
 * @param {string} path of DISA's U_CCI_List.xml
 */
export function cciData(path) {
  const list = input(path);
  const { version, publishDate, items } = readList(list.text, list.name);
  const source = { document: 'DISA Control Correlation Identifier (CCI) list', file: list.name, version, publishDate };
  const entries = [...items].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{
  "source": ${lines(Object.entries(source), '  ')},
  "sha256": ${lines([[list.name, list.sha256]], '  ')},
  "entries": ${lines(entries, '  ')}
}
`;
}

/**
 * @typedef {{ status: string, rev4: string[], rev5: string[] }} Entry
 * @param {string} text
 * @param {string} name
 */
function readList(text, name) {
  /** @type {Map<string, Entry>} */
  const items = new Map();
  /** @type {Record<string, string>} */
  const metadata = {};
  /** @type {string[]} */
  const path = [];
  /** @type {Entry} */
  let item = { status: '', rev4: [], rev5: [] };
  const parser = new SaxesParser(/** @type {const} */ ({ fileName: name, xmlns: false }));
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name: element, attributes }) => {
    path.push(element);
    if (element === 'cci_item') {
      item = { status: '', rev4: [], rev5: [] };
      const id = attributes.id ?? '';
      if (!/^CCI-\d{6}$/.test(id) || items.has(id)) throw new Error(`${name}: CCI id "${id}" is wrong or there twice`);
      items.set(id, item);
    } else if (element === 'reference') addReference(item, attributes, name);
  });
  parser.on('text', (chunk) => {
    const [parent, element] = path.slice(-2);
    if (parent === 'metadata' && element) metadata[element] = (metadata[element] ?? '') + chunk;
    if (parent === 'cci_item' && element === 'status') item.status += chunk;
  });
  parser.on('closetag', () => path.pop());
  parser.write(text).close();
  for (const [id, { status }] of items) {
    if (status !== 'draft' && status !== 'deprecated') throw new Error(`${name}: ${id} has the new status "${status}"`);
  }
  if (items.size === 0) throw new Error(`${name}: no cci_item in it; is this DISA's U_CCI_List.xml?`);
  return { version: metadata.version ?? null, publishDate: metadata.publishdate ?? null, items };
}

/**
 * Adds a reference's index to its revision, trimmed (15 have trailing blanks) and once (CCI-000240 says `CA-1 a 1`
 * twice). References to Rev 3 and to 800-53A are left out.
 *
 * @param {Entry} item
 * @param {Record<string, string>} attributes
 * @param {string} name
 */
function addReference(item, { title = '', version = '', index = '' }, name) {
  const revision = REVISIONS.find((known) => known.title === title.trim());
  if ((revision?.version ?? version) !== version || (!revision && /^[45]$/.test(version))) {
    throw new Error(`${name}: reference "${title}" with version "${version}": title and version disagree`);
  }
  if (!revision) return;
  const trimmed = index.trim();
  if (!INDEX.test(trimmed)) throw new Error(`${name}: index "${index}" is no control`);
  const list = revision.key === 'rev4' ? item.rev4 : item.rev5;
  if (!list.includes(trimmed)) list.push(trimmed);
}
