import { encodable } from '../../io/encode.js';
import type { Encoding } from '../../io/source.js';
import { escapeText, replaceForbidden } from '../../io/xml-writer.js';
import { ANSWERS } from './names.js';
import type { Value, Viewer } from './values.js';

/** How a file spells what XML leaves open. */
export interface Style {
  viewer: Viewer;
  /** Line end between elements; `''` of a file without any (STIGQter). */
  eol: string;
  /** One level of indent. */
  unit: string;
  /** How a carriage return within a text is written; `''` where it is dropped (CRLF to LF, as STIG Viewer 2 has it). */
  cr: string;
  /** How `"` and `'` within a text are written. */
  quote: string;
  apostrophe: string;
  encoding: Encoding;
}

/** STIG Viewer's own style (FORMATS B.1). */
export function viewerStyle(viewer: Viewer): Style {
  const cr = viewer === 3 ? '&#xD;' : '';
  return { viewer, eol: '\n', unit: '\t', cr, quote: '"', apostrophe: "'", encoding: 'utf-8' };
}

/** Takes the number of characters replaced in a value, and which value it was. */
export type OnReplaced = (count: number, value: string) => void;

/** Escapes a text in a file's manner. */
export function escapeIn(style: Style, text: string, onReplaced: (count: number) => void): string {
  const clean = replaceForbidden(text);
  if (clean.count > 0) onReplaced(clean.count);
  let escaped = escapeText(clean.text);
  if (style.quote !== '"') escaped = escaped.replaceAll('"', style.quote);
  if (style.apostrophe !== "'") escaped = escaped.replaceAll("'", style.apostrophe);
  if (escaped.includes('\r')) {
    escaped = style.cr === '' ? escaped.replace(/\r\n?/g, '\n') : escaped.replaceAll('\r', style.cr);
  }
  // A parser makes a CRLF in the file one LF again.
  if (style.eol === '\r\n') escaped = escaped.replaceAll('\n', '\r\n');
  if (style.encoding === 'windows-1252') {
    escaped = escaped.replace(/[^\u0000-\u007f]/gu, (c) =>
      encodable(c, style.encoding) ? c : `&#x${c.codePointAt(0)!.toString(16).toUpperCase()};`,
    );
  }
  return escaped;
}

/** A VULN element, without what stands before it. */
export function vulnElement(
  style: Style,
  data: readonly Value[],
  answers: readonly Value[],
  onReplaced: OnReplaced,
): string {
  const line = (depth: number) => style.eol + style.unit.repeat(depth);
  let xml = '<VULN>';
  for (const value of data) xml += line(4) + pairElement(style, line(4), 'STIG_DATA', value, onReplaced);
  for (const value of answers) xml += line(4) + leafElement(style, value, onReplaced);
  return `${xml}${line(3)}</VULN>`;
}

/** A STIG_INFO element. */
export function infoElement(style: Style, info: readonly Value[], onReplaced: OnReplaced): string {
  const line = (depth: number) => style.eol + style.unit.repeat(depth);
  let xml = '<STIG_INFO>';
  for (const value of info) xml += line(4) + pairElement(style, line(4), 'SI_DATA', value, onReplaced);
  return `${xml}${line(3)}</STIG_INFO>`;
}

/** An ASSET element. */
export function assetElement(style: Style, values: readonly Value[], onReplaced: OnReplaced): string {
  const line = (depth: number) => style.eol + style.unit.repeat(depth);
  return `<ASSET>${values.map((value) => line(2) + leafElement(style, value, onReplaced)).join('')}${line(1)}</ASSET>`;
}

/** An element that holds a text: always an opening and a closing tag (FORMATS B.1). */
export function leafElement(style: Style, [name, text]: Value, onReplaced: OnReplaced): string {
  return `<${name}>${escapeIn(style, text ?? '', (count) => onReplaced(count, name))}</${name}>`;
}

const PAIRS = {
  STIG_DATA: ['VULN_ATTRIBUTE', 'ATTRIBUTE_DATA'],
  SI_DATA: ['SID_NAME', 'SID_DATA'],
} as const;

/** A STIG_DATA or SI_DATA: a name and its value. `line` is what stands before it: line end and indent. */
export function pairElement(
  style: Style,
  line: string,
  tag: keyof typeof PAIRS,
  [name, text]: Value,
  onReplaced: OnReplaced,
): string {
  const [nameTag, valueTag] = PAIRS[tag];
  const inner = line.includes('\n') ? line + style.unit : line;
  const value =
    text === null
      ? ''
      : `${inner}<${valueTag}>${escapeIn(style, text, (count) => onReplaced(count, name))}</${valueTag}>`;
  return `<${tag}>${inner}<${nameTag}>${name}</${nameTag}>${value}${line}</${tag}>`;
}

/** The tags of the name and the value within a STIG_DATA or SI_DATA; `undefined` for another element. */
export function pairTags(tag: string): readonly [name: string, value: string] | undefined {
  return tag === 'STIG_DATA' || tag === 'SI_DATA' ? PAIRS[tag] : undefined;
}

/** Whether a value of a VULN is an element of its own, not a STIG_DATA. */
export function isAnswer(name: string): boolean {
  return (ANSWERS as readonly string[]).includes(name);
}
