/** Help to copy from, and command lines that are wrong use: exit code 2, one message that tells what to do, nothing on standard output. */
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const STIG = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

describe('wrong use', () => {
  it.each([
    [['convert', STIG, '--to', 'xccdf', '--to', 'json'], '--to is given more than once'],
    [['checklist', STIG, '--host-name', 'a', '--host-name', 'b'], '--host-name is given more than once'],
    [['convert', STIG, '--to', 'ckl'], 'Make a checklist of it with `stigkit checklist`.'],
  ])('%#: is told in words', async (args, message) => {
    const { code, out, err } = await runCli(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('a fault in stigkit');
  });
});

describe('help', () => {
  it.each(COMMANDS)('of $name shows its examples, each on one line', async ({ name, examples }) => {
    for (const args of [
      [name, '--help'],
      ['--help', name],
    ]) {
      const { code, out } = await runCli(...args);
      expect(code).toBe(0);
      const lines = out.split('\n');
      for (const [line] of examples) expect(lines).toContain(`  ${line}`);
      expect(out).not.toContain('\u0000');
    }
  });
});
