import { StigError } from '../../io/diagnostic.js';
import { nearest } from '../../io/nearest.js';
import type { CliIo } from '../cli-io.js';
import type { Command, Run } from '../command.js';
import { type Configuration, configuration, settingsOf } from '../config.js';
import { placeOf } from '../config-file.js';
import { PROJECT_FILE, type Surroundings, surroundings, userFile } from '../config-files.js';
import type { Setting } from '../config-value.js';
import type { configOptions } from '../options.js';
import { table } from '../table.js';

/** `stigkit config`: the options that files and variables set, each with where; of one command all its options. */
export const run: Run<typeof configOptions> = async ({ inputs: [name], options }, io, commands) => {
  const command = name === undefined ? undefined : commandNamed(name, commands);
  const found = surroundings(io);
  const config = configuration(found, commands, io);
  const rows = command === undefined ? allSet(config, commands) : everyOption(command, config);
  const files = filesOf(found, io);
  if (options.json) {
    await io.out(`${JSON.stringify({ files, settings: rows, unknownVariables: config.unknown }, null, 2)}\n`);
    return 0;
  }
  const sources = files.map(({ level, file, found: is }) => [level, is ? file : `none; it would be ${file}`]);
  const shown = rows.map(({ command: of, option, value, from, place }) => [
    of === null || command !== undefined ? option : `${of}.${option}`,
    value === null ? '-' : JSON.stringify(value),
    place === null ? from : `${from}, ${place}`,
  ]);
  const sections = [
    table(sources, Number.POSITIVE_INFINITY),
    shown.length === 0 ? 'Nothing is set.' : table(shown, io.columns),
  ];
  if (config.unknown.length > 0) sections.push(`No option is set by ${config.unknown.join(', ')}.`);
  await io.out(`${sections.join('\n\n')}\n`);
  return 0;
};

/** An option as it is in force; `command` is `null` where it is the same in every command that has it. */
interface Row {
  command: string | null;
  option: string;
  /** `null` where nothing sets it: the command's own default holds. */
  value: Setting['value'] | null;
  from: Setting['from'] | 'default';
  place: string | null;
}

function everyOption(command: Command, config: Configuration): Row[] {
  const settings = settingsOf(command, config);
  return Object.keys(command.options).map((option) => rowOf(command.name, option, settings.get(option)));
}

function allSet(config: Configuration, commands: readonly Command[]): Row[] {
  const rows = commands.flatMap((command) =>
    [...settingsOf(command, config)].map(([option, setting]) => ({ command, option, setting })),
  );
  const having = (option: string) => commands.filter(({ options }) => Object.hasOwn(options, option)).length;
  const options = [...new Set(rows.map((row) => row.option))].sort();
  return options.flatMap((option) => {
    const of = rows.filter((row) => row.option === option);
    const same = of.length === having(option) && of.every((row) => row.setting === of[0]!.setting);
    return same && of.length > 1
      ? [rowOf(null, option, of[0]!.setting)]
      : of.map((row) => rowOf(row.command.name, option, row.setting));
  });
}

function rowOf(command: string | null, option: string, setting: Setting | undefined): Row {
  if (setting === undefined) return { command, option, value: null, from: 'default', place: null };
  return { command, option, ...setting };
}

/** The files that are read, and those that would be. */
function filesOf({ files }: Surroundings, io: CliIo): { level: string; file: string; found: boolean }[] {
  const of = (level: string) => files.filter((file) => file.level === level).map((file) => placeOf(file, io))[0];
  const [project, user] = [of('project'), of('user')];
  const own = user ?? userFile(io.env);
  return [
    { level: 'project', file: project ?? PROJECT_FILE, found: project !== undefined },
    ...(own === undefined ? [] : [{ level: 'user', file: own, found: user !== undefined }]),
  ];
}

function commandNamed(name: string, commands: readonly Command[]): Command {
  const command = commands.find((c) => c.name === name);
  if (command !== undefined) return command;
  const names = commands.map((c) => c.name);
  const near = nearest(name, names);
  throw new StigError({
    code: 'usage',
    severity: 'error',
    message: `there is no command ${name}${near === undefined ? '' : `; did you mean ${near}?`}`,
    hint: `Commands are ${names.join(', ')}.`,
  });
}
