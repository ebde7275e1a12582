import type { CliIo } from './cli-io.js';

/** An option of a command. */
export interface OptionSpec {
  type: 'string' | 'boolean' | 'number';
  describe: string;
  /** May be the empty text: what is typed over an answer. */
  empty?: true;
  /** May be given several times. */
  array?: true;
  alias?: string;
  choices?: readonly string[];
  /** Shown for the value in help: `FILE`. */
  value?: string;
  /** Heading the option stands under in help. */
  group?: string;
  /** Said at each call and never configured: what file is written or replaced, and what is answered. */
  perCall?: true;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The values of a command's options, by name. */
export type ValuesOf<O extends OptionTable> = {
  [K in keyof O]?:
    | (O[K]['type'] extends 'boolean'
        ? boolean
        : O[K] extends { array: true }
          ? string[]
          : O[K]['type'] extends 'number'
            ? number
            : string)
    | undefined;
};

/** What a command is called with: its positional arguments in order, and its options. */
export interface Invocation<O extends OptionTable> {
  inputs: string[];
  options: ValuesOf<O>;
}

/**
 * Does the work. Gives the exit code: 0 done, 1 the answer is no, 2 wrong use or something could not be read or written.
 * `commands` is the table of all, for what is about the command itself: the table loads each of them and is imported by
 * none.
 */
export type Run<O extends OptionTable> = (
  invocation: Invocation<O>,
  io: CliIo,
  commands: readonly Command[],
) => Promise<number>;

/** What a command takes beside its options. */
export interface Positional {
  usage: string;
  min: number;
  max: number;
  describe: string;
  /** The words there are, where they are no files: shells offer them. */
  words?: () => readonly string[];
}

/** A row of the command table: data only, with the code behind `load`. */
export interface Command<O extends OptionTable = OptionTable> {
  name: string;
  describe: string;
  /** Positional arguments as shown, such as `<input..>`; `[id..]` where there may be none. */
  positional: Positional | null;
  options: O;
  /** Command lines that work on the examples of the package, each with what it does. */
  examples: readonly (readonly [command: string, does: string])[];
  load(): Promise<Run<O>>;
}

/** Ties a row's options to the types of the code behind it. */
export function command<const O extends OptionTable>(row: Command<O>): Command<O> {
  return row;
}
