/** Command lines that are wrong use: exit code 2, one message that tells what to do, nothing on standard output. */
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
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
