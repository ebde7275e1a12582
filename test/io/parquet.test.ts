import { describe, expect, it } from 'vitest';
import { type ParquetColumn, ParquetFile } from '../../src/io/parquet.js';
import { metadataOf, readWithDuckdb, readWithHyparquet } from '../support/parquet.js';

const COLUMNS: ParquetColumn[] = [
  { name: 'text', type: 'string' },
  { name: 'day', type: 'date' },
  { name: 'whole', type: 'integer' },
  { name: 'share', type: 'double' },
  { name: 'yes', type: 'boolean' },
  { name: 'list', type: 'strings' },
];

/** Pieces of a file of these texts, as they become ready. */
function piecesOf(texts: readonly string[], limits: { rows: number; characters: number }): Uint8Array[] {
  const file = new ParquetFile('test:1', COLUMNS, limits);
  const pieces = [file.begin()];
  for (const [i, text] of texts.entries()) {
    file.add([text, '2024-02-29', i, i / 4, i % 2 === 0, [text, null]], () => {});
    const bytes = file.take();
    if (bytes !== null) pieces.push(bytes);
  }
  return [...pieces, file.end()];
}

const groups = (pieces: Uint8Array[]) =>
  metadataOf(Buffer.concat(pieces)).metadata.row_groups.map((group) => Number(group.num_rows));

describe('a Parquet file in pieces', () => {
  const texts = ['a', 'b', 'a', 'c', 'a'];

  it('gives a row group as soon as it has its rows, and the whole reads as one', async () => {
    const pieces = piecesOf(texts, { rows: 2, characters: 1000 });
    expect(pieces).toHaveLength(4);
    expect(groups(pieces)).toEqual([2, 2, 1]);
    const rows = texts.map((text, i) => ({
      ...{ text, day: '2024-02-29', whole: i, share: i / 4, yes: i % 2 === 0, list: [text, null] },
    }));
    expect(await readWithDuckdb(Buffer.concat(pieces))).toEqual(rows);
    expect(await readWithHyparquet(Buffer.concat(pieces))).toEqual(rows);
  });

  it('counts each distinct text once, and begins to count anew with each group', () => {
    expect(groups(piecesOf(texts, { rows: 100, characters: 2 }))).toEqual([2, 2, 1]);
    expect(groups(piecesOf(texts, { rows: 100, characters: 3 }))).toEqual([4, 1]);
    expect(groups(piecesOf(['a', 'a', 'a', 'a', 'a'], { rows: 100, characters: 2 }))).toEqual([5]);
  });

  it('holds a text that rows share once, so that many hosts cost little more than one', () => {
    const long = 'If the file is world-writable, this is a finding. '.repeat(200);
    const limits = { rows: 10_000, characters: 8_000_000 };
    const size = (count: number) => Buffer.concat(piecesOf(Array<string>(count).fill(long), limits)).length;
    // The other columns take 9 bytes a row.
    expect(size(4000) - size(2000)).toBeLessThan(2000 * 9 + 1000);
    expect(long).toHaveLength(10_000);
  });

  it('keeps NULL, empty texts and empty lists apart', async () => {
    const file = new ParquetFile('test:1', COLUMNS);
    const rows = [
      { text: null, day: null, whole: null, share: null, yes: null, list: null },
      { text: '', day: '1969-12-31', whole: -1, share: 0, yes: false, list: [] },
      { text: 'x', day: '9999-12-31', whole: 2 ** 31 - 1, share: 0.1, yes: true, list: ['', null] },
    ];
    for (const row of rows) file.add(Object.values(row), () => {});
    const bytes = Buffer.concat([file.begin(), file.end()]);
    expect(await readWithDuckdb(bytes)).toEqual(rows);
    expect(await readWithHyparquet(bytes)).toEqual(rows);
  });
});
