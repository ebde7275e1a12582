import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBBlobValue, DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { folderOf } from './folder.js';

/** A row as readers of Parquet give it, made plain: dates as `YYYY-MM-DD`, missing values as `null`. */
export type Row = Record<string, unknown>;

const exact = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The rows as hyparquet reads them, with a byte order mark kept, which its own decoder takes away. */
export async function readWithHyparquet(bytes: Uint8Array): Promise<Row[]> {
  const file = new Uint8Array(bytes).buffer;
  const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (text: Uint8Array) => text && exact.decode(text) };
  const rows = await parquetReadObjects({ file, parsers });
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

/** What the file says of itself, as hyparquet reads it. */
export function metadataOf(bytes: Uint8Array) {
  const metadata = parquetMetadata(new Uint8Array(bytes).buffer);
  const columns = parquetSchema(metadata).children.map(({ element }) => element);
  return { metadata, columns };
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value ?? null;
}

/**
 * The rows as DuckDB reads them. Texts are asked for as bytes and compared as such: its Node package takes a byte order
 * mark away.
 */
export async function readWithDuckdb(bytes: Uint8Array): Promise<Row[]> {
  const path = join(folderOf(), 'table.parquet');
  writeFileSync(path, bytes);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`);
  const columns = types.getRowsJson().map(([name, type]) => {
    if (type === 'VARCHAR') return `encode("${name}") AS "${name}"`;
    if (type === 'VARCHAR[]') return `list_transform("${name}", lambda text: encode(text)) AS "${name}"`;
    return type === 'DATE' ? `encode(CAST("${name}" AS VARCHAR)) AS "${name}"` : `"${name}"`;
  });
  const reader = await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM '${path}'`);
  return reader
    .getRowObjectsJS()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, decoded(value)])));
}

function decoded(value: unknown): unknown {
  if (value instanceof DuckDBBlobValue) return exact.decode(value.bytes);
  if (value instanceof Uint8Array) return exact.decode(value);
  return Array.isArray(value) ? value.map(decoded) : value;
}
