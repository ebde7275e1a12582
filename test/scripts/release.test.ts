/** The release script, in a repository made here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/release.mjs');
const CHANGELOG = `# Changelog

## Unreleased

- Reads more. Before: \`format-unknown\`; now: read.

## 1.4.9 (2026-01-02)

- Before.
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stigkit-release-'));
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Test');
  git('config', 'user.email', 'test@example.test');
  const lock = {
    name: 'x',
    version: '1.4.9',
    packages: { '': { name: 'x', version: '1.4.9' }, y: { version: '1.4.9' } },
  };
  put('package.json', '{\n  "name": "x",\n  "version": "1.4.9"\n}\n');
  put('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  put('CHANGELOG.md', CHANGELOG);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'One');
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

function git(...args: string[]): string {
  const run = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
}

function release(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

describe('a release', () => {
  it('is only shown unless it is asked for', () => {
    const before = git('rev-parse', 'HEAD');
    const { status, out } = release('minor', '--date', '2026-03-04');
    expect(status).toBe(0);
    expect(out).toContain('1.4.9 -> 1.5.0, 2026-03-04, tag v1.5.0');
    expect(out).toContain('- Reads more.');
    expect(out).not.toContain('- Before.');
    expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('tag')]).toEqual([before, '', '']);
  });

  it.each([
    ['patch', '1.4.10'],
    ['minor', '1.5.0'],
    ['major', '2.0.0'],
    ['1.4.9', '1.4.9'],
    ['3.1.4', '3.1.4'],
  ])('%s sets versions, changelog, commit and tag', (wanted, version) => {
    const { status, err } = release(wanted, '--date', '2026-03-04', '--write');
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(read('package.json'))).toEqual({ name: 'x', version });
    const lock = JSON.parse(read('package-lock.json'));
    expect([lock.version, lock.packages[''].version, lock.packages.y.version]).toEqual([version, version, '1.4.9']);
    expect(read('CHANGELOG.md')).toBe(CHANGELOG.replace('## Unreleased', `## ${version} (2026-03-04)`));
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '-1', '--format=%s')).toBe(`Release ${version}`);
    expect(git('rev-list', '-n', '1', `v${version}`)).toBe(git('rev-parse', 'HEAD'));
    expect(git('tag', '--list', '--format=%(contents)', `v${version}`)).toContain('Reads more.');
  });

  it('calls git for what stays here, and nothing else', () => {
    const script = readFileSync(SCRIPT, 'utf8');
    expect([...script.matchAll(/\bgit\('([\w-]+)'/g)].map((m) => m[1])).not.toContain('push');
    expect([...script.matchAll(/execFileSync\('([\w-]+)'/g)].map((m) => m[1])).toEqual(['git']);
  });

  it('knows a section that names the version it is for', () => {
    put('CHANGELOG.md', CHANGELOG.replace('## Unreleased', '## 1.4.9 (unreleased)'));
    git('commit', '--quiet', '--all', '--message', 'Name it');
    expect(release('1.4.9', '--date', '2026-03-04', '--write').status).toBe(0);
    expect(read('CHANGELOG.md')).toContain('\n## 1.4.9 (2026-03-04)\n\n- Reads more.');
  });

  it.each<[string, () => void, string[], string]>([
    ['a tree that is not clean', () => put('new.txt', 'x'), ['minor'], 'the tree is not clean'],
    [
      'another branch',
      () => git('checkout', '--quiet', '-b', 'topic'),
      ['minor'],
      'releases are made on main, this is topic',
    ],
    ['a tag that is there', () => git('tag', 'v1.5.0'), ['minor'], 'the tag v1.5.0 is there already'],
    ['a version that goes back', () => {}, ['1.4.8'], '1.4.8 is older than 1.4.9'],
    ['what is no version', () => {}, ['1.5'], '1.5 is no version'],
    ['no version', () => {}, ['--write'], 'say which'],
    ['what is no date', () => {}, ['minor', '--date', 'today'], 'today is no date'],
    [
      'a changelog without the section',
      () => {
        put('CHANGELOG.md', '# Changelog\n\n## 1.4.9 (2026-01-02)\n\n- Before.\n');
        git('commit', '--quiet', '--all', '--message', 'Two');
      },
      ['minor'],
      'has no section Unreleased',
    ],
    [
      'an empty section',
      () => {
        put('CHANGELOG.md', CHANGELOG.replace(/- Reads more.*\n/, ''));
        git('commit', '--quiet', '--all', '--message', 'Two');
      },
      ['minor'],
      'says nothing',
    ],
  ])('is refused for %s, and nothing is changed', (_, prepare, args, reason) => {
    prepare();
    const before = [git('rev-parse', 'HEAD'), read('package.json'), git('tag')];
    const { status, err } = release(...args, '--write');
    expect(status).toBe(1);
    expect(err).toContain(reason);
    expect([git('rev-parse', 'HEAD'), read('package.json'), git('tag')]).toEqual(before);
  });
});

describe('this project', () => {
  it('could be released: its changelog has the section, and its files one version', () => {
    const root = resolve(import.meta.dirname, '../..');
    const text = (name: string) => readFileSync(join(root, name), 'utf8');
    const lock = JSON.parse(text('package-lock.json'));
    expect([lock.version, lock.packages[''].version]).toEqual([JSON.parse(text('package.json')).version, lock.version]);
    expect(text('CHANGELOG.md')).toMatch(/^## \S+ \((?:unreleased|\d{4}-\d{2}-\d{2})\)$|^## Unreleased$/m);
    expect(text('package-lock.json')).not.toContain('"resolved"');
  });
});
