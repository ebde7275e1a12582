import { XMLParser } from 'fast-xml-parser';
import { StigError } from './diagnostic.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Source } from './source.js';
import { walkXml as walkStrictly } from './xml.js';
import { NO_ATTRIBUTES, nameOf, newAttributes, XmlBuilder } from './xml-builder.js';
import { repairXml } from './xml-repair.js';
import { decodeReferences } from './xml-text.js';
import type { WalkXml } from './xml-walk.js';

/**
 * Walks what a broken document still holds. A well-formed one is walked strictly; of a broken one the first error is
 * reported with its place, then how many start tags of each name stand in the source and how many elements were read.
 * Elements that the end of the file cuts off are not given, so that no text is taken for whole that is not. A DOCTYPE
 * and limits stop the reading here too.
 */
export const walkXml: WalkXml = (source, visitor, limits = DEFAULT_LIMITS, report = () => {}) => {
  const error = firstError(source, limits);
  if (error === undefined) {
    walkStrictly(source, visitor, limits);
    return;
  }
  const first = error.diagnostics[0]!;
  if (first.code !== 'xml-malformed') throw error;
  report({ ...first, severity: 'warning' });
  walkBroken(source, visitor, limits, report);
};

function firstError(source: Source, limits = DEFAULT_LIMITS): StigError | undefined {
  try {
    walkStrictly(source, { open: () => 'skip' }, limits);
    return undefined;
  } catch (error) {
    if (error instanceof StigError) return error;
    throw error;
  }
}

const TEXT = '#text';
const CDATA = '#cdata';
const COMMENT = '#comment';
const ATTRIBUTES = ':@';
const PREFIX = '@';
/** Stands for CR while the parser has the text, as it makes CRLF one LF. Text decoded from bytes never holds it alone. */
const CR = '\udc0d';
const PLACE = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** A node of fast-xml-parser: one member named as the element, its attributes, and where it stands. */
type Node = Record<string, unknown> & { [PLACE]?: { startIndex: number; endIndex?: number } };

/** Walks with the tolerant parser, whatever the document's state. */
export const walkBroken: WalkXml = (source, visitor, limits = DEFAULT_LIMITS, report = () => {}) => {
  const builder = new XmlBuilder(source, visitor, limits);
  const { text, sourceOffset, startTags, doctype } = repairXml(source.text);
  if (doctype !== undefined) {
    builder.fail(doctype, 'xml-doctype', 'the file has a DOCTYPE, which is refused');
  }
  const read = new Map<string, number>();
  /** Where the search for the next piece of markup begins. */
  let at = 0;

  function walk(nodes: Node[]): void {
    for (const node of nodes) {
      const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
      if (name === undefined) continue;
      if (name === TEXT) textNode(restored(node[TEXT]), true);
      else if (name === CDATA) textNode(contentOf(node[CDATA]), false);
      else if (name === COMMENT) comment(contentOf(node[COMMENT]));
      else element(name, node);
    }
  }

  function textNode(raw: string, encoded: boolean): void {
    if (!encoded) at = text.indexOf(']]>', at) + 3;
    if (builder.taking) builder.text(encoded ? decodeReferences(raw) : raw, sourceOffset(at));
  }

  function comment(content: string): void {
    const start = text.indexOf('<!--', at);
    at = text.indexOf('-->', start) + 3;
    builder.comment(content, sourceOffset(start), sourceOffset(at));
  }

  function element(name: string, node: Node): void {
    const { startIndex: start, endIndex: end } = node[PLACE]!;
    const contentStart = tagEnd(start);
    at = contentStart;
    const selfClosing = text[contentStart - 2] === '/';
    builder.open(nameOf(name), attributesOf(node[ATTRIBUTES]), sourceOffset(start), sourceOffset(contentStart));
    walk(node[name] as Node[]);
    if (end === undefined) {
      builder.abandon();
      return;
    }
    read.set(name, (read.get(name) ?? 0) + 1);
    const contentEnd = selfClosing ? contentStart : text.lastIndexOf('<', end - 1);
    at = end;
    builder.close(sourceOffset(contentEnd), sourceOffset(end));
  }

  /** Offset after a start tag's `>`, which may stand in an attribute's value too. */
  function tagEnd(start: number): number {
    TAG.lastIndex = start;
    TAG.test(text);
    return TAG.lastIndex;
  }

  walk(parse(text, limits.depth, builder));
  const lost = [...startTags].filter(([name, count]) => (read.get(name) ?? 0) < count);
  report({
    code: 'xml-recovered',
    severity: 'warning',
    file: source.name,
    message:
      lost.length === 0
        ? 'broken XML was read leniently; no element was lost'
        : `broken XML was read leniently; of the source's elements were read whole: ${lost
            .map(([name, count]) => `${name} ${read.get(name) ?? 0} of ${count}`)
            .join(', ')}`,
    hint: 'Mend the file at the first error, or compare what was read with the source.',
  });
};

const TAG = /<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/y;

function parse(text: string, depth: number, builder: XmlBuilder): Node[] {
  const parser = new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: false,
    // Without a prefix the parser refuses names like `constructor`.
    attributeNamePrefix: PREFIX,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    // References are decoded by us, once; no entity is ever expanded.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: CDATA,
    commentPropName: COMMENT,
    strictReservedNames: false,
    // Elements are nodes with one member; a name is never looked up in them.
    onDangerousProperty: (name) => name,
    maxNestedTags: depth,
    jPath: false,
  });
  try {
    return parser.parse(text.replace(/\r/g, CR)) as Node[];
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('Maximum nested tags')) {
      builder.fail(0, 'limit-exceeded', `elements are nested deeper than the limit depth=${depth}`);
    }
    return builder.fail(0, 'xml-malformed', `not well formed, and nothing of it can be saved: ${message}`);
  }
}

function restored(text: unknown): string {
  return String(text).replaceAll(CR, '\r');
}

function contentOf(nodes: unknown): string {
  return (nodes as Node[]).map((node) => restored(node[TEXT])).join('');
}

function attributesOf(parsed: unknown): Record<string, string> {
  if (parsed === undefined) return NO_ATTRIBUTES;
  const attributes = newAttributes();
  for (const [name, value] of Object.entries(parsed as Record<string, unknown>)) {
    attributes[name.slice(PREFIX.length)] = decodeReferences(restored(value).replace(/\r\n|[\t\r\n]/g, ' '));
  }
  return attributes;
}
