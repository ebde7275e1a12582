/** The built command on disks and pipes that fail for real: full, read-only, without permission, closed. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from './support/folder.js';

const ROOT = resolve(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.js');
const STIG = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const HOSTS = join(ROOT, 'examples/hosts');
const STIGKIT = `'${process.execPath}' '${CLI}'`;

/** Runs lines of a shell in a folder; on Linux, in a space of its own where a disk of 64 KB is mounted at `disk`. */
function sh(folder: string, script: string, mounted = false) {
  const lines = mounted ? `mkdir disk && mount -t tmpfs -o size=64k none disk && cd disk\n${script}` : script;
  const [command, ...args] = mounted ? ['unshare', '-rm', 'bash', '-c', lines] : ['bash', '-c', lines];
  return spawnSync(command!, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: undefined } });
}

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
const NEEDS_MOUNT = 'a disk of 64 KB (Linux that lets a process mount one of its own; skipped elsewhere)';
const NEEDS_SHELL = 'pipes and signals (not on Windows)';
const isWindows = process.platform === 'win32';

it('is tried on the built command: npm run build', () => expect(existsSync(CLI)).toBe(true));

describe.skipIf(!canMount)(`on ${NEEDS_MOUNT}`, () => {
  const FULL = 'cannot be written: the disk is full (ENOSPC)';

  it('a file that does not fit is not there, and the old one is whole', () => {
    const { stdout, stderr } = sh(
      folderOf(),
      `echo old > a.json
      ${STIGKIT} convert '${STIG}' --to json -o b.json; echo $?
      ${STIGKIT} convert '${STIG}' --to json -o a.json --force; echo $?
      ls -A; cat a.json`,
      true,
    );
    expect(stdout).toBe('2\n2\na.json\nold\n');
    expect(stderr.match(/.*error.*/g)).toEqual([`b.json: error: ${FULL}`, `a.json: error: ${FULL}`]);
  });

  it('a result on standard output that does not fit is told, not cut in silence', () => {
    const { stdout, stderr } = sh(folderOf(), `${STIGKIT} convert '${STIG}' --to json > a.json; echo $?`, true);
    expect(stdout).toBe('2\n');
    expect(stderr).toContain('standard output cannot be written: the disk is full');
  });

  it('a result on standard output of many files ends with the first that does not fit', () => {
    const { stdout, stderr } = sh(folderOf(), `${STIGKIT} convert '${HOSTS}' --to ndjson > a; echo $?`, true);
    expect(stdout).toBe('2\n');
    expect(stderr.match(/.*error.*/g)).toEqual(['stigkit: error: standard output cannot be written: the disk is full']);
  });

  it('a checklist edited in place is the old one', () => {
    const { stdout, stderr } = sh(
      folderOf(),
      // There is room for one of them, not for two.
      `cp '${HOSTS}/gw03.cklb' a.cklb
      ${STIGKIT} review a.cklb V-990003 --status open --details x --in-place; echo $?
      cmp a.cklb '${HOSTS}/gw03.cklb' && ls -A`,
      true,
    );
    expect(stderr).toContain(`a.cklb: error: ${FULL}`);
    expect(stdout).toBe('2\na.cklb\n');
  });

  it('a site leaves nothing, and one message', () => {
    const { stdout, stderr } = sh(folderOf(), `${STIGKIT} site '${STIG}' -o site/; echo $?; ls -A`, true);
    expect(stdout).toBe('2\n');
    expect(stderr.match(/error: .*/g)).toEqual([`error: ${FULL}`]);
  });

  it('read-only, each way of writing says so', () => {
    const { stdout, stderr } = sh(
      folderOf(),
      `cp '${HOSTS}/gw03.cklb' a.cklb && cd .. && mount -o remount,ro disk && cd disk
      ${STIGKIT} convert a.cklb --to json -o b.json; echo $?
      ${STIGKIT} convert '${HOSTS}' --to json -o new/folder/; echo $?
      ${STIGKIT} site '${STIG}' -o site/; echo $?
      ${STIGKIT} review a.cklb V-990003 --status open --details x --in-place; echo $?
      cmp a.cklb '${HOSTS}/gw03.cklb' && ls -A`,
      true,
    );
    expect(stdout).toBe('2\n2\n2\n2\na.cklb\n');
    const errors = stderr.match(/error: .*/g)!;
    expect(errors).toHaveLength(6);
    for (const error of errors) expect(error).toContain('the file system is read-only (EROFS)');
  });
});

describe.skipIf(isWindows)(`with ${NEEDS_SHELL}`, () => {
  it('a folder without permission is said to be one', () => {
    const folder = folderOf({ 'in.ckl': readFileSync(join(HOSTS, 'gw01.ckl')), 'locked/a.txt': '' });
    chmodSync(join(folder, 'locked'), 0o555);
    // The superuser may write anywhere: then as nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    chmodSync(folder, 0o755);
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', ...nobody });
    for (const args of [
      ['convert', 'in.ckl', '--to', 'json', '-o', 'locked/b.json'],
      ['convert', 'in.ckl', '--to', 'json', '-o', 'locked/new/'],
      ['site', STIG, '-o', 'locked/site/', '--quiet'],
    ]) {
      const { status, stderr } = run(...args);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^locked\/\S+: error: cannot be written: permission is denied \(EACCES\)\n {4}Check who/);
    }
    expect(readdirSync(join(folder, 'locked'))).toEqual(['a.txt']);
  });

  it.skipIf(!existsSync('/dev/full'))('a device that is full is an error, of results and not of messages', () => {
    const { stdout, stderr } = sh(
      folderOf(),
      `${STIGKIT} convert '${STIG}' --to json -o /dev/full; echo $?
      ${STIGKIT} convert '${STIG}' --to json > /dev/full; echo $?
      ${STIGKIT} info none.xml 2> /dev/full; echo $?`,
    );
    expect(stdout).toBe('2\n2\n2\n');
    expect(stderr.match(/the disk is full/g)).toHaveLength(2);
  });

  it('a reader that goes away ends the run without a word', () => {
    const { stdout, stderr } = sh(
      folderOf(),
      `${STIGKIT} cci | head -1; echo \${PIPESTATUS[0]}
      ${STIGKIT} cci --json | head -c 1 > /dev/null; echo \${PIPESTATUS[0]}
      ${STIGKIT} info none{1..2000} 2>&1 > /dev/null | head -1 > /dev/null; echo \${PIPESTATUS[0]}`,
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^CCI-\d+\n0\n0\n2\n$/);
  });

  it('a closed standard error stops no work', () => {
    const { stdout, status } = sh(folderOf(), `${STIGKIT} convert none.xml '${STIG}' --to textconv 2>&-; exit $?`);
    expect(status).toBe(2);
    expect(stdout.length).toBeGreaterThan(10_000);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s leaves no half file, and a site that the next run mends',
    async (signal) => {
      const folder = folderOf();
      const args = ['site', STIG, '-o', 'site/'];
      const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: 'ignore' });
      // As soon as there is a page: somewhere in the midst of some fifty.
      const pages = () =>
        existsSync(join(folder, 'site')) ? readdirSync(join(folder, 'site'), { recursive: true }).length : 0;
      const ended = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_, by) => done(by)));
      while (pages() < 6 && child.exitCode === null) await new Promise((done) => setImmediate(done));
      child.kill(signal);
      const by = await ended;
      const left = existsSync(join(folder, 'site')) ? readdirSync(join(folder, 'site'), { recursive: true }) : [];
      expect(left.filter((name) => String(name).includes('.tmp'))).toEqual([]);
      // The machine may have been quicker; then the site is there, whole.
      if (by !== null) expect(by).toBe(signal);
      const again = spawnSync(process.execPath, [CLI, ...args, '--marking', 'OTHER'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([again.status, again.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    },
  );
});
