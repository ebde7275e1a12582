import { unknownName } from '../../io/nearest.js';
import type { Command, Run } from '../command.js';
import { COMMANDS } from '../commands.js';
import type { completionOptions } from '../options.js';

/** `stigkit completion SHELL`: a script made from the command table; it calls nothing when it completes. */
export const run: Run<typeof completionOptions> = async ({ inputs }, io) => {
  const shell = inputs[0]!.toLowerCase();
  const script = SHELLS.get(shell);
  if (script === undefined) {
    const shells = [...SHELLS.keys()];
    throw unknownName('there is no completion for', inputs[0]!, shells, { hint: `Shells are ${shells.join(', ')}.` });
  }
  await io.out(script(COMMANDS));
  return 0;
};

const SHELLS = new Map<string, (commands: readonly Command[]) => string>([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
  ['powershell', powershell],
]);

/** An option as typed: a long one, and the short one where there is one. */
function flags(command: Command): string[] {
  return Object.entries(command.options).flatMap(([name, { alias }]) => [
    `--${name}`,
    ...(alias === undefined ? [] : [`-${alias}`]),
  ]);
}

function choices(command: Command): [flag: string, values: readonly string[]][] {
  return Object.entries(command.options).flatMap(([name, spec]) =>
    spec.choices === undefined ? [] : [[`--${name}`, spec.choices] as [string, readonly string[]]],
  );
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((c) => {
    const values = choices(c).map(([flag, list]) => `        ${flag}) words=${quoted(list.join('\n'))} ;;`);
    const inner = values.length === 0 ? '' : `\n      case "$previous" in\n${values.join('\n')}\n      esac`;
    return `    ${c.name})\n      words=${quoted(flags(c).join('\n'))}${inner} ;;`;
  });
  return `# bash completion of stigkit
_stigkit() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words="" IFS=$'\\n'
  if ((COMP_CWORD == 1)); then
    words=${quoted(commands.map((c) => c.name).join('\n'))}
  else
    case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    esac
    if [[ $word != -* && $previous != --* ]]; then words=""; fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _stigkit stigkit
`;
}

function zsh(commands: readonly Command[]): string {
  const names = commands.map((c) => `    ${quoted(`${c.name}:${c.describe}`)}`);
  const cases = commands.map((c) => {
    const specs = Object.entries(c.options).map(([name, spec]) => {
      const value =
        spec.type === 'boolean'
          ? ''
          : `:${spec.value ?? name}:${spec.choices ? `(${spec.choices.map((v) => v.replaceAll(' ', '\\ ')).join(' ')})` : '_files'}`;
      return `      ${quoted(`${spec.array ? '*' : ''}--${name}[${spec.describe.replace(/[[\]:]/g, ' ')}]${value}`)} \\`;
    });
    return `    ${c.name})\n      _arguments \\\n${specs.join('\n')}\n      '*:input:_files' ;;`;
  });
  return `#compdef stigkit
# zsh completion of stigkit
_stigkit() {
  local -a commands=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  case $words[2] in
${cases.join('\n')}
  esac
}
compdef _stigkit stigkit
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((c) => [
    `complete -c stigkit -n __fish_use_subcommand -a ${c.name} -d ${quoted(c.describe)}`,
    ...Object.entries(c.options).map(([name, spec]) => {
      const short = spec.alias === undefined ? '' : ` -s ${spec.alias}`;
      const value =
        spec.type === 'boolean'
          ? ''
          : spec.choices
            ? ` -x -a ${quoted(spec.choices.map((v) => quotedIn(v)).join(' '))}`
            : ' -r';
      return `complete -c stigkit -n '__fish_seen_subcommand_from ${c.name}' -l ${name}${short}${value} -d ${quoted(spec.describe)}`;
    }),
  ]);
  return `# fish completion of stigkit\n${lines.join('\n')}\n`;
}

function quotedIn(value: string): string {
  return value.includes(' ') ? `"${value}"` : value;
}

function powershell(commands: readonly Command[]): string {
  const list = (words: readonly string[]) => words.map((w) => `'${w.replaceAll("'", "''")}'`).join(', ');
  const cases = commands.map((c) => `    '${c.name}' { @(${list(flags(c))}) }`);
  return `# PowerShell completion of stigkit
Register-ArgumentCompleter -Native -CommandName stigkit -ScriptBlock {
  param($word, $ast, $position)
  $elements = $ast.CommandElements
  $words = if ($elements.Count -lt 2 -or ($elements.Count -eq 2 -and $word)) {
    @(${list(commands.map((c) => c.name))})
  } else {
    switch ($elements[1].Value) {
  ${cases.join('\n  ')}
      default { @() }
    }
  }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

/** A word in single quotes, as sh, zsh and fish read it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
