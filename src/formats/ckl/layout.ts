import { encodable } from '../../io/encode.js';
import type { Encoding } from '../../io/source.js';
import { escapeText, replaceForbidden } from '../../io/xml-writer.js';
import { ANSWERS, VULN_ATTRIBUTES } from './names.js';
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

/** Escapes a text in a file's manner. `name` is that of the value it is. */
export function escapeIn(style: Style, text: string, name: string, onReplaced: OnReplaced): string {
  if (text === '') return '';
  const clean = replaceForbidden(text);
  if (clean.count > 0) onReplaced(clean.count, name);
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
  const { frames, end } = vulnFrames(style);
  let xml = '<VULN>';
  for (const values of [data, answers]) {
    for (const [name, text] of values) {
      const { before, after } = frames.get(name)!;
      xml += before + escapeIn(style, text ?? '', name, onReplaced) + after;
    }
  }
  return xml + end;
}

/** What stands around the values of a VULN. */
interface VulnFrames {
  frames: ReadonlyMap<string, { before: string; after: string }>;
  end: string;
}

/** It is the same for each of hundreds of rules, and makes up half of a file: it is put together once. */
const framesOf = new WeakMap<Style, VulnFrames>();

function vulnFrames(style: Style): VulnFrames {
  const known = framesOf.get(style);
  if (known !== undefined) return known;
  const line = (depth: number) => style.eol + style.unit.repeat(depth);
  const frames = new Map<string, { before: string; after: string }>();
  const frame = (name: string, xml: string) => {
    const at = xml.lastIndexOf('></') + 1;
    frames.set(name, { before: line(4) + xml.slice(0, at), after: xml.slice(at) });
  };
  const none: OnReplaced = () => {};
  for (const name of VULN_ATTRIBUTES) frame(name, pairElement(style, line(4), 'STIG_DATA', [name, ''], none));
  for (const name of ANSWERS) frame(name, leafElement(style, [name, ''], none));
  const made = { frames, end: `${line(3)}</VULN>` };
  framesOf.set(style, made);
  return made;
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
  return `<${name}>${escapeIn(style, text ?? '', name, onReplaced)}</${name}>`;
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
  const value = text === null ? '' : `${inner}<${valueTag}>${escapeIn(style, text, name, onReplaced)}</${valueTag}>`;
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
