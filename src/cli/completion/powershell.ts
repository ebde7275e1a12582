import type { Completable } from './words.js';

/** Completion for PowerShell 5.1 and newer. */
export function powershell(commands: readonly Completable[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      option.values === null
        ? []
        : option.flags.map((flag) => {
            const words = option.values === 'files' ? [] : (option.values ?? []);
            return `      ${quoted(`${name} ${flag}`)} { ${list(words)}; break }`;
          }),
    ),
  );
  const flags = commands.map((c) => `          ${quoted(c.name)} { ${list(c.options.flatMap((o) => o.flags))} }`);
  const words = commands
    .filter((c) => c.words.length > 0)
    .map((c) => `          ${quoted(c.name)} { ${list(c.words)} }`);
  return `# PowerShell completion of stigkit: add it to the file that $PROFILE names
Register-ArgumentCompleter -Native -CommandName stigkit -ScriptBlock {
  param($word, $ast, $position)
  $typed = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  # The word that is being typed is the last element; where none is, there is none for it.
  if ($word) { $typed = @($typed | Select-Object -SkipLast 1) }
  $words = if ($typed.Count -lt 2) {
    ${list([...commands.map((c) => c.name), '--help', '--version'])}
  } else {
    switch -CaseSensitive ($typed[1] + ' ' + $typed[-1]) {
${values.join('\n')}
      default {
        if ($word -like '-*') {
          switch ($typed[1]) {
${flags.map((line) => `  ${line}`).join('\n')}
          }
        } else {
          switch ($typed[1]) {
${words.map((line) => `  ${line}`).join('\n')}
          }
        }
      }
    }
  }
  # Where nothing is offered, PowerShell offers files.
  $words | Where-Object { $_ -clike "$word*" } | ForEach-Object {
    $text = if ($_ -match ' ') { "'$_'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
  }
}
`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
