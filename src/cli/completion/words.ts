import { FORMATS } from '../../formats/registry.js';
import type { Command, OptionSpec } from '../command.js';

/** What a shell may offer in a command, the same for every shell. Scripts hold it all: completing calls nothing. */
export interface Completable {
  name: string;
  describe: string;
  options: CompletableOption[];
  /** Words that its arguments may be; empty where they are files. */
  words: readonly string[];
}

export interface CompletableOption {
  /** As typed: `--to`, and `-t` where there is a short form. */
  flags: string[];
  describe: string;
  /** `null` where it takes no value; `files` where the value is a place; else the values there are, none where it is free. */
  values: readonly string[] | 'files' | null;
  /** Name of the value as help shows it. */
  value: string;
  repeats: boolean;
}

export function completable(commands: readonly Command[]): Completable[] {
  return commands.map(({ name, describe, options, positional }) => ({
    name,
    describe,
    options: [...Object.entries(options).flatMap(([option, spec]) => forms(option, spec)), HELP],
    words: positional?.words?.() ?? [],
  }));
}

const HELP: CompletableOption = {
  flags: ['--help', '-h'],
  describe: 'show help',
  values: null,
  value: '',
  repeats: false,
};

/** An option; one that is on unless said, by its `--no-` form as well. */
function forms(name: string, spec: OptionSpec): CompletableOption[] {
  const { alias, describe, value = 'VALUE', array = false } = spec;
  const flags = [`--${name}`, ...(alias === undefined ? [] : [`-${alias}`])];
  const option = { flags, describe, values: valuesOf(name, spec), value, repeats: array };
  return describe.includes(`--no-${name}`) ? [option, { ...option, flags: [`--no-${name}`] }] : [option];
}

function valuesOf(name: string, { type, choices, value = '' }: OptionSpec): CompletableOption['values'] {
  if (type === 'boolean') return null;
  if (choices !== undefined) return choices;
  if (value === 'FORMAT') {
    return FORMATS.filter(({ reads, writes }) => (name === 'from' ? reads : writes).length > 0).map((f) => f.name);
  }
  return /\b(?:FILE|DIR)\b/.test(value) ? 'files' : [];
}

/** A word in single quotes, as sh and zsh read it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
