import parse from 'yargs-parser';
import type { Command, Invocation, OptionTable } from './command.js';

/**
 * Parses a command line with yargs' own parser. `undefined` where anything is out of the ordinary (help, an unknown
 * option, a value missing or not among the choices, too few or too many arguments): then yargs itself is loaded, which
 * says what is wrong. Most calls never pay for it: it costs as much again as Node's own start.
 */
export function parsePlain(command: Command, argv: readonly string[]): Invocation<OptionTable> | undefined {
  if (wronglyNegated(command, argv) !== undefined) return undefined;
  const joined = withDashes(command, argv);
  return parsed(command, joined) ?? parsed(command, spread(command, joined));
}

/** `--no-` before an option that takes a value: yargs makes `false` or 0 of it, which is no value of any. */
export function wronglyNegated({ options }: Command, argv: readonly string[]): string | undefined {
  return argv.find((arg) => {
    const name = arg.startsWith('--no-') ? arg.slice('--no-'.length) : '';
    return Object.hasOwn(options, name) && options[name]!.type !== 'boolean';
  });
}

/** `--results -` as `--results=-`: standard input as the value of an option that may be given several times. */
function withDashes(command: Command, argv: readonly string[]): string[] {
  const isArray = (arg: string | undefined) =>
    arg?.startsWith('--') === true && command.options[arg.slice(2)]?.array === true;
  return argv.flatMap((arg, i) =>
    arg === '-' && isArray(argv[i - 1]) ? [] : [argv[i + 1] === '-' && isArray(arg) ? `${arg}=-` : arg],
  );
}

/**
 * `OLD NEW --checklists A B` with the option before each of its values. Only where all inputs that the command takes
 * stand before the first option: a bare word behind one can then be nothing but another value.
 */
function spread(command: Command, argv: readonly string[]): string[] {
  const { min, max } = command.positional ?? { min: 0, max: 0 };
  const isOption = (arg: string) => arg.startsWith('-') && arg !== '-';
  if (min !== max || argv.findIndex(isOption) !== max) return [...argv];
  let option = '';
  let values = 0;
  return argv.flatMap((arg) => {
    if (isOption(arg)) {
      const spec = command.options[arg.slice(2)];
      option = spec?.array === true ? arg : '';
      values = 0;
      return [arg];
    }
    return option !== '' && values++ > 0 ? [option, arg] : [arg];
  });
}

function parsed(command: Command, argv: readonly string[]): Invocation<OptionTable> | undefined {
  const names = Object.keys(command.options);
  const named = (test: (name: string) => boolean) => names.filter(test);
  const spec = (name: string) => command.options[name]!;
  const detailed = parse.detailed([...argv], {
    string: named((n) => spec(n).type === 'string'),
    boolean: named((n) => spec(n).type === 'boolean'),
    number: named((n) => spec(n).type === 'number'),
    array: named((n) => spec(n).array === true),
    narg: Object.fromEntries(named((n) => spec(n).type !== 'boolean').map((n) => [n, 1])),
    alias: Object.fromEntries(named((n) => spec(n).alias !== undefined).map((n) => [n, [spec(n).alias!]])),
    configuration: {
      'parse-positional-numbers': false,
      'parse-numbers': false,
      'dot-notation': false,
      'camel-case-expansion': false,
      'greedy-arrays': false,
      'strip-aliased': true,
      'duplicate-arguments-array': true,
      'boolean-negation': true,
    },
  });
  if (detailed.error) return undefined;
  const { _: positional, ...values } = detailed.argv;
  const inputs = positional.map(String);
  const { min, max } = command.positional ?? { min: 0, max: 0 };
  if (inputs.length < min || inputs.length > max) return undefined;
  for (const [name, value] of Object.entries(values)) {
    if (!names.includes(name)) return undefined;
    const { array, type, choices, empty } = spec(name);
    for (const one of array && Array.isArray(value) ? value : [value]) {
      const fits = type === 'number' ? typeof one === 'number' && !Number.isNaN(one) : typeof one === type;
      if (!fits || (one === '' && !empty) || (choices !== undefined && !choices.includes(String(one))))
        return undefined;
    }
  }
  return { inputs, options: values };
}
