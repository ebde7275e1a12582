import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A command of a document, with the output that the document shows. */
export interface Shown {
  command: string;
  output: string[];
  line: number;
}

/**
 * The commands in a document's ```console blocks: a line that begins with `$ ` is one, what follows is its output. A
 * line of three dots alone stands for lines that are not shown.
 */
export function shownIn(markdown: string): Shown[] {
  const shown: Shown[] = [];
  let inside = false;
  markdown.split(/\r?\n/).forEach((text, i) => {
    if (text.startsWith('```')) inside = text === '```console';
    else if (inside && text.startsWith('$ ')) shown.push({ command: text.slice(2), output: [], line: i + 1 });
    else if (inside) shown[shown.length - 1]?.output.push(text);
  });
  return shown;
}

/** A folder to run commands in, as a user has it: `examples/` is there, and `stigkit` is a command. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-docs-'));
  mkdirSync(join(folder, '.bin'));
  const command = join(folder, '.bin/stigkit');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/cli.js')}' "$@"\n`);
  chmodSync(command, 0o755);
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
  return folder;
}

/** Runs a command line in a folder; standard output, then standard error, as lines. */
export function runIn(folder: string, command: string): { lines: string[]; status: number | null } {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      // Those of the tests themselves (STIGKIT_CORPUS, STIGKIT_CI) set no option, and a reader has none of them.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STIGKIT_'))),
      PATH: `${join(folder, '.bin')}:${process.env.PATH}`,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      COLUMNS: undefined,
    },
  });
  const text = (stdout + stderr).replace(/\n$/, '');
  return { lines: text === '' ? [] : text.split('\n').map((line) => line.trimEnd()), status };
}

/** Whether lines are as shown, three dots standing for any lines. */
export function fits(lines: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = shown.map((line) => line.trimEnd());
  if (first === undefined) return lines.length === 0;
  if (first !== '...') return lines[0] === first && fits(lines.slice(1), rest);
  return Array.from({ length: lines.length + 1 }, (_, i) => i).some((i) => fits(lines.slice(i), rest));
}
