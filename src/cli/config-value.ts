import type { OptionSpec } from './command.js';

export type OptionValue = string | number | boolean | string[];

/** A value that was configured, and where. */
export interface Setting {
  value: OptionValue;
  from: 'environment' | 'project' | 'user';
  /** The variable, or the file as a person in the working directory names it. */
  place: string;
}

/** Settings of one origin, by option, or by `command.option` where they are for one command. */
export type Layer = ReadonlyMap<string, Setting>;

/**
 * Why a value that is for no command in particular does not fit the option of that name in each command: the same name
 * may mean a file here and a text there (`comments`). `undefined` where it means the same in all.
 */
export function ambiguity(specs: readonly OptionSpec[]): string | undefined {
  const meaning = ({ type, array, choices, value }: OptionSpec) => JSON.stringify([type, array, choices, value]);
  const alike = specs.every((spec) => meaning(spec) === meaning(specs[0]!));
  return alike ? undefined : 'does not mean the same in all commands that have it: set it for a command';
}

/** Why a value does not fit an option; `undefined` where it does. */
export function misfit(value: unknown, spec: OptionSpec): string | undefined {
  if (spec.perCall) return 'is said at each call: no configuration sets it';
  if (spec.array ? !Array.isArray(value) : Array.isArray(value)) {
    return spec.array ? 'takes a text or an array of texts' : 'takes one value';
  }
  const { type, choices, empty } = spec;
  for (const one of spec.array ? (value as unknown[]) : [value]) {
    const word = type === 'string' ? 'a text' : type === 'number' ? 'a number' : 'true or false';
    if (typeof one !== type) return `takes ${spec.array ? 'texts' : word}`;
    if (one === '' && !empty) return 'takes a text that is not empty';
    if (choices !== undefined && !choices.includes(String(one))) return `takes ${choices.join(', ')}`;
  }
  return undefined;
}

/** Options whose values are places on disk, as the tables show them: FILE, DIR. */
export function isPath({ value = '' }: OptionSpec): boolean {
  return /\b(?:FILE|DIR)\b/.test(value);
}
