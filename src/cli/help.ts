import type { Command, OptionSpec } from './command.js';
import { table, wrap } from './table.js';

/**
 * Help as text, made from the command table. Lines keep to the width; examples stay whole, as they are there to be
 * copied.
 */

/** Widest column of options: a longer one has its description on the next line. */
const MOST_LABEL = 28;

/** Help of the whole: the commands, and how to go on. */
export function overviewHelp(commands: readonly Command[], width: number): string {
  const rows = commands.map((command) => [`  ${command.name}`, command.describe]);
  return [
    'stigkit COMMAND INPUT... [options]',
    '',
    ...wrap('An INPUT is a file, a directory, a zip, a glob or - (standard input).', width),
    '',
    'Commands:',
    table(rows, width),
    '',
    table(
      [
        ['  -h, --help', 'show help, of a command after its name'],
        ['  -V, --version', 'show the version'],
      ],
      width,
    ),
    '',
    ...wrap('stigkit COMMAND --help shows the options and examples of a command.', width),
  ].join('\n');
}

/** Help of one command: how it is called, its options under their headings, examples. */
export function commandHelp(command: Command, width: number): string {
  const labels = Object.entries(command.options).map(([name, spec]) => labelOf(name, spec));
  const column = Math.min(MOST_LABEL, Math.max(...labels.map((label) => label.length), '      --help'.length));
  const sections = groupsOf(command).flatMap(([heading, options]) => [
    '',
    `${heading}:`,
    ...options.flatMap(([name, spec]) => optionLines(labelOf(name, spec), describeOption(spec), column, width)),
  ]);
  return [
    usageOf(command),
    '',
    ...wrap(`${sentence(command.describe)}`, width),
    ...(command.positional === null
      ? []
      : ['', table([[`  ${namesOf(command)}`, command.positional.describe]], width)]),
    ...sections,
    ...optionLines('  -h, --help', 'show this', column, width),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, does]) => [`  # ${does}`, `  ${line}`]),
  ].join('\n');
}

/** How a command is called: `stigkit diff OLD NEW [options]`. */
export function usageOf(command: Command): string {
  return ['stigkit', command.name, namesOf(command), '[options]'].filter((part) => part !== '').join(' ');
}

/** The positional arguments as shown: `INPUT...`, `FILE [RULE]`. */
function namesOf({ positional }: Command): string {
  return (positional?.usage ?? '').replace(/[<>]/g, '').replaceAll('..', '...').toUpperCase();
}

/** Options by the heading they stand under: those without one first, `Messages` last. */
export function groupsOf(command: Command): [heading: string, options: [name: string, spec: OptionSpec][]][] {
  const groups = new Map<string, [string, OptionSpec][]>([['Options', []]]);
  for (const [name, spec] of Object.entries(command.options)) {
    const group = spec.group ?? 'Options';
    groups.set(group, [...(groups.get(group) ?? []), [name, spec]]);
  }
  const last = (heading: string) => (heading === 'Messages' ? 1 : 0);
  return [...groups].filter(([, options]) => options.length > 0).sort(([a], [b]) => last(a) - last(b));
}

/** An option as typed, with its short form and value: `-o, --output FILE|DIR`. */
export function flagsOf(name: string, { alias, type, value }: OptionSpec): string {
  const short = alias === undefined ? '' : `-${alias}, `;
  return `${short}--${name}${type === 'boolean' ? '' : ` ${value ?? 'VALUE'}`}`;
}

/** What an option does, with the values it takes where its description names them not. */
export function describeOption({ describe, choices, array }: OptionSpec): string {
  const named = new Set(describe.split(/[^\w-]+/));
  const untold = choices?.some((choice) => !named.has(choice)) ?? false;
  return `${describe}${untold ? `: ${choices!.join(', ')}` : ''}${array ? ' (repeatable)' : ''}`;
}

/** Descriptions begin small, to stand in tables. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function labelOf(name: string, spec: OptionSpec): string {
  return `  ${spec.alias === undefined ? '    ' : ''}${flagsOf(name, spec)}`;
}

function optionLines(label: string, text: string, column: number, width: number): string[] {
  const [first = '', ...rest] = wrap(text, Math.max(20, width - column - 2));
  const indent = ' '.repeat(column + 2);
  const head = label.length <= column ? [`${label.padEnd(column)}  ${first}`] : [label, `${indent}${first}`];
  return [...head, ...rest.map((line) => indent + line)];
}
