import { DEFAULT_LIMITS } from './limits.js';
import { NO_ATTRIBUTES, newAttributes, type StartTag, startTag, XmlBuilder } from './xml-builder.js';
import { badReference, decodeReferences, FORBIDDEN_CHARACTER } from './xml-text.js';
import type { WalkXml } from './xml-walk.js';

export { decodeReferences } from './xml-text.js';

const [BANG, SLASH, GREATER, QUESTION] = [0x21, 0x2f, 0x3e, 0x3f];

const NAME_START =
  ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f' +
  '\\u2c00-\\u2fef\\u3001-\\udb7f\\udc00-\\udfff\\uf900-\\ufdcf\\ufdf0-\\ufffd';
const NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;
const START_TAG = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const BLANKS = /[ \t\r\n]*/y;
const INSTRUCTION = new RegExp(`<\\?(${NAME})(?=[ \\t\\r\\n]|\\?>)`, 'y');
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
/** What well-formed text without numeric references cannot hold; where the file has none of it, no text is looked at again. */
const SUSPECT = new RegExp(`${FORBIDDEN_CHARACTER.source}|\\]\\]>|&(?!(?:lt|gt|amp|quot|apos);)`);

/** How many spellings of tags are remembered. */
const MOST_TAGS = 4096;

/**
 * Walks a document strictly: all that XML 1.0 asks of a document without a DTD is checked, and what is not well formed
 * throws a StigError with line and column; so do a DOCTYPE and an undeclared prefix. No entity but XML's five and
 * numeric ones is known.
 *
 * It is our own because reading is what this program does most: general parsers look at every character in JavaScript
 * and cost three to eight times as much (bench/). Here markup is found and matched by the engine's native searches, and
 * texts are only cut out. They are cut out as they stand: XML's rule to make CRLF one LF would lose what STIG Viewer 3
 * keeps (FORMATS B.1). test/io/xml.test.ts holds it against saxes.
 */
export const walkXml: WalkXml = (source, visitor, limits = DEFAULT_LIMITS) => {
  const { text } = source;
  const builder = new XmlBuilder(source, visitor, limits);
  const suspect = SUSPECT.test(text);
  /** Names of the open elements, as written. */
  const open: string[] = [];
  const tags = new Map<string, StartTag>();
  const prefixes = new Set(['xml']);
  let rootSeen = false;
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (start > at) characters(at, start);
    const code = text.charCodeAt(start + 1);
    if (code === SLASH) {
      at = endTag(start);
    } else if (code === BANG) {
      at = declaration(start);
    } else if (code === QUESTION) {
      at = instruction(start);
    } else {
      // Most tags of a file are spelled like one before: nine profiles select the same groups, idents name one system.
      const spelling = text.slice(start, text.indexOf('>', start) + 1);
      let tag = tags.get(spelling);
      if (tag === undefined) {
        tag = parseTag(start);
        // A > within an attribute's value is not the tag's end.
        if (tag.length === spelling.length && tags.size < MOST_TAGS) tags.set(spelling, tag);
      }
      at = start + tag.length;
      if (open.length === 0) root(start);
      builder.open(tag, start, at);
      if (tag.selfClosing) builder.close(at, at);
      else open.push(tag.qualifiedName);
    }
  }
  if (open.length > 0) malformed(text.length, `the file ends within <${open[open.length - 1]}>`);
  if (at < text.length) characters(at, text.length);
  if (!rootSeen) malformed(text.length, 'there is no root element');

  function root(start: number): void {
    if (rootSeen) malformed(start, 'there is a second root element');
    rootSeen = true;
  }

  function characters(start: number, end: number): void {
    if (open.length === 0) {
      const content = skipBlanks(text, start);
      if (content < end) malformed(content, 'text stands outside the root element');
    } else if (builder.taking || suspect) {
      const raw = text.slice(start, end);
      if (suspect) {
        checkText(raw, start);
        const bracket = raw.indexOf(']]>');
        if (bracket >= 0) malformed(start + bracket, ']]> stands in a text; it must be ]]&gt;');
      }
      if (builder.taking) builder.text(decodeReferences(raw), start);
    }
  }

  function endTag(start: number): number {
    const name = open.pop();
    if (name === undefined) return malformed(start, 'an end tag without a start tag');
    let end = start + 2 + name.length;
    if (text.charCodeAt(end) !== GREATER) end = skipBlanks(text, end);
    if (!text.startsWith(name, start + 2) || text.charCodeAt(end) !== GREATER) {
      malformed(start, `this end tag does not close <${name}>`);
    }
    builder.close(start, end + 1);
    return end + 1;
  }

  function parseTag(start: number): StartTag {
    START_TAG.lastIndex = start;
    const name = START_TAG.exec(text)?.[1];
    if (name === undefined) return malformed(start, 'this < begins no tag; a plain one is &lt;');
    let attributes = NO_ATTRIBUTES;
    let end = START_TAG.lastIndex;
    for (;;) {
      ATTRIBUTE.lastIndex = end;
      const match = ATTRIBUTE.exec(text);
      if (match === null) break;
      if (attributes === NO_ATTRIBUTES) attributes = newAttributes();
      addAttribute(attributes, match[1]!, match[2] ?? match[3]!, end);
      end = ATTRIBUTE.lastIndex;
    }
    end = skipBlanks(text, end);
    const selfClosing = text.charCodeAt(end) === SLASH;
    if (selfClosing) end += 1;
    if (text.charCodeAt(end) !== GREATER) malformed(end, `the start tag <${name}> is broken here`);
    const tag = startTag(name, attributes, selfClosing, end + 1 - start);
    if (tag.prefix !== '' && !prefixes.has(tag.prefix)) malformed(start, `the prefix ${tag.prefix} is not declared`);
    return tag;
  }

  function addAttribute(attributes: Record<string, string>, name: string, raw: string, start: number): void {
    if (attributes[name] !== undefined) malformed(start, `the attribute ${name} stands there twice`);
    if (raw.length > limits.attribute) {
      const limit = `attribute=${limits.attribute}`;
      builder.fail(start, 'limit-exceeded', `the attribute ${name} is longer than the limit ${limit}`);
    }
    if (suspect) checkText(raw, text.indexOf(raw, start + name.length));
    if (name.startsWith('xmlns:')) prefixes.add(name.slice('xmlns:'.length));
    // XML makes each line end and tab of an attribute a blank.
    attributes[name] = decodeReferences(/[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw);
  }

  /** Reads what begins with `<!` and gives the offset after it. */
  function declaration(start: number): number {
    if (text.startsWith('<!--', start)) {
      const end = after('-->', start + 4, start, 'the comment');
      const comment = text.slice(start + 4, end - 3);
      if (comment.includes('--') || comment.endsWith('-')) malformed(start, 'a comment holds --');
      if (suspect) checkCharacters(comment, start + 4);
      builder.comment(comment, start, end);
      return end;
    }
    if (text.startsWith('<![CDATA[', start) && open.length > 0) {
      const end = after(']]>', start + 9, start, 'the CDATA section');
      const content = text.slice(start + 9, end - 3);
      if (suspect) checkCharacters(content, start + 9);
      if (builder.taking) builder.text(content, start + 9);
      return end;
    }
    if (!text.startsWith('<!DOCTYPE', start)) malformed(start, 'this <! begins nothing that XML knows');
    return builder.fail(start, 'xml-doctype', 'the file has a DOCTYPE, which is refused');
  }

  function instruction(start: number): number {
    INSTRUCTION.lastIndex = start;
    const target = INSTRUCTION.exec(text)?.[1];
    if (target === undefined) return malformed(start, 'a processing instruction without a name');
    if (target === 'xml' && start === 0) {
      if (!DECLARATION.test(text)) malformed(start, 'the XML declaration is broken');
    } else if (target.toLowerCase() === 'xml') {
      malformed(start, 'an XML declaration that does not stand at the beginning');
    }
    const end = after('?>', start, start, 'the processing instruction');
    if (suspect) checkCharacters(text.slice(start, end), start);
    return end;
  }

  function after(terminator: string, from: number, start: number, what: string): number {
    const found = text.indexOf(terminator, from);
    if (found < 0) malformed(start, `${what} does not end`);
    return found + terminator.length;
  }

  function checkText(raw: string, offset: number): void {
    checkCharacters(raw, offset);
    const reference = badReference(raw);
    if (reference >= 0)
      malformed(offset + reference, 'this & begins no reference that XML knows; a plain one is &amp;');
  }

  function checkCharacters(raw: string, offset: number): void {
    const forbidden = FORBIDDEN_CHARACTER.exec(raw);
    if (forbidden === null) return;
    const code = forbidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    malformed(offset + forbidden.index, `the character U+${code} is forbidden`);
  }

  function malformed(offset: number, reason: string): never {
    return builder.fail(Math.min(offset, text.length), 'xml-malformed', `not well formed: ${reason}`);
  }
};

function skipBlanks(text: string, from: number): number {
  BLANKS.lastIndex = from;
  BLANKS.test(text);
  return BLANKS.lastIndex;
}
