/** A column of a table: its name, stable through releases of this program, its width in characters, its cells. */
export interface Column<T> {
  name: string;
  width: number;
  value(row: T): string | null;
  /** The words that may stand in it, where they are few. */
  choices?: readonly string[];
}

/** Names of columns. */
export function namesOf<T>(columns: readonly Column<T>[]): string[] {
  return columns.map((column) => column.name);
}

/** The cells of a row; unknown and empty are both the empty cell. */
export function cellsOf<T>(columns: readonly Column<T>[], row: T): string[] {
  return columns.map((column) => column.value(row) ?? '');
}

/** Several values in one cell. */
export function joined(values: readonly string[]): string {
  return values.join('; ');
}
