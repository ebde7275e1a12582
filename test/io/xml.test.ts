import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StigError } from '../../src/io/diagnostic.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { Source } from '../../src/io/source.js';
import { walkXml } from '../../src/io/xml.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';
import { treeOf, treeOfSaxes } from '../support/saxes.js';

const source = (text: string) => new Source('x.xml', new TextEncoder().encode(text));

function errorOf(text: string, limits = DEFAULT_LIMITS): string | null {
  try {
    walkXml(source(text), { open: () => 'take' }, limits);
    return null;
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    const { code, line, column, message } = error.diagnostics[0]!;
    return `${code} ${line}:${column} ${message}`;
  }
}

const WELL_FORMED = [
  '<a/>',
  '<a></a >',
  '<?xml version="1.0"?>\n<!-- c --><?p q?><a b = "1"\n c=\'2\' >t</a>\n<!-- d -->',
  "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><a/>",
  '<a b="&lt;&amp;&quot;&apos;&#65;&#x42;">&lt;&gt;&amp;lt;&#8212;&#x1F600;</a>',
  '<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>',
  '<a>x<!-- y -->z<?p?>w</a>',
  '<a b=">" c="/>"/>',
  '<é:ü xmlns:é="urn:x" ñ·="1"/>',
  '<a>one\r\ntwo\rthree</a>',
  '<a b="one\r\ntwo\tthree\nfour"/>',
  '<a>]] > ]]</a>',
  '<a constructor="1" __proto__="2"/>',
  '<_.-:x xmlns:_.-="urn:y"/>',
  '<a>😀𐀀</a>',
];

const MALFORMED: [text: string, error: string][] = [
  ['', 'xml-malformed 1:1 not well formed: there is no root element'],
  ['text', 'xml-malformed 1:5 not well formed: text data outside of root node'],
  ['<a>', 'xml-malformed 1:4 not well formed: the file ends within <a>'],
  ['<a', 'xml-malformed 1:3 not well formed: there is no root element'],
  ['<a></b>', 'xml-malformed 1:4 not well formed: this end tag does not close the element that is open'],
  ['<a></ab>', 'xml-malformed 1:4 not well formed: this end tag does not close the element that is open'],
  ['<ab></a>', 'xml-malformed 1:5 not well formed: this end tag does not close the element that is open'],
  ['<a></ a>', 'xml-malformed 1:4 not well formed: disallowed character in closing tag'],
  ['<a></a', 'xml-malformed 1:7 not well formed: the file ends within <a>'],
  ['</a>', 'xml-malformed 1:1 not well formed: this end tag has no start tag'],
  ['<a/></a>', 'xml-malformed 1:5 not well formed: this end tag has no start tag'],
  ['<a/>\n<b/>', 'xml-malformed 2:1 not well formed: there is a second root element'],
  ['<a/>x', 'xml-malformed 1:6 not well formed: text data outside of root node'],
  ['<a>\n  1 < 2</a>', 'xml-malformed 2:5 not well formed: this < begins no tag; a plain one is &lt;'],
  [
    '<a>R & D</a>',
    'xml-malformed 1:6 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  [
    '<a>\n<b>&amp;R & D, a < b</b>\n<c>&lt;x&gt;</c></a>',
    'xml-malformed 2:11 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  ['<a>x<!-- R & D </a>', 'xml-malformed 1:20 not well formed: the file ends within <a>'],
  ['<a>x<![CDATA[ R & D </a>', 'xml-malformed 1:25 not well formed: the file ends within <a>'],
  [
    '<a>&nbsp;</a>',
    'xml-malformed 1:4 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  ['<a>&#0;</a>', 'xml-malformed 1:4 not well formed: this & begins no reference that XML knows; a plain one is &amp;'],
  [
    '<a>&#xD800;</a>',
    'xml-malformed 1:4 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  [
    '<a>&#x110000;</a>',
    'xml-malformed 1:4 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  [
    '<a b="&x;"/>',
    'xml-malformed 1:7 not well formed: this & begins no reference that XML knows; a plain one is &amp;',
  ],
  ['<a>]]></a>', 'xml-malformed 1:6 not well formed: the string "]]>" is disallowed in char data'],
  ['<a>\b</a>', 'xml-malformed 1:4 not well formed: the character U+0008 is forbidden'],
  ['<a b="\u0001"/>', 'xml-malformed 1:7 not well formed: the character U+0001 is forbidden'],
  ['<a><!-- \u0001 --></a>', 'xml-malformed 1:9 not well formed: the character U+0001 is forbidden'],
  ['<a>\uffff</a>', 'xml-malformed 1:4 not well formed: the character U+FFFF is forbidden'],
  ['<a b="1" b="2"/>', 'xml-malformed 1:1 not well formed: duplicate attribute: b'],
  ['<a b=1/>', 'xml-malformed 1:1 not well formed: unquoted attribute value'],
  ['<a b/>', 'xml-malformed 1:1 not well formed: disallowed character in attribute name'],
  ['<a b="<"/>', "xml-malformed 1:7 not well formed: a < in an attribute's value; a plain one is &lt;"],
  ['<a b="1"c="2"/>', 'xml-malformed 1:1 not well formed: no whitespace between attributes'],
  ['<a / >', 'xml-malformed 1:1 not well formed: forward-slash in opening tag not followed by >'],
  ['<1a/>', 'xml-malformed 1:1 not well formed: this < begins no tag; a plain one is &lt;'],
  ['<p:a/>', 'xml-malformed 1:1 not well formed: the prefix p is not declared'],
  ['<a><!-- x -- y --></a>', 'xml-malformed 1:13 not well formed: malformed comment'],
  ['<a><!-- x ---></a>', 'xml-malformed 1:13 not well formed: malformed comment'],
  ['<a><!-- x </a>', 'xml-malformed 1:15 not well formed: the file ends within <a>'],
  ['<a><![CDATA[ x </a>', 'xml-malformed 1:20 not well formed: the file ends within <a>'],
  ['<![CDATA[x]]><a/>', 'xml-malformed 1:1 not well formed: text data outside of root node'],
  ['<a><?p x </a>', 'xml-malformed 1:14 not well formed: the file ends within <a>'],
  ['<a><? p?></a>', 'xml-malformed 1:4 not well formed: processing instruction without a target'],
  [
    ' <?xml version="1.0"?><a/>',
    'xml-malformed 1:2 not well formed: an XML declaration must be at the start of the document',
  ],
  [
    '<a><?XML x?></a>',
    'xml-malformed 1:4 not well formed: the XML declaration must appear at the start of the document',
  ],
  ['<?xml encoding="utf-8"?><a/>', 'xml-malformed 1:1 not well formed: expected one of version'],
  ['<!DOCTYPE a><a/>', 'xml-doctype 1:1 the file has a DOCTYPE, which is refused'],
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml-doctype 1:1 the file has a DOCTYPE, which is refused'],
];

describe('strict XML', () => {
  it.each(WELL_FORMED)('reads as saxes does: %j', (text) => {
    expect(treeOf(walkXml, source(text))).toEqual(treeOfSaxes(text));
  });

  it.each(MALFORMED)('refuses as saxes does: %j', (text, error) => {
    expect(errorOf(text)).toBe(error);
    expect(() => treeOfSaxes(text)).toThrow();
  });

  it('accepts and refuses as saxes does, whatever pieces a document is made of', () => {
    const pieces = [
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      'text',
      '&amp;',
      '&',
      '<',
      '>',
      ']]>',
      '<!--',
      '-->',
      '"',
      '/',
      ' ',
    ];
    const document = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => `<a>${list.join('')}</a>`);
    fc.assert(
      fc.property(document, (text) => {
        let expected: unknown;
        try {
          expected = treeOfSaxes(text);
        } catch {
          expect(errorOf(text), text).not.toBeNull();
          return;
        }
        expect(errorOf(text), text).toBeNull();
        expect(treeOf(walkXml, source(text))).toEqual(expected);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('keeps carriage returns, raw or as references', () => {
    const root = treeOfRaw('<a>one\r\ntwo&#xD;\nthree</a>');
    expect(root).toBe('one\r\ntwo\r\nthree');
  });

  it('gives the places of elements in the source', () => {
    const text = '<a>\n <b x=">">t<!-- c --></b><c/></a>';
    const seen: string[] = [];
    walkXml(source(text), {
      open: (_, path) => (path.length === 0 ? 'enter' : 'take'),
      take: (e) => seen.push(text.slice(e.start, e.end), text.slice(e.contentStart, e.contentEnd)),
      leave: (e) => seen.push(text.slice(e.contentStart, e.contentEnd)),
    });
    expect(seen).toEqual(['<b x=">">t<!-- c --></b>', 't<!-- c -->', '<c/>', '', '\n <b x=">">t<!-- c --></b><c/>']);
  });

  it('holds its limits', () => {
    const limits = { ...DEFAULT_LIMITS, depth: 3, attribute: 5, text: 6 };
    expect(errorOf('<a><b><c/></b></a>', limits)).toBeNull();
    expect(errorOf('<a><b><c><d/></c></b></a>', limits)).toMatch(/^limit-exceeded 1:10 .*depth=3/);
    expect(errorOf('<a b="123456"/>', limits)).toMatch(/^limit-exceeded 1:1 .*attribute=5/);
    expect(errorOf('<a>1234567</a>', limits)).toMatch(/^limit-exceeded 1:4 .*text=6/);
  });

  it('checks what is skipped', () => {
    expect(() => walkXml(source('<a><b>&x;</b></a>'), { open: (_, path) => (path.length ? 'skip' : 'enter') })).toThrow(
      StigError,
    );
  });
});

function treeOfRaw(text: string): unknown {
  let found: unknown;
  walkXml(source(text), {
    open: () => 'take',
    take: (e) => {
      found = e.children[0];
    },
  });
  return found;
}

describe.skipIf(!hasCorpus)(`strict XML and saxes over ${NEEDS_CORPUS}`, () => {
  const files = ['xccdf', 'scap', 'results', 'ckl', 'cci'].flatMap((folder) => corpusFiles(folder));
  it.each(files.map((file) => [file.slice(CORPUS.length + 1), file]))('read alike: %s', (_, file) => {
    const input = sourceOf(file);
    let expected: unknown;
    try {
      expected = treeOfSaxes(input.text);
    } catch {
      expect(() => treeOf(walkXml, input)).toThrow(StigError);
      return;
    }
    expect(treeOf(walkXml, input)).toEqual(expected);
  });
});
