/** Writing that fails at any step: what was there is whole, nothing half is left, and the message says why. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeOutput } from '../../src/io/output.js';
import { MANIFEST } from '../../src/io/output-tree.js';
import { folderOf } from '../support/folder.js';
import { runCli } from '../support/run-cli.js';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn(real.open), link: vi.fn(real.link), rename: vi.fn(real.rename) };
});
const real = await vi.importActual<typeof fs>('node:fs/promises');

afterEach(() => {
  vi.mocked(fs.open).mockReset().mockImplementation(real.open);
  vi.mocked(fs.link).mockReset().mockImplementation(real.link);
  vi.mocked(fs.rename).mockReset().mockImplementation(real.rename);
  expect(process.listenerCount('SIGTERM')).toBe(0);
});

const STEPS = ['open', 'write', 'sync', 'close', 'link', 'placeholder', 'rename'] as const;
type Step = (typeof STEPS)[number];

function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made for a test`), { code });
}

/** Makes one step of writing a file fail, of the nth file whose writing comes to it. Temporary files are told by their name. */
function failAt(step: Step, code = 'EIO', nth = 1): void {
  let count = 0;
  const isTurn = () => ++count === nth;
  vi.mocked(fs.open).mockImplementation(async (path, flags, mode) => {
    const isTemp = /\.stigkit-\d+-\d+\.tmp$/.test(String(path));
    if (step === 'placeholder' && flags === 'wx' && !isTemp && isTurn()) throw fault(code);
    if (step === 'open' && isTemp && isTurn()) throw fault(code);
    const file = await real.open(path, flags, mode);
    if (!isTemp || !['write', 'sync', 'close'].includes(step) || !isTurn()) return file;
    const close = file.close.bind(file);
    if (step === 'write') {
      file.writeFile = async () => {
        await file.write('half');
        throw fault(code);
      };
    } else if (step === 'sync') file.sync = () => Promise.reject(fault(code));
    else file.close = () => close().then(() => Promise.reject(fault(code)));
    return file;
  });
  // Without links a placeholder takes the name, and the file is renamed over it.
  vi.mocked(fs.link).mockImplementation(async (from, to) => {
    if (step === 'link' && isTurn()) throw fault(code);
    if (step === 'rename' || step === 'placeholder') throw fault('EPERM');
    return real.link(from, to);
  });
  vi.mocked(fs.rename).mockImplementation(async (from, to) => {
    if (step === 'rename' && isTurn()) throw fault(code);
    return real.rename(from, to);
  });
}

const ROOT = resolve(import.meta.dirname, '../..');
const STIG = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const HOSTS = join(ROOT, 'examples/hosts');
const GW01 = readFileSync(join(HOSTS, 'gw01.ckl'));
const GW03 = readFileSync(join(HOSTS, 'gw03.cklb'));
/** A file that is replaced is renamed over: no name is reserved for it. */
const REPLACING = STEPS.filter((step) => step !== 'link' && step !== 'placeholder');

/** All files below a folder, with their bytes. */
function everything(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}

describe('one file', () => {
  it.each(STEPS)('that fails at %s is not there, and nothing beside it', async (step) => {
    const folder = folderOf({ 'other.json': 'theirs' });
    failAt(step);
    await expect(writeOutput(join(folder, 'a.json'), 'new')).rejects.toMatchObject({ code: 'write-failed' });
    expect(everything(folder)).toEqual(new Map([['other.json', 'theirs']]));
  });

  it.each(REPLACING)('that is replaced, and fails at %s, is the old one', async (step) => {
    const folder = folderOf({ 'a.json': 'old' });
    failAt(step);
    const writing = writeOutput(join(folder, 'a.json'), 'new', { force: true });
    await expect(writing).rejects.toMatchObject({ code: 'write-failed' });
    expect(everything(folder)).toEqual(new Map([['a.json', 'old']]));
  });

  it.each(STEPS)('of convert -o, failing at %s: exit code 2, one message that names it', async (step) => {
    const folder = folderOf();
    failAt(step, 'ENOSPC');
    const { code, out, err } = await runCli('convert', STIG, '--to', 'json', '-o', join(folder, 'a.json'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      `${join(folder, 'a.json')}: error: cannot be written: the disk is full (ENOSPC)\n` +
        '    Make room, or write to another place with -o.\n',
    );
    expect(everything(folder).size).toBe(0);
  });
});

describe('a checklist edited in place', () => {
  it.each(REPLACING)('is the old one to the byte where writing fails at %s', async (step) => {
    const folder = folderOf({ 'gw01.ckl': GW01 });
    const file = join(folder, 'gw01.ckl');
    failAt(step);
    const { code, err } = await runCli('review', file, 'V-990003', '--status', 'not_applicable', '--in-place');
    expect(code).toBe(2);
    expect(err).toContain(`${file}: error: cannot be written`);
    expect(everything(folder)).toEqual(new Map([['gw01.ckl', GW01.toString('latin1')]]));
  });
});

describe('the mended copy of validate --fix', () => {
  it.each(STEPS)('is not there where writing fails at %s; the exit code says so', async (step) => {
    const folder = folderOf();
    failAt(step);
    const copy = join(folder, 'gw03.ckl');
    const args = ['validate', join(HOSTS, 'gw03.cklb'), '--for', 'stig-viewer-2', '--fix', '-o', copy];
    const { code, err } = await runCli(...args);
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
    expect(everything(folder).size).toBe(0);
  });
});

describe('a folder of files', () => {
  it.each(STEPS)('that validate --fix mends has all but the one that fails at %s', async (step) => {
    const folder = folderOf({ 'in/a.cklb': GW03, 'in/b.cklb': GW03 });
    failAt(step, 'EIO', 1);
    const out = join(folder, 'out');
    const { code, err } = await runCli('validate', join(folder, 'in'), '--for', 'stig-viewer-2', '--fix', '-o', out);
    expect(code).toBe(2);
    expect(err).toContain(`${join(out, 'a.ckl')}: error: cannot be written`);
    expect([...everything(out).keys()]).toEqual(['b.ckl']);
  });

  it.each(STEPS)('has all but the one that fails at %s', async (step) => {
    const folder = folderOf();
    failAt(step, 'EIO', 2);
    const { code, err } = await runCli('convert', HOSTS, '--to', 'json', '-o', `${folder}/`);
    expect(code).toBe(2);
    expect(err.match(/error: cannot be written/g)).toHaveLength(1);
    // Several are written at a time: which of them is the second one may differ.
    const written = [...everything(folder).keys()];
    const [missing, ...others] = ['gw01.json', 'gw02.json', 'gw03.json'].filter((name) => !written.includes(name));
    expect([written.length, others]).toEqual([2, []]);
    expect(err).toContain(`${join(folder, missing!)}: error: `);
  });

  it.each(STEPS)('of checklists has all but the one that fails at %s', async (step) => {
    const folder = folderOf();
    failAt(step, 'EIO', 1);
    const { code } = await runCli('checklist', STIG, V1R1, '-o', `${folder}/`);
    expect(code).toBe(2);
    expect(everything(folder).size).toBe(1);
  });
});

describe('a site', () => {
  // Pages can be made again: the disk is not waited for.
  it.each(REPLACING.filter((step) => step !== 'sync'))(
    'keeps every page whole where one fails at %s, and the next run mends it',
    async (step) => {
      const folder = join(folderOf(), 'site');
      expect((await runCli('site', V1R1, '-o', folder, '--quiet', '--downloads', 'none')).code).toBe(0);
      const before = everything(folder);
      failAt(step, 'EIO', 5);
      const failed = await runCli('site', V1R1, STIG, '-o', folder, '--quiet', '--downloads', 'none');
      expect(failed.code).toBe(2);
      vi.mocked(fs.open).mockImplementation(real.open);
      vi.mocked(fs.link).mockImplementation(real.link);
      vi.mocked(fs.rename).mockImplementation(real.rename);
      const between = everything(folder);
      const mended = await runCli('site', V1R1, STIG, '-o', folder, '--quiet', '--downloads', 'none');
      expect([mended.code, mended.err]).toEqual([0, '']);
      const after = everything(folder);
      for (const [name, bytes] of between) {
        if (name !== MANIFEST) expect([before.get(name), after.get(name)]).toContain(bytes);
      }
      expect(after).toEqual(everything(await freshSite()));
    },
  );

  it.each(['ENOSPC', 'EROFS'])(
    'ends at the first file where the disk takes none (%s), and leaves no folder',
    async (code) => {
      const folder = join(folderOf(), 'site');
      vi.mocked(fs.open).mockImplementation((path, flags, mode) =>
        flags === 'wx' ? Promise.reject(fault(code)) : real.open(path, flags, mode),
      );
      const { err, code: exit } = await runCli('site', STIG, '-o', folder);
      expect(exit).toBe(2);
      expect(err.match(/error: cannot be written/g)).toHaveLength(1);
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('takes away what it added where its list cannot be written', async () => {
    const folder = folderOf({ 'mine.txt': 'mine' });
    vi.mocked(fs.rename).mockImplementation((from, to) =>
      String(to).endsWith(MANIFEST) ? Promise.reject(fault('ENOSPC')) : real.rename(from, to),
    );
    const { code, err } = await runCli('site', STIG, '-o', folder);
    expect(code).toBe(2);
    expect(err).toContain(`${MANIFEST}: error: cannot be written`);
    expect(everything(folder)).toEqual(new Map([['mine.txt', 'mine']]));
  });

  async function freshSite(): Promise<string> {
    const folder = join(folderOf(), 'site');
    await runCli('site', V1R1, STIG, '-o', folder, '--quiet', '--downloads', 'none');
    return folder;
  }
});
