import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { nearest } from '../io/nearest.js';
import type { CliIo } from './cli-io.js';
import type { Command, Invocation, OptionSpec, OptionTable } from './command.js';
import { fromFile } from './config-file.js';
import type { Surroundings } from './config-files.js';
import { ambiguity, type Layer, misfit, type OptionValue, type Setting } from './config-value.js';

/**
 * Options out of configuration files and the environment. The command tables say which there are and what fits, so that
 * an option is configurable by being in a table. In a file options stand at the top for every command that has them, or
 * under a command's name for that command:
 *
 *     { "lenient": true, "checklist": { "marking": "CUI" } }
 */

/** What configures a run, the strongest first. */
export interface Configuration {
  layers: readonly Layer[];
  /** Variables of the environment that name no option. */
  unknown: string[];
}

/** The invocation with what is configured and was not said on the command line. */
export function configured(
  command: Command,
  invocation: Invocation<OptionTable>,
  settings: ReadonlyMap<string, Setting>,
): Invocation<OptionTable> {
  const options = { ...invocation.options };
  for (const name of Object.keys(command.options)) {
    const setting = settings.get(name);
    if (setting !== undefined && options[name] === undefined) options[name] = setting.value as never;
  }
  return { ...invocation, options };
}

/** Reads every file and variable. Throws a StigError that lists all that is wrong with them. */
export function configuration(found: Surroundings, commands: readonly Command[], io: CliIo): Configuration {
  const problems: Diagnostic[] = [];
  const unknown: string[] = [];
  const layers = [
    fromEnvironment(found.variables, commands, io, problems, unknown),
    ...found.files.map((file) => fromFile(file, commands, io, problems)),
  ];
  if (problems.length > 0) throw new StigError(problems);
  return { layers, unknown };
}

/** What is configured of a command's options: of two settings the one of the stronger origin, then the one for this command. */
export function settingsOf(command: Command, { layers }: Configuration): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const name of Object.keys(command.options)) {
    for (const layer of layers) {
      const setting = layer.get(`${command.name}.${name}`) ?? layer.get(name);
      if (setting === undefined) continue;
      settings.set(name, setting);
      break;
    }
  }
  return settings;
}

/** The variable that sets an option, for every command or for one. */
export function variableOf(option: string, command?: string): string {
  const words = command === undefined ? option : `${command}_${option}`;
  return `STIGKIT_${words.toUpperCase().replaceAll('-', '_')}`;
}

function fromEnvironment(
  variables: readonly string[],
  commands: readonly Command[],
  io: CliIo,
  problems: Diagnostic[],
  unknown: string[],
): Layer {
  const layer = new Map<string, Setting>();
  if (variables.length === 0) return layer;
  const places = new Map<string, { key: string; specs: OptionSpec[] }>();
  for (const command of commands) {
    for (const [name, spec] of Object.entries(command.options)) {
      places.set(variableOf(name, command.name), { key: `${command.name}.${name}`, specs: [spec] });
      const common = places.get(variableOf(name)) ?? { key: name, specs: [] };
      places.set(variableOf(name), { key: name, specs: [...common.specs, spec] });
    }
  }
  for (const variable of variables) {
    const text = io.env[variable];
    // A variable that is set to nothing is how a shell takes one back.
    if (!text) continue;
    const known = places.get(variable);
    const problem = (message: string, hint?: string) =>
      problems.push({
        code: 'config-invalid',
        severity: 'error',
        file: variable,
        message,
        ...(hint === undefined ? {} : { hint }),
      });
    if (known === undefined) {
      // The environment is everybody's; only what looks misspelt is wrong.
      const near = nearVariable(variable, [...places.keys()]);
      if (near === undefined) unknown.push(variable);
      else problem(`sets no option; did you mean ${near}?`, 'Unset it, or name another.');
      continue;
    }
    const value = valueIn(text, known.specs[0]!);
    const wrong = ambiguity(known.specs) ?? misfit(value, known.specs[0]!);
    if (wrong === undefined)
      layer.set(known.key, { value: value as OptionValue, from: 'environment', place: variable });
    else problem(`${JSON.stringify(text)} ${wrong}`);
  }
  return layer;
}

/** A variable of ours that one may have been meant for. Short names are near to everything. */
function nearVariable(variable: string, known: readonly string[]): string | undefined {
  const word = (name: string) => name.slice('STIGKIT_'.length);
  const near = word(variable).length < 5 ? undefined : nearest(word(variable), known.map(word));
  return near === undefined ? undefined : `STIGKIT_${near}`;
}

/** A variable's text as the kind of value an option takes; several are written as a JSON array. */
function valueIn(text: string, spec: OptionSpec): unknown {
  if (spec.type === 'boolean') return /^(?:1|true)$/i.test(text) ? true : /^(?:0|false)$/i.test(text) ? false : text;
  if (spec.type === 'number') return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  if (!spec.array) return text;
  if (!text.startsWith('[')) return [text];
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
