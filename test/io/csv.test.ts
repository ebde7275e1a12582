import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, readCsv, unguardFormula, writeCsv } from '../../src/io/csv.js';
import { nastyText } from '../support/nasty-text.js';

describe('writeCsv', () => {
  it('writes a byte order mark, quotes and CRLF, and leaves empty fields bare', () => {
    expect(
      writeCsv(
        ['a', 'b'],
        [
          ['x "y"', ''],
          ['1\n2', 'ü,'],
        ],
      ),
    ).toBe('\ufeff"a","b"\r\n"x ""y""",\r\n"1\n2","ü,"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''-x"])('guards %j', (field) => {
    expect(guardFormula(field)).toBe(`'${field}`);
    expect(unguardFormula(guardFormula(field))).toBe(field);
  });

  it.each(['', 'x=1', "'quoted'", "'", ' =1', '1-1'])('leaves %j', (field) => {
    expect(guardFormula(field)).toBe(field);
    expect(unguardFormula(field)).toBe(field);
  });

  it('gives the values back, and no field that begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nastyText, nastyText), { minLength: 1, maxLength: 4 }), (rows) => {
        const written = writeCsv(['a', 'b'], rows);
        expect(readCsv(written)).toEqual([['a', 'b'], ...rows]);
        for (const field of fieldsOf(written.slice(1)).flat()) expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
      { numRuns: 500 },
    );
  });
});

/** A reader of RFC 4180 by its grammar, to judge ours by. */
function fieldsOf(text: string): string[][] {
  const records: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    let field = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        field += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') field += text[at++];
    records.at(-1)!.push(field);
    if (text[at] === ',') {
      at++;
      if (text[at] === '\r') records.at(-1)!.push('');
    }
    if (text[at] === '\r') {
      at += 2;
      if (at < text.length) records.push([]);
    }
  }
  return records;
}
