import yargs, { type Options } from 'yargs';
import { VERSION } from '../generated/version.js';
import { didYouMean } from '../io/nearest.js';
import { wronglyNegated } from './args.js';
import type { Command, Invocation, OptionTable } from './command.js';

/** What yargs made of a command line. */
export type Parsed =
  | { kind: 'run'; command: Command; invocation: Invocation<OptionTable> }
  | { kind: 'shown'; text: string }
  | { kind: 'wrong'; message: string; hint?: string | undefined };

/** Parses a command line with yargs, for its words for what is wrong. Called only where the plain parse does not suffice. */
export async function parseWithYargs(commands: readonly Command[], argv: readonly string[]): Promise<Parsed> {
  let found: Parsed | undefined;
  let wrong: string | undefined;
  let shown = '';
  const parser = yargs([])
    .scriptName('stigkit')
    .parserConfiguration({
      'parse-positional-numbers': false,
      'parse-numbers': false,
      'dot-notation': false,
      'camel-case-expansion': false,
      'greedy-arrays': false,
      'strip-aliased': true,
    })
    .version(VERSION)
    .alias('version', 'V')
    .help(false)
    .locale('en')
    .exitProcess(false)
    .demandCommand(1, 'A command is missing.')
    .strict()
    .fail((message, error) => {
      wrong ??= message ?? error?.message;
    });
  for (const command of commands) {
    parser.command(
      command.positional === null ? command.name : `${command.name} ${command.positional.usage}`,
      command.describe,
      (builder) => {
        for (const [name, spec] of Object.entries(command.options)) builder.option(name, optionOf(spec));
        for (const name of positionalNames(command)) builder.positional(name, { type: 'string' });
        return builder;
      },
      (values) => {
        const given = positionalNames(command).flatMap((name) => values[name] ?? []);
        const inputs = given.map(String);
        const options: Record<string, never> = {};
        const negated = wronglyNegated(command, argv);
        if (negated !== undefined) wrong ??= `Unknown argument: ${negated.slice(2)}`;
        for (const [option, { type, array }] of Object.entries(command.options)) {
          const value = values[option];
          if (Array.isArray(value) && !array) wrong ??= `--${option} is given more than once`;
          if (type === 'number' && [value].flat().some(Number.isNaN)) wrong ??= `--${option} takes a number`;
          if (value !== undefined) options[option] = value as never;
        }
        found = { kind: 'run', command, invocation: { inputs, options } };
      },
    );
  }
  await parser.parseAsync([...argv], {}, (_error, _values, output) => {
    shown += output;
  });
  if (wrong !== undefined) return { kind: 'wrong', ...explain(wrong, commands, argv) };
  if (shown !== '') return { kind: 'shown', text: shown };
  return found ?? { kind: 'wrong', message: 'A command is missing.' };
}

function positionalNames(command: Command): string[] {
  return command.positional?.usage.match(/[\w-]+/g) ?? [];
}

function optionOf(spec: OptionTable[string]): Options {
  return {
    type: spec.type,
    ...(spec.array ? { array: true } : {}),
    ...(spec.alias === undefined ? {} : { alias: spec.alias }),
    ...(spec.choices === undefined ? {} : { choices: [...spec.choices] }),
    ...(spec.type === 'boolean' ? {} : { requiresArg: true }),
  };
}

/** What is wrong in words, with the nearest name where a command, an option or a choice of one is unknown. */
function explain(
  message: string,
  commands: readonly Command[],
  argv: readonly string[],
): { message: string; hint?: string } {
  if (/^Not enough non-option arguments/.test(message)) return { message: 'an input is missing' };
  const command = commands.find((c) => c.name === argv[0]);
  const choice = /Argument: (\S+), Given: (.*), Choices: /.exec(message);
  const choices = command?.options[choice?.[1] ?? '']?.choices;
  if (choice !== null && choices !== undefined) {
    const given = choice[2]!.replace(/^"|"$/g, '');
    return {
      message: `--${choice[1]} does not know ${JSON.stringify(given)}${didYouMean(given, choices)}`,
      hint: `It takes ${choices.join(', ')}.`,
    };
  }
  const unknown = /^Unknown (argument|command)s?: (.*)$/.exec(message);
  if (unknown === null) return { message: message.replace(/\s*\n\s*/g, ' ') };
  const names = unknown[2]!.split(', ');
  const first = names.find((name) => argv.some((a) => a === `--${name}` || a.startsWith(`--${name}=`)));
  if (command === undefined && first === undefined) {
    const name = argv.find((a) => !a.startsWith('-')) ?? names[0]!;
    const known = commands.map((c) => c.name);
    return { message: `there is no command ${name}${didYouMean(name, known)}` };
  }
  if (first !== undefined) {
    const known = Object.keys(command?.options ?? {});
    return { message: `there is no option --${first}${didYouMean(first, known, '--')}` };
  }
  const short = names.find((name) => argv.some((a) => /^-[^-]/.test(a) && a.slice(1).startsWith(name)));
  return { message: short === undefined ? `too many arguments: ${names.join(', ')}` : `there is no option -${short}` };
}
