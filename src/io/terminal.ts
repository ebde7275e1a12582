/** What of a stream and its surroundings decides how it is written to. */
export interface TerminalState {
  isTerminal: boolean;
  env: Readonly<Record<string, string | undefined>>;
  columns?: number | undefined;
}

/**
 * Whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org: any value but the empty one) or TERM is
 * `dumb`. FORCE_COLOR overrides both, to the one side or, as `0` or `false`, to the other, as in Node itself.
 */
export function usesColour({ isTerminal, env }: TerminalState): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && !no && term !== 'dumb';
}

/** Whether to show progress: on a terminal that can rewrite a line, unless told not to. */
export function showsProgress(
  { isTerminal, env }: TerminalState,
  { progress = true, quiet = false }: { progress?: boolean | undefined; quiet?: boolean | undefined },
): boolean {
  return isTerminal && env.TERM !== 'dumb' && progress && !quiet;
}

/** Columns: the terminal's, else those of COLUMNS, else 80. */
export function widthOf({ columns, env }: TerminalState): number {
  if (columns !== undefined && columns > 0) return columns;
  const set = /^\d{1,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : 0;
  return set > 0 ? set : 80;
}

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Functions that colour a text, each by its name. */
export type Colours = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

/** The colours of a stream; they leave text as it is where colour is not used. Texts are to be sanitized before. */
export function colours(isTerminal: boolean, env: TerminalState['env']): Colours {
  const on = usesColour({ isTerminal, env });
  const entries = Object.entries(CODES).map(([name, [open, close]]) => {
    return [name, on ? (text: string) => `\x1b[${open}m${text}\x1b[${close}m` : (text: string) => text];
  });
  return Object.fromEntries(entries) as Colours;
}

/** CSI sequences (colours, cursor), and strings to the terminal that have an end (OSC: titles, links; DCS, APC). Neither runs past the next beginning of one: time stays linear. */
const CSI = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g;
const STRINGS = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)/g;
/** What is left of control characters, but tab and line feed; and marks that reorder what is shown (CVE-2021-42574). */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that may be shown on a terminal: without control sequences and characters, and without marks that reorder text.
 * Line feeds and tabs stay. For everything that comes from an input: names, messages, rule text.
 */
export function sanitize(text: string): string {
  return text.replace(STRINGS, '').replace(CSI, '').replace(CONTROLS, '');
}

/** The same in one line, for names and table cells: line ends and tabs become blanks. */
export function sanitizeLine(text: string): string {
  return sanitize(text.replace(/\r\n|[\r\n\t\u2028\u2029]/g, ' '));
}

/** Marks that stand over the character before: they take no cell of their own. */
const NO_CELL = /\p{Mn}|\p{Me}|[\u200b-\u200d\u2060\ufeff]/u;
/** Characters of two cells: Hangul, Kana, Han, full-width forms, and pictures (Unicode's East Asian Width, W and F). */
const TWO_CELLS =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Cells of a terminal that a line takes, as most terminals have it. */
export function cellsOf(line: string): number {
  let cells = 0;
  for (const character of line) cells += NO_CELL.test(character) ? 0 : TWO_CELLS.test(character) ? 2 : 1;
  return cells;
}
