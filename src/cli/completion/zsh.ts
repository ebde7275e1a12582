import { type Completable, type CompletableOption, quoted } from './words.js';

/** Completion for zsh: sourced after compinit, or as a file `_stigkit` in a folder of fpath. */
export function zsh(commands: readonly Completable[]): string {
  const names = commands.map((c) => `    ${quoted(`${c.name}:${plain(c.describe)}`)}`);
  const cases = commands.map((c) => {
    const rest = c.words.length > 0 ? `1:word:(${c.words.join(' ')})` : '*:input:_files';
    const lines = [...c.options.flatMap(specs), rest].map((spec) => `        ${quoted(spec)}`);
    return `    ${c.name})\n      _arguments \\\n${lines.join(' \\\n')}\n      ;;`;
  });
  return `#compdef stigkit
# zsh completion of stigkit: source it after compinit, or put it as _stigkit into a folder of $fpath
_stigkit() {
  local -a commands=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    _arguments '--help[show help]' '--version[show the version]'
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ \${funcstack[1]} == _stigkit ]]; then _stigkit "$@"; else compdef _stigkit stigkit; fi
`;
}

/** An option as _arguments wants it, one specification for each of its forms; each shuts out the others. */
function specs({ flags, describe, values, value, repeats }: CompletableOption): string[] {
  const before = repeats ? '*' : flags.length > 1 ? `(${flags.join(' ')})` : '';
  const action = values === 'files' ? '_files' : values === null ? '' : choice(values);
  const after = values === null ? '' : `:${plain(value)}:${action}`;
  return flags.map((flag) => {
    const equals = values !== null && flag.startsWith('--') ? '=' : '';
    return `${before}${flag}${equals}[${plain(describe)}]${after}`;
  });
}

function choice(values: readonly string[]): string {
  return values.length === 0 ? ' ' : `(${values.map((v) => v.replaceAll(' ', '\\ ')).join(' ')})`;
}

/** Without the characters that end a part of a specification. */
function plain(text: string): string {
  return text.replace(/[[\]:]/g, ' ');
}
