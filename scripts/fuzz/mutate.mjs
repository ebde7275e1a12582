// @ts-check
import fc from 'fast-check';
import { TOKENS } from './texts.mjs';

/**
 * A change to a file: what, and where, as numbers that are taken modulo what is there.
 *
 * @typedef {{ what: string, at: number, length: number, token: string, to: number }} Change
 */

const TEXT_CHANGES = [
  'cut',
  'delete',
  'repeat',
  'insert',
  'replace',
  'move',
  'element',
  'double',
  'rename',
  'attribute',
  'nest',
  'value',
];
const BYTE_CHANGES = ['cut', 'delete', 'flip', 'repeat', 'zero'];

/** @param {string[]} kinds */
const changes = (kinds) =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...kinds),
      at: fc.nat(),
      length: fc.oneof(fc.nat(20), fc.nat(2000)),
      token: fc.constantFrom(...TOKENS),
      to: fc.nat(),
    }),
    { minLength: 1, maxLength: 4 },
  );

/** Changes to a text, and the encoding it is then written in. */
export const textChanges = fc.tuple(
  changes(TEXT_CHANGES),
  fc.constantFrom('utf8', 'utf8', 'utf8', 'utf8', 'utf16le', 'latin1'),
);
export const byteChanges = changes(BYTE_CHANGES);

/**
 * The text after the changes.
 *
 * @param {string} text
 * @param {Change[]} list
 */
export function changedText(text, list) {
  let now = text;
  for (const { what, at, length, token, to } of list) {
    const size = Math.max(1, now.length);
    const from = at % size;
    const until = Math.min(now.length, from + 1 + length);
    const piece = now.slice(from, until);
    if (what === 'cut') now = now.slice(0, from);
    else if (what === 'delete') now = now.slice(0, from) + now.slice(until);
    else if (what === 'repeat') now = now.slice(0, until) + piece.repeat(1 + (to % 50)) + now.slice(until);
    else if (what === 'insert') now = now.slice(0, from) + token + now.slice(from);
    else if (what === 'replace') now = now.slice(0, from) + token + now.slice(until);
    else if (what === 'move') {
      const rest = now.slice(0, from) + now.slice(until);
      const place = to % Math.max(1, rest.length);
      now = rest.slice(0, place) + piece + rest.slice(place);
    } else now = changedMarkup(now, what, at, token, to);
  }
  return now;
}

/**
 * A change that knows tags, attributes and JSON values, so that the file is mostly well formed after it.
 *
 * @param {string} text
 * @param {string} what
 * @param {number} at
 * @param {string} token
 * @param {number} to
 */
function changedMarkup(text, what, at, token, to) {
  const from = at % Math.max(1, text.length);
  if (what === 'value') {
    // A JSON value, or a text between tags.
    const found = find(/(?<=[:[,]\s?)(?:"[^"\\]*"|\d+|true|false|null|\[\]|\{\})|(?<=>)[^<>]+(?=<)/g, text, from);
    if (found === undefined) return text;
    const json = /^["[{\dtfn]/.test(found[0]);
    const values = [
      'null',
      '0',
      '-1',
      '""',
      '[]',
      '{}',
      'true',
      '[null]',
      '{"__proto__":{"x":1}}',
      JSON.stringify(token),
    ];
    const value = json ? values[to % values.length] : token.replace(/[<&]/g, '');
    return text.slice(0, found.index) + value + text.slice(found.index + found[0].length);
  }
  if (what === 'attribute') {
    const found = find(/(?<==)"[^"<]*"/g, text, from);
    if (found === undefined) return text;
    return `${text.slice(0, found.index)}"${token.replace(/[<&"]/g, '')}"${text.slice(found.index + found[0].length)}`;
  }
  const found = find(/<([A-Za-z][\w:.-]*)[^<>]*>/g, text, from);
  const name = found?.[1];
  if (found === undefined || name === undefined) return text;
  const close = `</${name}>`;
  const end = text.indexOf(close, found.index);
  if (end < 0) return text;
  const whole = text.slice(found.index, end + close.length);
  const [before, after] = [text.slice(0, found.index), text.slice(end + close.length)];
  if (what === 'element') return before + after;
  if (what === 'double') return before + whole + whole + after;
  if (what === 'nest') {
    const deep = to % 400;
    return before + found[0].repeat(deep) + whole + close.repeat(deep) + after;
  }
  const other = ['title', 'Rule', 'Group', 'VULN', 'x', 'check', 'ident', 'version'][to % 8];
  return before + whole.replace(`<${name}`, `<${other}`).slice(0, -close.length) + `</${other}>` + after;
}

/**
 * The first match at or after a place, else the first of all.
 *
 * @param {RegExp} pattern
 * @param {string} text
 * @param {number} from
 */
function find(pattern, text, from) {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found !== null) return found;
  pattern.lastIndex = 0;
  return pattern.exec(text) ?? undefined;
}

/**
 * The bytes after the changes.
 *
 * @param {Uint8Array} bytes
 * @param {Change[]} list
 */
export function changedBytes(bytes, list) {
  let now = Buffer.from(bytes);
  for (const { what, at, length, to } of list) {
    if (now.length === 0) break;
    const from = at % now.length;
    const until = Math.min(now.length, from + 1 + length);
    if (what === 'cut') now = now.subarray(0, from);
    else if (what === 'delete') now = Buffer.concat([now.subarray(0, from), now.subarray(until)]);
    else if (what === 'repeat') now = Buffer.concat([now.subarray(0, until), now.subarray(from)]);
    else if (what === 'zero') now.fill(to % 3 === 0 ? 0xff : 0, from, until);
    else now[from] = (now[from] ?? 0) ^ (1 << (to % 8));
  }
  return new Uint8Array(now);
}
