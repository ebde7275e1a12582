// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * An input file: its base name (no path of this machine gets into the data), text without byte order mark, and SHA-256.
 * Throws on bytes that are not UTF-8.
 *
 * @param {string} path
 */
export function input(path) {
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: basename(path), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), sha256 };
}

/**
 * JSON of flat members, one a line: readable, and a change of one entry is a change of one line.
 *
 * @param {Iterable<[string, unknown]>} members
 * @param {string} indent of the brace that closes
 */
export function lines(members, indent) {
  const list = [...members].map(([key, value]) => `${indent}  ${JSON.stringify(key)}: ${spaced(value)}`);
  return `{\n${list.join(',\n')}\n${indent}}`;
}

/** JSON on one line with blanks where a reader wants them. @param {unknown} value @returns {string} */
function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`);
  return `{ ${members.join(', ')} }`;
}
