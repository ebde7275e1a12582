import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** What a column holds. A list is one of texts, each of which may be null. */
export type ParquetType = 'string' | 'date' | 'integer' | 'double' | 'boolean' | 'strings';

/** A value as a column of its type takes it; a date is `YYYY-MM-DD`. `null` is SQL's NULL, in every column. */
export type ParquetValue = string | number | boolean | readonly (string | null)[] | null;

/** A column: its name, and what is in it. */
export interface ParquetColumn {
  name: string;
  type: ParquetType;
}

/** What became of a value that a column could not take as it is. */
export interface ParquetLoss {
  column: string;
  /** Halves of surrogate pairs that became U+FFFD, or a text that is no day of the calendar and became NULL. */
  loss: { kind: 'replaced'; count: number } | { kind: 'no-date'; value: string };
}

/** Bounds of a row group: what is held in memory until it is written. */
export interface GroupLimits {
  rows: number;
  /** Characters of texts, each distinct one counted once. */
  characters: number;
}

const LIMITS: GroupLimits = { rows: 10_000, characters: 8_000_000 };

/**
 * An Apache Parquet file in pieces: `begin`, after each row `take`, at last `end`. Rows are taken as they come, and no more
 * than one row group is held. Texts are UTF-8; nothing in the file depends on the clock or the machine, so that same rows are same bytes.
 */
export class ParquetFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #limits: GroupLimits;
  readonly #bytes = new ByteWriter();
  readonly #file: ParquetWriter;
  #texts = new Map<string, string>();
  #data: unknown[][];
  #rows = 0;
  #characters = 0;

  /** `name` says what the rows are; it stands in the file's metadata under `stigkit.table`. */
  constructor(name: string, columns: readonly ParquetColumn[], limits: GroupLimits = LIMITS) {
    this.#columns = columns;
    this.#limits = limits;
    this.#data = columns.map(() => []);
    this.#file = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'schema', num_children: columns.length }, ...columns.flatMap(elementsOf)],
      // Readers on the JVM trust the bounds of text columns only where this has the form NAME version NUMBER. The number
      // is that of the layout: bytes are not to change with each release of this program.
      createdBy: 'stigkit version 1',
      kvMetadata: [{ key: 'stigkit.table', value: name }],
    });
  }

  /** Adds a row, one value a column. What is lost in it is told to `onLoss`. */
  add(row: readonly ParquetValue[], onLoss: OnLoss): void {
    for (let c = 0; c < this.#columns.length; c++) {
      this.#data[c]!.push(this.#stored(row[c] ?? null, this.#columns[c]!, onLoss));
    }
    this.#rows++;
  }

  /** What a file begins with. */
  begin(): Uint8Array {
    return this.#taken();
  }

  /** Bytes that are ready, where a row group is full; else `null`. */
  take(): Uint8Array | null {
    if (this.#rows < this.#limits.rows && this.#characters < this.#limits.characters) return null;
    this.#flush();
    return this.#taken();
  }

  /** The rest of the file. */
  end(): Uint8Array {
    if (this.#rows > 0) this.#flush();
    this.#file.finish();
    return this.#taken();
  }

  #flush(): void {
    this.#file.write({
      columnData: this.#columns.map(({ name }, c) => ({ name, data: this.#data[c]! })),
      rowGroupSize: this.#rows,
    });
    this.#data = this.#columns.map(() => []);
    this.#texts = new Map();
    this.#rows = 0;
    this.#characters = 0;
  }

  /** Offsets in the file go on counting: only the buffer begins anew. */
  #taken(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }

  #stored(value: ParquetValue, column: ParquetColumn, onLoss: OnLoss): unknown {
    if (value === null) return null;
    switch (column.type) {
      case 'string':
        return this.#text(value as string, column, onLoss);
      case 'strings': {
        const list = value as readonly (string | null)[];
        return list.length === 0 ? NONE : list.map((text) => (text === null ? null : this.#text(text, column, onLoss)));
      }
      case 'date': {
        const day = dayOf(value as string);
        if (day === null) onLoss({ column: column.name, loss: { kind: 'no-date', value: value as string } });
        return day;
      }
      default:
        return value;
    }
  }

  /**
   * One copy of each text in a group, and one that stands alone: a text cut out of a file holds on to the whole of it, and
   * the rules of a thousand checklists are the same texts.
   */
  #text(text: string, { name }: ParquetColumn, onLoss: OnLoss): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const wellFormed = text.isWellFormed();
    if (!wellFormed) onLoss({ column: name, loss: { kind: 'replaced', count: loneSurrogates(text) } });
    const copy = DECODER.decode(ENCODER.encode(text));
    // What was replaced is not kept: each place it stands in is to be told.
    if (wellFormed) this.#texts.set(copy, copy);
    this.#characters += copy.length;
    return copy;
  }
}

/** Takes what could not be held as it is. */
export type OnLoss = (loss: ParquetLoss) => void;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Most lists are empty. */
const NONE: readonly string[] = [];

/** Days since 1970 of `YYYY-MM-DD`; `null` where that is no day. */
function dayOf(text: string): number | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return time / 86_400_000;
}

function loneSurrogates(text: string): number {
  let count = 0;
  for (const character of text) if (!character.isWellFormed()) count++;
  return count;
}

type Element = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** A column in the file's schema; a list is three levels deep, as the format's description of lists has it. */
function elementsOf({ name, type }: ParquetColumn): Element[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;
  switch (type) {
    case 'string':
      return [{ ...optional, ...text }];
    case 'date':
      return [{ ...optional, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } }];
    case 'integer':
      return [{ ...optional, type: 'INT32' }];
    case 'double':
      return [{ ...optional, type: 'DOUBLE' }];
    case 'boolean':
      return [{ ...optional, type: 'BOOLEAN' }];
    case 'strings':
      return [
        { ...optional, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', ...text },
      ];
  }
}
