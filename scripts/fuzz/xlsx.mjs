// @ts-check
import fc from 'fast-check';
import { rows } from './tables.mjs';
import { zipOf } from './zip.mjs';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** @param {string} text without what XML forbids */
function escaped(text) {
  return text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {number} column */
function letters(column) {
  return String.fromCharCode(65 + (column % 26));
}

/** References of cells that a sheet does not have, or has elsewhere. */
const ODD_REFERENCES = ['ZZZZ1', 'XFD1048576', 'A0', '1A', '', 'A-1', 'AAAAAAAAAA1', 'A1:B2', 'é1'];
const ODD_ROWS = ['0', '-1', '1048577', '1e9', 'x', '', '99999'];
const ODD_INDICES = ['-1', '1e9', 'x', '', '0.5', '__proto__', '999'];

/**
 * The XML of a sheet: texts inline, shared or as results of formulas, in cells that stand where they say mostly.
 *
 * @param {string[][]} table
 * @param {string[]} shared texts that cells refer to by number
 * @param {number[]} odds
 */
function sheet(table, shared, odds) {
  let at = 0;
  const odd = (/** @type {number} */ of) => {
    const number = odds[at++ % odds.length] ?? 0;
    return number % of === 0 ? Math.floor(number / of) : -1;
  };
  const body = table.map((row, r) => {
    const cells = row.map((text, c) => {
      const wrong = odd(97);
      const reference = wrong < 0 ? `${letters(c)}${r + 1}` : ODD_REFERENCES[wrong % ODD_REFERENCES.length];
      const form = odds[at++ % odds.length] ?? 0;
      const place = form % 13 === 0 ? '' : ` r="${reference}"`;
      if (form % 4 === 0) {
        shared.push(text);
        const index = odd(89);
        return `<c${place} t="s"><v>${index < 0 ? shared.length - 1 : ODD_INDICES[index % ODD_INDICES.length]}</v></c>`;
      }
      if (form % 4 === 1) return `<c${place} t="str"><f>${escaped(text)}</f><v>${escaped(text)}</v></c>`;
      if (form % 29 === 2) return `<c${place} t="e"><v>#REF!</v></c>`;
      if (form % 29 === 3) return `<c${place}><v>1e999</v></c>`;
      return `<c${place} t="inlineStr"><is><r><t xml:space="preserve">${escaped(text)}</t></r></is></c>`;
    });
    const wrong = odd(83);
    return `<row r="${wrong < 0 ? r + 1 : ODD_ROWS[wrong % ODD_ROWS.length]}">${cells.join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:ZZ9999999"/><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** A workbook of a table: its parts as Excel names them, one of them absent, elsewhere, repeated or spoiled at times. */
export const xlsx = fc
  .tuple(rows, fc.array(fc.nat(100_000), { minLength: 8, maxLength: 40 }), fc.integer({ min: 0, max: 60 }), fc.nat())
  .map(([table, odds, fault, which]) => {
    /** @type {string[]} */
    const shared = [];
    const first = sheet(table, shared, odds);
    /** @type {[string, string][]} */
    const parts = [
      [
        '[Content_Types].xml',
        `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
      ],
      [
        '_rels/.rels',
        `${HEAD}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="${fault === 1 ? '/xl/workbook.xml' : fault === 2 ? '../../x' : 'xl/workbook.xml'}"/></Relationships>`,
      ],
      [
        'xl/workbook.xml',
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${'<sheet name="A" sheetId="1" r:id="rId1"/>'.repeat(fault === 3 ? 500 : 1)}</sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `${HEAD}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="${fault === 4 ? 'workbook.xml' : fault === 5 ? 'http://192.0.2.1/x' : 'worksheets/sheet1.xml'}"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="${fault === 6 ? 'none.xml' : 'sharedStrings.xml'}"/></Relationships>`,
      ],
      ['xl/worksheets/sheet1.xml', first],
      [
        'xl/sharedStrings.xml',
        `${HEAD}<sst xmlns="${MAIN}">${shared.map((text) => `<si><t>${escaped(text)}</t><rPh><t>x</t></rPh></si>`).join('')}</sst>`,
      ],
    ];
    const at = which % parts.length;
    const [name, text] = /** @type {[string, string]} */ (parts[at]);
    if (fault === 7) parts.splice(at, 1);
    if (fault === 8) parts.push([name, text]);
    if (fault === 9) parts[at] = [name, text.slice(0, which % text.length)];
    if (fault === 10) parts[at] = [name, `<!DOCTYPE x [<!ENTITY a "b">]>${text.replace(HEAD, '')}`];
    if (fault === 11) parts[at] = [`/${name}`, text];
    const lie = fault > 20 || fault < 12 ? 1 : fault - 10;
    return new Uint8Array(
      zipOf(parts.map(([path, content], i) => ({ name: path, data: Buffer.from(content), lie: i === at ? lie : 1 }))),
    );
  });
