import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { StigError } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import type { XmlElement } from '../../src/io/xml-element.js';
import { skeletonOf } from '../../src/io/xml-skeleton.js';
import type { WalkXml } from '../../src/io/xml-walk.js';

/** The walk as it is, and one whose parser sees every character. */
const { walkXml } = await import('../../src/io/xml.js');
vi.resetModules();
vi.doMock('../../src/io/xml-skeleton.js', () => ({
  skeletonOf: (text: string) => ({ text, cuts: [], leftOut: [] }),
}));
const { walkXml: walkWhole } = await import('../../src/io/xml.js');

/** All a walk tells: the trees with their places, the comments, or what is wrong and where. */
function heard(walk: WalkXml, text: string): unknown {
  const seen: unknown[] = [];
  try {
    walk(new Source('x.xml', new TextEncoder().encode(text)), {
      open: ({ name }) => (name === 'in' ? 'enter' : name === 'skip' ? 'skip' : 'take'),
      take: (element: XmlElement) => seen.push(structuredClone({ ...element })),
      leave: ({ name, start, contentEnd, end }) => seen.push([name, start, contentEnd, end]),
      comment: (...comment) => seen.push(comment.slice(0, 3)),
    });
    return seen;
  } catch (error) {
    // The module was loaded twice, and so was its error.
    if (!(error instanceof Error) || error.name !== StigError.name) throw error;
    return (error as StigError).diagnostics;
  }
}

const RUN = 'The gateway must keep its records for a year.';
const DOCUMENT = `<?xml version="1.0"?>
<!-- ${RUN} -- --><in a="${RUN}"><t b = '>' c="${RUN}">${RUN}</t>
<t>${RUN}\r\n &lt;VulnDiscussion&gt;${RUN}&amp;</t><skip>${RUN}<t/>${RUN}</skip><![CDATA[${RUN}]]><?p ${RUN}?>
<t>${RUN} ]] ${RUN}<u>${RUN}</u>${RUN}&#8212; — 😀</t><t>${RUN}<![CDATA[${RUN}>]]>${RUN}<!-- ${RUN} --></t></in>
<!-- ${RUN} -->`.replace(' -- -->', ' -->');

const PIECES = ['<', '>', '&', ';', '"', "'", '/', '</t>', '<t>', ']]>', '-->', '<!--', '<![CDATA[', '<?', '?>', '--']
  .concat(['\u0000', '\u001b', '\u0085', '\ufffe', '\ud800', '&lt;', '&nbsp;', '&#0;', '&#65;', '<!DOCTYPE x>', RUN])
  .concat(['</in>', '<in>', 'x:y', '=', ' ', '\r\n']);

describe('the skeleton of a document', () => {
  it('lacks the runs of plain text in elements, and nothing else', () => {
    const text = `<a>${RUN}<b c="${RUN}">${RUN}&lt;</b>${RUN}<d/>${RUN}<e>short</e><f>${RUN} > ${RUN}</f><g>${RUN}&x;</g></a>`;
    const { text: skeleton, cuts, leftOut } = skeletonOf(text);
    expect(skeleton).toBe(
      `<a><b c="${RUN}"></b>${RUN}<d/>${RUN}<e>short</e><f>${RUN} > ${RUN}</f><g>${RUN}&x;</g></a>`,
    );
    expect(cuts).toEqual([3, 3 + `<b c="${RUN}">`.length]);
    expect(leftOut).toEqual([RUN.length, 2 * RUN.length + 4]);
  });

  it('keeps all of a document that has nothing plain', () => {
    for (const text of ['', RUN, `<a/>${RUN}`, `<a`, `<a>${RUN}`, `${RUN}<a></a>${RUN}<!-- </x> -->`]) {
      expect(skeletonOf(text)).toEqual({ text, cuts: [], leftOut: [] });
    }
  });

  it('is read as the whole document is', () => {
    expect(skeletonOf(DOCUMENT).cuts.length).toBeGreaterThan(4);
    expect(heard(walkXml, DOCUMENT)).toEqual(heard(walkWhole, DOCUMENT));
  });

  it('is refused where the whole document is, with the same words, at the same place', () => {
    const change = fc.record({
      at: fc.nat(DOCUMENT.length),
      remove: fc.oneof(fc.constant(0), fc.nat(40)),
      put: fc.constantFrom('', ...PIECES),
    });
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let text = DOCUMENT;
        for (const { at, remove, put } of changes) text = text.slice(0, at) + put + text.slice(at + remove);
        const whole = heard(walkWhole, text);
        if (JSON.stringify(whole).includes('"severity":"error"')) refused++;
        expect(heard(walkXml, text)).toEqual(whole);
      }),
      { numRuns: 4000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it('is made in one pass, however many signs are loose', () => {
    const many = 300_000;
    for (const text of ['<'.repeat(many), '<a'.repeat(many) + '>', '<!-'.repeat(many), `<a>${'<b>x'.repeat(many)}`]) {
      expect(skeletonOf(text).text.length).toBe(text.length);
    }
  });
});
