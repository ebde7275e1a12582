import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { StigError } from './diagnostic.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { XmlElement } from './xml-element.js';
import type { WalkXml } from './xml-walk.js';

/**
 * Walks a document strictly, with saxes. A DOCTYPE, anything not well formed and an undeclared prefix throw a StigError
 * with line and column. No entity but XML's five and numeric ones is known.
 *
 * The text of elements is cut out of the source and decoded here, not taken from the parser, which would make CRLF one
 * LF: STIG Viewer 3 keeps carriage returns (FORMATS B.1), so the model must. The parser still checks every character.
 */
export const walkXml: WalkXml = (source, visitor, limits = DEFAULT_LIMITS) => {
  const { text } = source;
  /** Entered elements, outermost first. */
  const path: XmlElement[] = [];
  /** The element being taken or skipped and those open within it, outermost first. */
  const inner: XmlElement[] = [];
  let taking = false;
  /** End of the last piece of markup: text runs from here to the next `<`. */
  let markupEnd = 0;
  const prefixes = new Set(['xml']);
  const parser = new SaxesParser({ xmlns: false, fragment: false });

  function fail(offset: number, code: 'xml-malformed' | 'xml-doctype' | 'limit-exceeded', message: string): never {
    throw new StigError(source.diagnosticAt(offset, { code, severity: 'error', message }));
  }

  function takeText(end: number): void {
    if (!taking || end <= markupEnd) return;
    if (end - markupEnd > limits.text)
      fail(markupEnd, 'limit-exceeded', `a text is longer than the limit text=${limits.text}`);
    append(inner[inner.length - 1]!, decodeReferences(text.slice(markupEnd, end)));
  }

  function check(element: XmlElement): void {
    if (path.length + inner.length >= limits.depth) {
      fail(element.start, 'limit-exceeded', `elements are nested deeper than the limit depth=${limits.depth}`);
    }
    for (const name in element.attributes) {
      if (name.startsWith('xmlns:')) prefixes.add(name.slice(6));
      if (element.attributes[name]!.length > limits.attribute) {
        fail(
          element.start,
          'limit-exceeded',
          `the attribute ${name} is longer than the limit attribute=${limits.attribute}`,
        );
      }
    }
    if (element.prefix !== '' && !prefixes.has(element.prefix)) {
      fail(element.start, 'xml-malformed', `not well formed: the prefix ${element.prefix} is not declared`);
    }
  }

  parser.on('error', (error) => {
    const reason = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
    fail(Math.min(parser.position, text.length), 'xml-malformed', `not well formed: ${reason}`);
  });
  parser.on('doctype', () =>
    fail(text.indexOf('<!DOCTYPE'), 'xml-doctype', 'the file has a DOCTYPE, which is refused'),
  );

  parser.on('opentag', (tag: SaxesTagPlain) => {
    const start = text.indexOf('<', markupEnd);
    takeText(start);
    markupEnd = parser.position;
    const element = elementOf(tag, start, markupEnd);
    check(element);
    if (inner.length > 0) {
      if (taking) inner[inner.length - 1]!.children.push(element);
      inner.push(element);
      return;
    }
    const visit = visitor.open(element, path);
    if (visit === 'enter') path.push(element);
    else {
      taking = visit === 'take';
      inner.push(element);
    }
  });

  parser.on('closetag', (tag: SaxesTagPlain) => {
    const contentEnd = tag.isSelfClosing ? markupEnd : text.indexOf('<', markupEnd);
    takeText(contentEnd);
    markupEnd = parser.position;
    const taken = inner.pop();
    const element = taken ?? path.pop()!;
    element.contentEnd = contentEnd;
    element.end = markupEnd;
    if (taken === undefined) visitor.leave?.(element, path);
    else if (inner.length === 0 && taking) {
      taking = false;
      visitor.take?.(element, path);
    }
  });

  parser.on('cdata', () => {
    const start = text.indexOf('<', markupEnd);
    takeText(start);
    markupEnd = parser.position;
    if (taking) append(inner[inner.length - 1]!, text.slice(start + '<![CDATA['.length, markupEnd - ']]>'.length));
  });
  const other = () => {
    takeText(text.indexOf('<', markupEnd));
    markupEnd = parser.position;
  };
  parser.on('processinginstruction', other);
  parser.on('xmldecl', () => {
    markupEnd = parser.position;
  });
  parser.on('comment', (content) => {
    const start = text.indexOf('<', markupEnd);
    other();
    if (inner.length === 0) visitor.comment?.(content, start, markupEnd, path);
  });

  parser.write(text).close();
};

function elementOf(tag: SaxesTagPlain, start: number, contentStart: number): XmlElement {
  const colon = tag.name.indexOf(':');
  return {
    name: colon < 0 ? tag.name : tag.name.slice(colon + 1),
    prefix: colon < 0 ? '' : tag.name.slice(0, colon),
    attributes: tag.attributes,
    children: [],
    start,
    contentStart,
    contentEnd: contentStart,
    end: contentStart,
  };
}

function append(element: XmlElement, text: string): void {
  const { children } = element;
  const last = children.length - 1;
  if (typeof children[last] === 'string') children[last] += text;
  else children.push(text);
}

const ENTITY = /&(?:#x([\da-fA-F]+)|#(\d+)|(lt|gt|amp|quot|apos));/g;
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Decodes XML's five named references and numeric ones, once. */
export function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) =>
    name !== undefined
      ? NAMED[name]!
      : String.fromCodePoint(hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}
