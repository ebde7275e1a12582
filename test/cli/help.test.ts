/** Help: it fits the terminal, shows every option, and its examples work. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { flagsOf } from '../../src/cli/help.js';
import { runIn, workFolder } from '../support/console.js';
import { runCli, runCliIn } from '../support/run-cli.js';

const examples = new Set(COMMANDS.flatMap((command) => command.examples.map(([line]) => `  ${line}`)));

describe.each([80, 60])('help at %d columns', (columns) => {
  it.each(['', ...COMMANDS.map(({ name }) => name)])(
    'of %s keeps to the width, but for examples to be copied',
    async (name) => {
      const { code, out, err } = await runCliIn({ columns }, ...(name === '' ? [] : [name]), '--help');
      expect([code, err]).toEqual([0, '']);
      const lines = out.split('\n').filter((line) => !examples.has(line) && !line.startsWith('  # '));
      expect(lines.filter((line) => line.length > columns || line !== line.trimEnd())).toEqual([]);
      expect(out.endsWith('\n') && !out.endsWith('\n\n')).toBe(true);
    },
  );
});

describe('help', () => {
  it.each(COMMANDS)('of $name shows every option once, with its value', async ({ name, options }) => {
    const { out } = await runCli(name, '--help');
    for (const [option, spec] of Object.entries(options)) {
      const shown = flagsOf(option, spec);
      expect(
        out.split(/\n\s*/).filter((line) => line === shown || line.startsWith(`${shown} `)),
        shown,
      ).toHaveLength(1);
    }
  });

  it('is told apart from arguments that look like it', async () => {
    expect((await runCli('help', 'diff')).out).toBe((await runCli('diff', '--help')).out);
    expect((await runCli('convert', 'x.xml', '-h')).out).toBe((await runCli('convert', '--help')).out);
    expect((await runCli('info', '--', '-h')).code).toBe(2);
    const bare = await runCli();
    expect([bare.code, bare.out]).toEqual([2, '']);
    expect(bare.err).toBe((await runCli('--help')).out);
  });
});

describe('examples', () => {
  let folder = '';
  beforeAll(() => {
    folder = workFolder();
    runIn(folder, 'git init --quiet');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Those whose answer on the examples is no: conflicts, a closed gate, a review that an importer would drop. */
  const no = ['merge', 'report', 'validate'];

  it.each(COMMANDS.filter(({ name }) => name !== 'serve'))(
    'of $name work, one after the other',
    ({ name, examples: lines }) => {
      for (const [line] of lines) {
        const { lines: printed, status } = runIn(folder, line);
        expect([0, no.includes(name) ? 1 : 0], `${line}\n${printed.slice(0, 9).join('\n')}`).toContain(status);
      }
    },
  );
});
