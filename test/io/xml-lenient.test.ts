import { describe, expect, it } from 'vitest';
import { type Diagnostic, StigError } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import { walkXml as walkStrictly } from '../../src/io/xml.js';
import { walkBroken, walkXml } from '../../src/io/xml-lenient.js';
import type { WalkXml } from '../../src/io/xml-walk.js';
import { CORPUS, corpusFiles, hasCorpus, NEEDS_CORPUS, sourceOf } from '../support/corpus.js';

const source = (text: string) => new Source('x.xml', new TextEncoder().encode(text));

/** Everything a walk hands over, places included, and what it reports. */
function events(walk: WalkXml, input: Source): { events: unknown[]; reported: Diagnostic[] } {
  const seen: unknown[] = [];
  const reported: Diagnostic[] = [];
  walk(
    input,
    {
      open(e, path) {
        seen.push(['open', e.name, e.start, e.contentStart]);
        if (e.name === 'skipped') return 'skip';
        return path.length === 0 || e.name === 'Group' || e.name === 'Rule' ? 'enter' : 'take';
      },
      take: (e) => seen.push(['take', JSON.parse(JSON.stringify(e))]),
      leave: (e) => seen.push(['leave', e.name, e.contentEnd, e.end]),
      comment: (text, start, end) => seen.push(['comment', text, start, end]),
    },
    undefined,
    (d) => reported.push(d),
  );
  return { events: seen, reported };
}

/** What a walk that takes the children of the root gives, as text, and the messages. */
function saved(text: string): { taken: string[]; messages: string[] } {
  const taken: string[] = [];
  const messages: string[] = [];
  walkXml(
    source(text),
    {
      open: (_, path) => (path.length === 0 ? 'enter' : 'take'),
      take: (e) =>
        taken.push(
          JSON.stringify([e.name, e.attributes, ...e.children.map((c) => (typeof c === 'string' ? c : c.name))]),
        ),
    },
    undefined,
    (d) => messages.push(`${d.severity} ${d.code} ${d.line}:${d.column} ${d.message}`),
  );
  return { taken, messages };
}

const lost = (what: string) => `of the source's elements were read whole: ${what}`;

describe('lenient XML', () => {
  it('reads a well-formed document strictly and has nothing to tell', () => {
    const input = source('<r><a x="1">t</a><!-- c --></r>');
    expect(events(walkXml, input)).toEqual(events(walkStrictly, input));
  });

  it.each([
    '<?xml version="1.0"?><?p x?>\n<r a="1"\n b=\'>\'> x <a/>\r\n&lt;&#xD;&#8212;<!-- c --><b><![CDATA[<&amp;]]></b><skipped>z<y/></skipped></r>',
    '<p:r xmlns:p="urn:p"><p:a p:b="1\r\n2">one\rtwo</p:a></p:r>',
    '<r><a constructor="1"/><toString/></r>',
  ])('gives with its own engine what the strict one gives: %j', (text) => {
    const own = events(walkBroken, source(text));
    expect(own.events).toEqual(events(walkStrictly, source(text)).events);
    expect(own.reported.map((d) => d.message)).toEqual(['broken XML was read leniently; no element was lost']);
  });

  it('says the first error with its place, then what was lost', () => {
    expect(saved('<r>\n<a>one</a><b>two</r>')).toEqual({
      taken: ['["a",{},"one"]', '["b",{},"two"]'],
      messages: [
        'warning xml-malformed 2:17 not well formed: this end tag does not close the element that is open',
        'warning xml-recovered undefined:undefined broken XML was read leniently; no element was lost',
      ],
    });
  });

  it('gives what stands before the cut of a truncated document, and not the element that is cut', () => {
    const { taken, messages } = saved('<r><a>one</a><a>two</a><a>thr');
    expect(taken).toEqual(['["a",{},"one"]', '["a",{},"two"]']);
    expect(messages[1]).toContain(lost('r 0 of 1, a 2 of 3'));
  });

  it.each([
    ['<r><a>one</a><a x="tw', ['["a",{},"one"]']],
    ['<r><a>one</a><!-- tw', ['["a",{},"one"]']],
    ['<r><a>one</a></', ['["a",{},"one"]']],
    ['<r><a>one</a><![CDATA[ tw', ['["a",{},"one"]']],
  ])('bears a cut within markup: %s', (text, taken) => {
    expect(saved(text).taken).toEqual(taken);
  });

  it.each([
    ['a misspelled end tag', '<r><a>one</aa><b>two</b></r>', ['["a",{},"one"]', '["b",{},"two"]']],
    ['an end tag too many', '<r><a>one</a></b><b>two</b></r>', ['["a",{},"one"]', '["b",{},"two"]']],
    ['a missing end tag', '<r><a><x>1</x><b>2</a><c>3</c></r>', ['["a",{},"x","b"]', '["c",{},"3"]']],
    ['a plain <', '<r><a>1 < 2 and <3 <</a><b>x</b></r>', ['["a",{},"1 < 2 and <3 <"]', '["b",{},"x"]']],
    ['a plain < before a tag', '<r><a>if <b and <c>x</c></a></r>', ['["a",{},"if <b and ","c"]']],
    ['a plain &', '<r><a>R & D &nbsp; &lt;</a></r>', ['["a",{},"R & D &nbsp; <"]']],
    ['an attribute given twice', '<r><a x="1" x="2">t</a></r>', ['["a",{"x":"2"},"t"]']],
    ['a control character', '<r><a>\u0008</a></r>', ['["a",{},"\\b"]']],
    ['a second root', '<r><a>1</a></r><s><b>2</b></s>', ['["a",{},"1"]', '["b",{},"2"]']],
  ])('bears %s', (_, text, taken) => {
    const result = saved(text);
    expect(result.taken).toEqual(taken);
    expect(result.messages[0]).toMatch(/^warning xml-malformed 1:\d+ /);
    expect(result.messages).toHaveLength(2);
  });

  it('gives places in the source, past what was mended', () => {
    const text = '<r><a>1 < 2</a><b>x</bb><c/></r>';
    const pieces: string[] = [];
    walkXml(source(text), {
      open: (_, path) => (path.length === 0 ? 'enter' : 'take'),
      take: (e) => pieces.push(text.slice(e.start, e.end)),
    });
    expect(pieces).toEqual(['<a>1 < 2</a>', '<b>x</bb>', '<c/>']);
  });

  it.each([
    ['<!DOCTYPE r><r/>', 'xml-doctype'],
    ['<r></s><!DOCTYPE r [<!ENTITY a "b">]><a>&a;</a></r>', 'xml-doctype'],
    ['x<!DOCTYPE r><r/>', 'xml-doctype'],
    [`${'<a>'.repeat(300)}`, 'limit-exceeded'],
  ])('stops at a DOCTYPE and at limits: %.60s', (text, code) => {
    expect(() => saved(text)).toThrow(expect.objectContaining({ code }) as StigError);
  });

  it('takes time in proportion to what is broken', () => {
    const text = `<r>${'<a>x</b></c> < & '.repeat(20_000)}`;
    expect(saved(text).taken).toHaveLength(20_000);
  });
});

describe.skipIf(!hasCorpus)(`the lenient engine and the strict one over ${NEEDS_CORPUS}`, () => {
  const files = ['xccdf', 'xccdf-malformed', 'scap', 'results', 'ckl'].flatMap((folder) => corpusFiles(folder));
  it.each(files.map((file) => [file.slice(CORPUS.length + 1), file]))('give the same: %s', (_, file) => {
    const input = sourceOf(file);
    let strict: unknown[];
    try {
      strict = events(walkStrictly, input).events;
    } catch (error) {
      expect(error).toBeInstanceOf(StigError);
      return;
    }
    const { events: lenient, reported } = events(walkBroken, input);
    expect(reported.map((d) => d.message)).toEqual(['broken XML was read leniently; no element was lost']);
    expect(lenient).toEqual(strict);
  });
});
