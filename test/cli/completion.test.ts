/** Completion, as each shell itself does it with the script. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { runCli } from '../support/run-cli.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stigkit-completion-'));
  for (const shell of SHELLS) writeFileSync(join(folder, shell), (await runCli('completion', shell)).out);
  writeFileSync(join(folder, 'hook.zsh'), ZSH_HOOK);
  writeFileSync(join(folder, 'gw01.ckl'), '');
  writeFileSync(join(folder, 'gw02.ckl'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints what completion adds instead of showing it. */
const ZSH_HOOK = `
PROMPT= RPROMPT=
setopt no_auto_list no_beep
autoload -Uz compinit; compinit -u -D
source ./zsh
compadd() {
  [[ " $* " == *' -'[OAD]' '* ]] && { builtin compadd "$@"; return }
  typeset -a hits; builtin compadd -A hits "$@"; builtin compadd "$@"
  for hit in $hits; do print -r -- "HIT:$hit:"; done
}
zle-line-init() { print -r -- READY:; }
zle -N zle-line-init
`;

/** What a shell offers where the line ends, sorted. */
function offered(shell: Shell, line: string): string[] {
  const script = {
    bash: `source ./bash
      line=$1; COMP_WORDBREAKS=' ='; set -- \${line//=/ = }; [[ $line == *' ' || $line == *= ]] && set -- "$@" ''
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stigkit
      if ((\${#COMPREPLY[@]})); then printf '%s\\n' "\${COMPREPLY[@]}"; else compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; fi`,
    fish: `source ./fish; complete -C $argv[1] | string replace -r '\\t.*' ''`,
    zsh: `zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z 'source ./hook.zsh'; zpty -r z got '*READY:*'; zpty -w -n z "$1"$'\\t'
      zpty -w z $'\\C-U'"print EN''DED"
      while zpty -r z got; do print -r -- "$got"; [[ $got == *ENDED* ]] && break; done; zpty -d z`,
  }[shell];
  const args = shell === 'fish' ? ['-c', script, line] : ['-c', script, shell, line];
  const files = shell === 'zsh' ? ['-f'] : [];
  const { stdout } = spawnSync(shell, [...files, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: folder, TERM: 'dumb' },
    timeout: 30_000,
  });
  const found = shell === 'zsh' ? [...stdout.matchAll(/HIT:(.*?):/g)].map((m) => m[1]!) : stdout.split('\n');
  const words = found
    .filter((word) => word !== '')
    .map((word) => word.replace(/^--[\w-]+=|[\\ ]+$/g, '').replaceAll('\\ ', ' '));
  return [...new Set(words)].sort();
}

describe.each(SHELLS)('%s (where it is installed)', (shell) => {
  const there = isThere(shell);

  it.skipIf(!there)('offers the commands', () => {
    expect(offered(shell, 'stigkit ')).toEqual(expect.arrayContaining(COMMANDS.map((c) => c.name)));
    expect(offered(shell, 'stigkit che')).toEqual(['checklist']);
  });

  it.skipIf(!there)('offers the options of a command, and only its own', () => {
    const options = offered(shell, 'stigkit review --');
    expect(options).toEqual(expect.arrayContaining(['--status', '--in-place', '--no-progress', '--help']));
    expect(options).not.toContain('--github');
    expect(offered(shell, 'stigkit diff --git')).toEqual(['--github']);
  });

  it.skipIf(!there)('offers the values there are', () => {
    expect(offered(shell, 'stigkit checklist --to ')).toEqual(['ckl', 'cklb', 'json']);
    expect(offered(shell, 'stigkit checklist -t ck')).toEqual(['ckl', 'cklb']);
    expect(offered(shell, 'stigkit checklist --to=js')).toEqual(['json']);
    expect(offered(shell, 'stigkit convert --to xc')).toEqual(['xccdf', 'xccdf-results']);
    expect(offered(shell, 'stigkit checklist --role Mem')).toEqual(['Member Server']);
    expect(offered(shell, 'stigkit completion z')).toEqual(['zsh']);
    expect(offered(shell, 'stigkit config che')).toEqual(['checklist']);
  });

  it.skipIf(!there)('offers files for inputs and for options that name one', () => {
    expect(offered(shell, 'stigkit info gw')).toEqual(['gw01.ckl', 'gw02.ckl']);
    expect(offered(shell, 'stigkit checklist x.xml --from-checklist gw')).toEqual(['gw01.ckl', 'gw02.ckl']);
    expect(offered(shell, 'stigkit convert gw01.ckl --to json -o gw')).toEqual(['gw01.ckl', 'gw02.ckl']);
  });
});

describe('every script', () => {
  it.each([...SHELLS, 'powershell'])('of %s names every command, option and value', async (shell) => {
    const { code, out } = await runCli('completion', shell);
    expect(code).toBe(0);
    for (const { name, options } of COMMANDS) {
      expect(out).toContain(name);
      for (const [option, { choices = [] }] of Object.entries(options)) {
        expect(out, `${name} --${option}`).toContain(shell === 'fish' ? `-l ${option}` : `--${option}`);
        for (const choice of choices) expect(out).toContain(choice.replaceAll(' ', shell === 'zsh' ? '\\ ' : ' '));
      }
    }
  });

  it('of powershell closes what it opens, outside of quotes', async () => {
    const code = (await runCli('completion', 'powershell')).out
      .replace(/'(?:[^']|'')*'/g, '')
      .replace(/^\s*#.*$/gm, '');
    for (const [open, close] of ['{}', '()', '[]']) {
      expect(code.split(open!).length, open).toBe(code.split(close!).length);
    }
    expect(code).not.toContain("'");
  });

  it('is refused for a shell nobody knows', async () => {
    const { code, err } = await runCli('completion', 'tcsh');
    expect(code).toBe(2);
    expect(err).toContain('Shells are bash, zsh, fish, powershell.');
  });
});
