import { type Completable, quoted } from './words.js';

/** Completion for bash 3.2 and newer; without the bash-completion package. */
export function bash(commands: readonly Completable[]): string {
  const lines = (words: readonly string[]) => quoted(words.join('\n'));
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap((option) => {
      if (option.values === null) return [];
      const places = option.flags.map((flag) => quoted(`${name} ${flag}`)).join('|');
      return [`      ${places}) ${option.values === 'files' ? 'return' : `words=${lines(option.values)}`} ;;`];
    }),
  );
  const flags = commands.map((c) => `          ${c.name}) words=${lines(c.options.flatMap((o) => o.flags))} ;;`);
  const words = commands.filter((c) => c.words.length > 0);
  const others = words.map((c) => `          ${c.name}) words=${lines(c.words)} ;;`);
  return `# bash completion of stigkit: source it, or put it into ~/.local/share/bash-completion/completions/stigkit
_stigkit() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words='' found IFS=$'\\n'
  # bash breaks words at the equals sign: --to=json is three of them.
  if [[ $word == = ]]; then
    word=''
  elif [[ $previous == = ]]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words=${lines([...commands.map((c) => c.name), '--help', '--version'])}
  else
    case "\${COMP_WORDS[1]} $previous" in
${values.join('\n')}
      *)
        if [[ $word == -* ]]; then
          case "\${COMP_WORDS[1]}" in
${flags.map((line) => `  ${line}`).join('\n')}
          esac
        else
          case "\${COMP_WORDS[1]}" in
${others.map((line) => `  ${line}`).join('\n')}
          esac
        fi ;;
    esac
  fi
  for found in $words; do
    [[ $found == "$word"* ]] && COMPREPLY+=("$(printf %q "$found")")
  done
}
# Where nothing is offered, bash offers files.
complete -o default -F _stigkit stigkit
`;
}
