import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killRuns } from '../scripts/kill.mjs';
import { folderOf } from './support/folder.js';

/** The built command, in a process of its own. `npm test` builds first. */
const ROOT = resolve(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.js');
const EXAMPLE = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

/** Runs a line of shell in which `$S` is the command and `$X` an example. */
function shell(line: string, cwd: string) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, S: `${process.execPath} ${CLI}`, X: EXAMPLE, NO_COLOR: '1' },
  });
  return { out: stdout, err: stderr, status };
}

describe.skipIf(process.platform === 'win32')('the command, while it writes (not on Windows)', () => {
  it.each([1, 2])('leaves files old or new, never half, when it is killed, with %d threads', async (jobs) => {
    const { half, old, new: replaced, ended, pages, again } = await killRuns(6, { jobs });
    expect(half).toEqual([]);
    expect(pages).toBeGreaterThan(25);
    expect(old + replaced).toBe(6 * pages);
    expect(ended).toBeGreaterThan(0);
    expect(again).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves nothing beside when it is ended by %s, and can run again',
    async (signal) => {
      const { half, temporary, ended, again } = await killRuns(5, { jobs: 2, signal, seed: 7 });
      expect([half, temporary, again]).toEqual([[], 0, true]);
      expect(ended).toBeGreaterThan(0);
    },
  );

  it('ends in silence when the reader of its output goes', () => {
    const folder = folderOf();
    // The JSON is larger than a pipe holds.
    const { out, err, status } = shell('$S convert $X --to json | head -c 20; exit $PIPESTATUS', folder);
    expect([out.length, err, status]).toEqual([20, '', 0]);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, on standard output (needs /dev/full)', () => {
    const { err, status } = shell('$S convert $X --to json > /dev/full', folderOf());
    expect(err).toContain('standard output cannot be written: the disk is full');
    expect(err).not.toContain('    at ');
    expect(status).toBe(2);
  });

  it('leaves the old file whole where a file may not grow so large', () => {
    const folder = folderOf({ 'a.json': 'old' });
    // The limit is in blocks of 1,024 bytes; past it the system refuses the write or ends the process.
    const { status } = shell('ulimit -f 8; $S convert $X --to json -o a.json --force', folder);
    expect(status).not.toBe(0);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old');
  });

  it('is ended by a signal without leaving anything', () => {
    const folder = folderOf();
    const { status } = shell('$S convert $X --to json -o a.json & kill -TERM $!; wait $!', folder);
    expect(status).toBe(143);
    expect(readdirSync(folder).filter((name) => name !== 'a.json')).toEqual([]);
  });
});
