// @ts-check
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { LABELS } from './pages.mjs';
import { TOKENS } from './texts.mjs';

/** Operators and operands of a page's content, and what breaks them. */
const PIECES = [
  'BT',
  'ET',
  '/F1 9 Tf',
  '/F9 9 Tf',
  '1 0 0 1 30 700 Tm',
  '0 1 -1 0 1e9 -1e9 Tm',
  '0 -11 Td',
  'T*',
  'q',
  'Q',
  '(Overview) Tj',
  '[(REVI) -20 (SION) 1e99 (HISTORY)] TJ',
  '<52> Tj',
  '<5> Tj',
  '(unclosed',
  '\\',
  '/Fm1 Do',
  'BI /W 9 /H 9 ID x EI',
  '0 0 0 0 0 0 cm',
  '[[[[[[[[',
  '<< /A << /B',
  '99999999999999999999 0 obj',
  '%',
];

/** What a page must say to be of an Overview, or of a Revision History. */
const TITLES = [
  ['ACME STIG OVERVIEW', 'Version 1, Release 2', 'Developed by DISA for the DOD', '1. INTRODUCTION', '1.1 Summary'],
  ['ACME STIG', 'REVISION HISTORY', 'Revision', 'Document', 'Description of Change', 'Release Date'],
  [],
];

/** Values that stand where a number, a name or a reference should. */
const ODD_VALUES = ['-1', '999999999', '1e400', '/X', '2 0 R', '99 0 R', '[ ]', '<< >>', 'null', '(x)', '0.5'];

/**
 * A PDF: a catalog, a tree of pages, fonts and contents, with lies where asked for: lengths, counts, places, circles of
 * pages, contents that unpack without end.
 */
export const pdf = fc
  .tuple(
    fc.array(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
          { weight: 8, arbitrary: fc.constantFrom(...LABELS).map((text) => `0 -11 Td (${literal(text)}) Tj`) },
          { weight: 1, arbitrary: fc.constantFrom(...TOKENS).map((text) => `(${literal(text)}) Tj`) },
        ),
        { maxLength: 20 },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom(...ODD_VALUES),
    fc.boolean(),
    fc.constantFrom(...TITLES),
  )
  .map(([pages, fault, odd, packed, title]) => {
    const head = title.flatMap((text, i) =>
      // The columns of the table stand side by side.
      i < 2 || title.length < 6
        ? [`0 -11 Td (${text}) Tj`]
        : [`1 0 0 1 ${60 + (i - 2) * 120} 600 Tm (${text}) Tj`, `1 0 0 1 ${60 + (i - 2) * 120} 580 Tm (V1R2) Tj`],
    );
    return build([head, ...pages], fault, odd, packed);
  });

/** @param {string} text */
function literal(text) {
  return text.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?');
}

/**
 * @param {string[][]} pages
 * @param {number} fault
 * @param {string} odd
 * @param {boolean} packed
 */
function build(pages, fault, odd, packed) {
  const ids = pages.map((_, i) => 4 + i * 2);
  const kids = fault === 1 ? '2 0 R' : fault === 2 ? odd : `${ids.map((id) => `${id} 0 R`).join(' ')}`;
  /** @type {Buffer[]} */
  const objects = [
    Buffer.from(`<< /Type /Catalog /Pages ${fault === 3 ? odd : '2 0 R'} >>`),
    Buffer.from(
      `<< /Type /Pages /Count ${fault === 4 ? odd : pages.length} /Kids ${fault === 5 ? odd : `[${kids}]`} ${fault === 6 ? '/Parent 2 0 R' : ''}>>`,
    ),
    Buffer.from(
      `<< /Type /Font /Subtype ${fault === 7 ? odd : '/Type1'} /BaseFont /Courier /Encoding ${fault === 8 ? odd : '/WinAnsiEncoding'}${fault === 9 ? ` /Widths ${odd} /FirstChar ${odd} /ToUnicode 5 0 R` : ''} >>`,
    ),
  ];
  pages.forEach((pieces, i) => {
    const plain = Buffer.from(fault === 10 ? ' '.repeat(2_000_000) : `BT /F1 9 Tf 30 700 Td ${pieces.join('\n')} ET`);
    const data = packed ? deflateSync(plain) : plain;
    const filter = packed ? ` /Filter ${fault === 11 ? '[/FlateDecode /FlateDecode /LZWDecode]' : '/FlateDecode'}` : '';
    const length = fault === 12 ? odd : String(data.length);
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent ${fault === 13 ? odd : '2 0 R'} /MediaBox ${fault === 14 ? odd : '[0 0 612 792]'} /Rotate ${fault === 15 ? odd : '0'} /Resources << /Font << /F1 3 0 R >> /XObject << /Fm1 ${5 + i * 2} 0 R >> >> /Contents ${fault === 16 ? `[${'5 0 R '.repeat(500)}]` : `${5 + i * 2} 0 R`} >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${length}${filter} /Subtype /Form /BBox [0 0 1 1] >>\nstream\n`),
        data,
        Buffer.from('\nendstream'),
      ]),
    );
  });
  const parts = [Buffer.from('%PDF-1.4\n')];
  let size = parts[0]?.length ?? 0;
  const offsets = objects.map((object, i) => {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    const offset = size;
    parts.push(part);
    size += part.length;
    return offset;
  });
  const table = offsets.map((offset) => `${String(fault === 17 ? offset + 7 : offset).padStart(10, '0')} 00000 n \n`);
  parts.push(
    Buffer.from(
      `xref\n0 ${fault === 18 ? odd : objects.length + 1}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${objects.length + 1} /Root ${fault === 19 ? odd : '1 0 R'}${fault === 20 ? ` /Prev ${size}` : ''}${fault === 21 ? ' /Encrypt << /Filter /Standard /V 1 /R 2 >>' : ''} >>\nstartxref\n${fault === 22 ? 0 : size}\n${fault === 23 ? '' : '%%EOF\n'}`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
