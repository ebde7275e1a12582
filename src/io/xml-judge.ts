import { SaxesParser } from 'saxes';
import type { Limits } from './limits.js';
import type { Source } from './source.js';
import { NO_ATTRIBUTES, nameOf, XmlBuilder } from './xml-builder.js';
import { badReference } from './xml-text.js';
import type { XmlVisitor } from './xml-walk.js';

/** The parser's reasons that can be said in words that tell what to do; the others are good as they are. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^unclosed tag: (.*)/, 'the file ends within <$1>'],
  [/^document must contain.*/, 'there is no root element'],
  [/^unexpected close tag.*/, 'this end tag does not close the element that is open'],
  [/^unmatched closing tag.*/, 'this end tag has no start tag'],
  [/.*entity.*/, 'this & begins no reference that XML knows; a plain one is &amp;'],
  [/.*in tag name$/, 'this < begins no tag; a plain one is &lt;'],
  [/.*only one root.*/, 'there is a second root element'],
];

/**
 * Reads a whole document with saxes, every character of it, and throws a StigError with line and column where it is not
 * well formed, has a DOCTYPE, uses a prefix that is not declared, or passes a limit. No entity but XML's five and
 * numeric ones is known.
 */
export function judgeDocument(source: Source, limits: Limits): void {
  const { text } = source;
  const builder = new XmlBuilder(source, NOBODY, limits);
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  const prefixes = new Set(['xml']);
  /** End of the last piece of markup: text runs from here to the next `<`. */
  let markupEnd = 0;

  /** Gives where the markup begins that the parser has just passed. */
  function passMarkup(): number {
    const start = text.indexOf('<', markupEnd);
    markupEnd = parser.position;
    return start;
  }

  /**
   * Offset of the first `&` since the last markup that begins no reference, -1 where there is none. The parser takes
   * all up to the next `;` for its name, markup and all, or up to the end of the file.
   */
  function looseAmpersand(before: number): number {
    const passed = text.slice(markupEnd, before);
    const markup = passed.search(/<[!?]/);
    const found = badReference(markup < 0 ? passed : passed.slice(0, markup));
    return found < 0 ? -1 : markupEnd + found;
  }

  /** The parser notices late: a person looks for the reference or the markup that is wrong at its beginning. */
  function placeOf(said: string): number {
    const place = parser.position;
    if (/^(?:unclosed|document must)/.test(said)) return text.length;
    if (/entity/.test(said)) return Math.max(0, looseAmpersand(place));
    if (/close tag/.test(said)) return Math.max(0, text.lastIndexOf('</', place - 1));
    const markup = text.indexOf('<', markupEnd);
    if (said === 'disallowed character' || markup < 0 || markup >= place) return Math.max(0, place - 1);
    return markup;
  }

  parser.on('error', (error) => {
    const heard = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    const swallowed = heard.startsWith('unclosed') && looseAmpersand(text.length) >= 0;
    const said = swallowed ? 'unknown entity' : heard;
    const place = placeOf(said);
    if (said === 'disallowed character') {
      const code = text.charCodeAt(place).toString(16).toUpperCase().padStart(4, '0');
      const what =
        text[place] === '<'
          ? "a < in an attribute's value; a plain one is &lt;"
          : `the character U+${code} is forbidden`;
      builder.fail(place, 'xml-malformed', `not well formed: ${what}`);
    }
    const [pattern, words] = REASONS.find(([known]) => known.test(said)) ?? [said, said];
    builder.fail(place, 'xml-malformed', `not well formed: ${said.replace(pattern, words)}`);
  });
  parser.on('doctype', () => {
    builder.fail(text.indexOf('<!DOCTYPE'), 'xml-doctype', 'the file has a DOCTYPE, which is refused');
  });
  parser.on('attribute', ({ name, value }) => {
    builder.holdAttribute(name, value, text.indexOf('<', markupEnd));
    if (name.startsWith('xmlns:')) prefixes.add(name.slice(6));
  });
  parser.on('opentag', (tag) => {
    const start = passMarkup();
    const name = nameOf(tag.name);
    builder.holdPrefix(name, prefixes, start);
    builder.open(name, NO_ATTRIBUTES, start, markupEnd);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (!isSelfClosing) passMarkup();
    builder.close(markupEnd, markupEnd);
  });
  parser.on('comment', () => {
    // The parser tells of a comment at its `--`, before the `>`.
    markupEnd = text.indexOf('-->', passMarkup()) + '-->'.length;
  });
  parser.on('cdata', passMarkup);
  parser.on('processinginstruction', passMarkup);
  parser.on('xmldecl', passMarkup);
  parser.write(text).close();
}

/** Whether saxes takes a piece of markup alone for a well-formed document. */
export function isWellFormed(markup: string): boolean {
  let isGood = true;
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  parser.on('error', () => {
    isGood = false;
  });
  parser.write(markup).close();
  return isGood;
}

/** Walks along and takes nothing. */
const NOBODY: XmlVisitor = { open: () => 'enter' };
