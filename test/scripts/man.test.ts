/** The manual page: whole, and clean to what reads such pages. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { FORMATS } from '../../src/formats/registry.js';

const scripts = '../../scripts';
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

describe('the manual page', async () => {
  const [[path, page]] = (await (await import(`${scripts}/man.mjs`)).generate()) as [[path: string, page: string]];
  const lint = (program: string, args: string[]) => {
    const { stdout, stderr } = spawnSync(program, args, { input: page, encoding: 'utf8' });
    return { stdout, stderr };
  };

  it('has every command, option and format', () => {
    expect(path).toBe('man/stigkit.1');
    const plain = page.replaceAll('\\-', '-').replace(/\\f[BIR]/g, '');
    for (const { name, options } of COMMANDS) {
      expect(plain).toContain(`.SS stigkit ${name}`);
      for (const option of Object.keys(options)) expect(plain).toContain(`--${option}`);
    }
    for (const { name } of FORMATS) expect(plain).toContain(`.B ${name}\n`);
  });

  it.skipIf(!has('mandoc'))('has nothing mandoc remarks on (where it is installed)', () => {
    // The page has no date: it is the same whenever it is built.
    const remarks = lint('mandoc', ['-Tlint'])
      .stdout.split('\n')
      .filter((line) => line !== '' && !/missing date/.test(line));
    // Examples stay whole, however long.
    expect(remarks.filter((line) => !/longer than 80 bytes: (?:stigkit|git config)/.test(line))).toEqual([]);
  });

  it.skipIf(!has('groff'))('has nothing groff warns of, and renders at 80 columns (where it is installed)', () => {
    const { stdout, stderr } = lint('groff', ['-ww', '-man', '-Tascii', '-P-c', '-rLL=78n']);
    expect(stderr).toBe('');
    // Bold and underlined by overstriking.
    const shown = stdout.replace(/.\u0008/g, '');
    expect(shown).toContain('stigkit diff OLD NEW [options]');
    expect(shown).toContain('-o, --output FILE|DIR');
    expect(shown).not.toContain('\\');
  });
});
