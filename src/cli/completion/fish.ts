import type { Completable, CompletableOption } from './words.js';

/** Completion for fish 3 and newer. */
export function fish(commands: readonly Completable[]): string {
  const lines = commands.flatMap((command) => {
    const here = `-n '__stigkit_is ${command.name}'`;
    return [
      `complete -c stigkit -n __stigkit_none -f -a ${command.name} -d ${quoted(command.describe)}`,
      ...(command.words.length === 0 ? [] : [`complete -c stigkit ${here} -f -a ${list(command.words)}`]),
      ...command.options.map((option) => `complete -c stigkit ${here} ${optionOf(option)}`),
    ];
  });
  return `# fish completion of stigkit: put it into ~/.config/fish/completions/stigkit.fish
function __stigkit_none
    test (count (commandline -opc)) -eq 1
end
function __stigkit_is
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test $words[2] = $argv[1]
end
complete -c stigkit -e
complete -c stigkit -n __stigkit_none -l help -d 'show help'
complete -c stigkit -n __stigkit_none -l version -d 'show the version'
${lines.join('\n')}
`;
}

function optionOf({ flags, describe, values }: CompletableOption): string {
  const forms = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value =
    values === null ? '' : values === 'files' ? ' -r -F' : values.length === 0 ? ' -x' : ` -x -a ${list(values)}`;
  return `${forms.join(' ')}${value} -d ${quoted(describe)}`;
}

/** Words for -a, which fish reads as a command line: quotes within quotes. */
function list(words: readonly string[]): string {
  return quoted(words.map((word) => (/[^\w./-]/.test(word) ? `"${word}"` : word)).join(' '));
}

/** A word in single quotes, as fish reads it. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
