import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCkl } from '../../src/formats/ckl/write.js';
import { writeCklb } from '../../src/formats/cklb/write.js';
import { type JsonNode, parseJsonTree } from '../../src/io/json-tree.js';
import { Source } from '../../src/io/source.js';
import { replaceForbidden } from '../../src/io/xml-writer.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readFixture, readText } from '../support/checklist-files.js';

const report = () => {};

/** Texts as hostile as they come: markup, quotes, every control character, halves of pairs, all kinds of line ends. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\r',
      '\n',
      '\t',
      ' ',
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '&amp;',
      '\\',
      '\u0000',
      '\ud800',
      '“',
    ),
  }),
);

function typed(checklist: Checklist, text: string): Checklist {
  const [review] = checklist.stigs[0]!.reviews;
  Object.assign(review!, { findingDetails: text, comments: text, severityJustification: text, status: 'open' });
  return checklist;
}

function typedOf(checklist: Checklist): string[] {
  const { findingDetails, comments, severityJustification } = checklist.stigs[0]!.reviews[0]!;
  return [findingDetails, comments, severityJustification];
}

const legal = (text: string) => replaceForbidden(text).text;
const three = (text: string) => [text, text, text];

describe('what a person typed comes back letter for letter', () => {
  it('from CKLB, new and changed in place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const options of [{}, { viewer: 3 as const }]) {
          const written = writeCklb(typed(readFixture('cklb', 'viewer-3.7').checklist, text), options, { report });
          expect(typedOf(readText(written, 'cklb'))).toEqual(three(text));
        }
      }),
    );
  });

  it('from CKL changed in place, whatever its line ends and quotes, but for what XML forbids', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const name of ['viewer-2.17', 'viewer-3.7', 'evaluate-stig', 'stig-manager', 'utf-16', 'windows-1252']) {
          const written = writeCkl(typed(readFixture('ckl', name).checklist, text), {}, { report });
          expect(typedOf(readText(written, 'ckl')), name).toEqual(three(legal(text)));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('from CKL of STIG Viewer 3; from that of STIG Viewer 2 with LF for CR', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const write = (viewer: 2 | 3) =>
          writeCkl(typed(readFixture('ckl', 'viewer-2.17').checklist, text), { viewer }, { report });
        expect(typedOf(readText(write(3), 'ckl'))).toEqual(three(legal(text)));
        expect(typedOf(readText(write(2), 'ckl'))).toEqual(three(legal(text).replace(/\r\n?/g, '\n')));
      }),
    );
  });
});

describe('JSON with places', () => {
  const plain = (node: JsonNode): unknown =>
    node.kind === 'scalar'
      ? node.value
      : node.kind === 'array'
        ? node.items.map(plain)
        : Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));

  it('reads what JSON.parse reads, and knows where', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const tree = parseJsonTree(new Source('a.json', Buffer.from(text)));
        expect(JSON.stringify(plain(tree))).toBe(JSON.stringify(JSON.parse(text)));
        expect([tree.start, tree.end]).toEqual([0, text.length]);
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', ']', '\\', '0', 'x', ' ', ':'),
        (json, at, put) => {
          const cut = at % (json.length + 1);
          const text = json.slice(0, cut) + put + json.slice(cut + 1);
          const accepts = (parse: () => unknown) => {
            try {
              parse();
              return true;
            } catch {
              return false;
            }
          };
          // A first byte of zero or a mark would be taken as an encoding.
          const ours = accepts(() => parseJsonTree(new Source('a.json', Buffer.from(text))));
          expect(ours).toBe(accepts(() => JSON.parse(text)));
        },
      ),
    );
  });
});
