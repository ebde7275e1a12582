import { SaxesParser } from 'saxes';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Source } from './source.js';
import { NO_ATTRIBUTES, newAttributes, XmlBuilder } from './xml-builder.js';
import { type Skeleton, skeletonOf } from './xml-skeleton.js';
import { badReference, decodeReferences } from './xml-text.js';
import type { WalkXml, XmlVisitor } from './xml-walk.js';

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
 * Walks a document strictly, with saxes. A DOCTYPE, anything not well formed and an undeclared prefix throw a StigError
 * with line and column. No entity but XML's five and numeric ones is known.
 *
 * The text of elements is cut out of the source and decoded here, not taken from the parser, which would make CRLF one
 * LF: STIG Viewer 3 keeps carriage returns (FORMATS B.1), so the model must. The parser still checks every character.
 */
export const walkXml: WalkXml = (source, visitor, limits = DEFAULT_LIMITS) => {
  walk(source, visitor, limits, skeletonOf(source.text));
};

/** Walks a document of which the parser sees the skeleton. */
function walk(source: Source, visitor: XmlVisitor, limits: Limits, skeleton: Skeleton): void {
  const { text } = source;
  const { cuts, leftOut } = skeleton;
  const builder = new XmlBuilder(source, visitor, limits);
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  const prefixes = new Set(['xml']);
  /** Those of the tag being read. */
  let attributes = NO_ATTRIBUTES;
  /** End of the last piece of markup: text runs from here to the next `<`. */
  let markupEnd = 0;

  let cutsPassed = 0;

  /** The place in the source that the parser has come to. */
  function position(): number {
    const place = parser.position;
    while (cutsPassed < cuts.length && cuts[cutsPassed]! < place) cutsPassed++;
    return cutsPassed === 0 ? place : place + leftOut[cutsPassed - 1]!;
  }

  /** Takes the text up to the markup that the parser has just passed, and gives where that begins. */
  function upToMarkup(): number {
    // Looked at first, as searching costs far more: most tags follow each other without a blank.
    const start = text.charCodeAt(markupEnd) === LESS_THAN ? markupEnd : text.indexOf('<', markupEnd);
    if (start > markupEnd && builder.taking) builder.text(decodeReferences(text.slice(markupEnd, start)), markupEnd);
    markupEnd = position();
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
    // What is wrong, and where, is said of the whole document.
    if (cuts.length > 0) walk(source, NOBODY, limits, { text, cuts: [], leftOut: [] });
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
  // Attributes are collected here, not taken from the tag: the parser's object is a slow one.
  parser.on('attribute', ({ name, value }) => {
    if (value.length > limits.attribute) {
      const place = text.indexOf('<', markupEnd);
      builder.fail(
        place,
        'limit-exceeded',
        `the attribute ${name} is longer than the limit attribute=${limits.attribute}`,
      );
    }
    if (name.startsWith('xmlns:')) prefixes.add(name.slice(6));
    if (attributes === NO_ATTRIBUTES) attributes = newAttributes();
    attributes[name] = value;
  });
  parser.on('opentag', ({ name }) => {
    const start = upToMarkup();
    const colon = name.indexOf(':');
    if (colon > 0 && !prefixes.has(name.slice(0, colon))) {
      builder.fail(start, 'xml-malformed', `not well formed: the prefix ${name.slice(0, colon)} is not declared`);
    }
    builder.open(name, attributes, start, markupEnd);
    attributes = NO_ATTRIBUTES;
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const contentEnd = isSelfClosing ? markupEnd : upToMarkup();
    builder.close(contentEnd, markupEnd);
  });
  parser.on('cdata', () => {
    const start = upToMarkup();
    const [from, to] = [start + '<![CDATA['.length, markupEnd - ']]>'.length];
    if (builder.taking && to > from) builder.text(text.slice(from, to), from);
  });
  parser.on('comment', (comment) => {
    const start = upToMarkup();
    // The parser tells of a comment at its `--`, before the `>`.
    markupEnd = text.indexOf('-->', start) + '-->'.length;
    builder.comment(comment, start, markupEnd);
  });
  parser.on('processinginstruction', upToMarkup);
  parser.on('xmldecl', upToMarkup);
  parser.write(skeleton.text).close();
}

const LESS_THAN = 0x3c;

/** Walks along and takes nothing. */
const NOBODY: XmlVisitor = { open: () => 'enter' };
