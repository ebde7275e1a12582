import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StigError } from '../../src/io/diagnostic.js';
import { writeOutput } from '../../src/io/output.js';
import { resolveOutput } from '../../src/io/output-place.js';
import { folderOf } from '../support/folder.js';
import { makeZip } from '../support/zip.js';

// The file system's own functions, each of which a test can make fail.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn(real.open), link: vi.fn(real.link), rename: vi.fn(real.rename) };
});

afterEach(() => vi.clearAllMocks());

function error(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made for a test`), { code });
}

async function failure(work: Promise<unknown>): Promise<StigError> {
  const thrown = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(thrown).toBeInstanceOf(StigError);
  return thrown as StigError;
}

/** A file handle whose writing fails after it has written some. */
function failingWrite(code: string) {
  vi.mocked(fs.open).mockImplementationOnce(async (path, flags) => {
    const { open } = await vi.importActual<typeof fs>('node:fs/promises');
    const file = await open(path, flags);
    file.writeFile = async () => {
      await file.write('half');
      throw error(code);
    };
    return file;
  });
}

describe('writeOutput', () => {
  it('writes a file of the bytes given, and nothing beside it', async () => {
    const folder = folderOf();
    const { link } = await vi.importActual<typeof fs>('node:fs/promises');
    let [listeners, names]: [number, string[]] = [0, []];
    vi.mocked(fs.link).mockImplementationOnce(async (from, to) => {
      [listeners, names] = [process.listenerCount('SIGTERM'), readdirSync(folder)];
      await link(from, to);
    });
    await writeOutput(join(folder, 'a.json'), 'text é');
    expect(listeners).toBe(1);
    expect(names).toEqual([expect.stringMatching(/^\.stigkit-.*\.tmp$/)]);
    await writeOutput(join(folder, 'b.bin'), Uint8Array.of(1, 2));
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('text é');
    expect([...readFileSync(join(folder, 'b.bin'))]).toEqual([1, 2]);
    expect(readdirSync(folder)).toEqual(['a.json', 'b.bin']);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  it('refuses a file that is there, and replaces it with force, keeping its mode', async () => {
    const folder = folderOf({ 'a.json': 'old' });
    const path = join(folder, 'a.json');
    chmodSync(path, 0o640);
    expect((await failure(writeOutput(path, 'new'))).diagnostics).toMatchObject([
      { code: 'output-exists', file: path, hint: expect.stringContaining('--force') },
    ]);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await writeOutput(path, 'new', { force: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it.each([
    ['link', undefined],
    ['placeholder, where links are unknown', 'EPERM'],
  ])('never replaces a file that comes in the meantime (by %s)', async (_, noLinks) => {
    const folder = folderOf();
    const path = join(folder, 'a.json');
    const { link } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.mocked(fs.link).mockImplementationOnce(async (from, to) => {
      writeFileSync(path, 'theirs');
      if (noLinks !== undefined) throw error(noLinks);
      await link(from, to);
    });
    expect((await failure(writeOutput(path, 'ours'))).code).toBe('output-exists');
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('lets one of many that write one path win, whole', async () => {
    const path = join(folderOf(), 'a.json');
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(50_000));
    const done = await Promise.allSettled(texts.map((text) => writeOutput(path, text)));
    const won = done.flatMap((d, i) => (d.status === 'fulfilled' ? [i] : []));
    expect(won).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe(texts[won[0]!]);
  });

  it('works where links are unknown', async () => {
    const folder = folderOf();
    vi.mocked(fs.link).mockRejectedValueOnce(error('ENOTSUP'));
    await writeOutput(join(folder, 'a.json'), 'text');
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('text');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'quota'],
    ['EIO', 'the device reported a fault'],
  ])('leaves the old file whole and nothing else when writing fails (%s)', async (code, message) => {
    for (const force of [false, true]) {
      const folder = folderOf(force ? { 'a.json': 'old' } : {});
      const path = join(folder, 'a.json');
      failingWrite(code);
      const { diagnostics } = await failure(writeOutput(path, 'new', { force }));
      expect(diagnostics).toMatchObject([
        { code: 'write-failed', file: path, message: expect.stringContaining(message) },
      ]);
      expect(readdirSync(folder)).toEqual(force ? ['a.json'] : []);
      if (force) expect(readFileSync(path, 'utf8')).toBe('old');
    }
  });

  it('writes pieces as they come; what their giver throws passes as it is, and leaves the old file whole', async () => {
    const folder = folderOf({ 'old.bin': 'old' });
    const pieces = async function* (fault?: Error) {
      yield Uint8Array.of(1, 2);
      if (fault !== undefined) throw fault;
      yield Uint8Array.of(3);
    };
    await writeOutput(join(folder, 'new.bin'), pieces());
    expect([...readFileSync(join(folder, 'new.bin'))]).toEqual([1, 2, 3]);
    const faults = [
      new TypeError('a fault of the reader'),
      new StigError({ code: 'usage', severity: 'error', message: 'x' }),
    ];
    for (const fault of faults) {
      await expect(writeOutput(join(folder, 'old.bin'), pieces(fault), { force: true })).rejects.toBe(fault);
    }
    expect(readdirSync(folder).sort()).toEqual(['new.bin', 'old.bin']);
    expect(readFileSync(join(folder, 'old.bin'), 'utf8')).toBe('old');
  });

  it('leaves nothing when renaming fails', async () => {
    const folder = folderOf({ 'a.json': 'old' });
    vi.mocked(fs.rename).mockRejectedValueOnce(error('EACCES'));
    expect((await failure(writeOutput(join(folder, 'a.json'), 'new', { force: true }))).code).toBe('write-failed');
    vi.mocked(fs.link).mockRejectedValueOnce(error('EPERM'));
    vi.mocked(fs.rename).mockRejectedValueOnce(error('EIO'));
    expect((await failure(writeOutput(join(folder, 'b.json'), 'new'))).code).toBe('write-failed');
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old');
  });

  it('says what is wrong with the place', async () => {
    const folder = folderOf({ file: '' });
    const messages = [];
    for (const path of ['none/a.json', 'file/a.json', '.', `${'n'.repeat(300)}.json`]) {
      messages.push((await failure(writeOutput(join(folder, path), ''))).diagnostics[0]!.message);
    }
    for (const code of ['EACCES', 'EROFS']) {
      vi.mocked(fs.open).mockRejectedValueOnce(error(code));
      messages.push((await failure(writeOutput(join(folder, 'a.json'), ''))).diagnostics[0]!.message);
    }
    expect(messages).toEqual([
      `cannot be written: there is no folder ${folder}/none`,
      'cannot be written: a part of the path is a file, not a folder (ENOTDIR)',
      'cannot be written: it is a folder',
      'cannot be written: the name is too long for the file system (ENAMETOOLONG)',
      'cannot be written: permission is denied (EACCES)',
      'cannot be written: the file system is read-only (EROFS)',
    ]);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe.skipIf(process.platform !== 'linux')('writeOutput where the system makes things up (Linux alone)', () => {
  it('ends where no folder can be made: Node itself would try for ever', async () => {
    for (const path of ['/proc/stigkit/a.json', '/proc/stigkit/b/a.json']) {
      const { message } = (await failure(writeOutput(path, '', { within: '/proc/stigkit' }))).diagnostics[0]!;
      expect(message).toBe('cannot be made: nothing may be made there');
    }
  });
});

describe.skipIf(process.platform === 'win32')('writeOutput and links, devices, signals (not on Windows)', () => {
  it('writes through a link that the user names, with force', async () => {
    const folder = folderOf({ 'real/a.json': 'old' });
    const path = join(folder, 'a.json');
    symlinkSync('real/a.json', path);
    expect((await failure(writeOutput(path, 'new'))).code).toBe('output-exists');
    await writeOutput(path, 'new', { force: true });
    expect(readlinkSync(path)).toBe('real/a.json');
    expect(readFileSync(join(folder, 'real/a.json'), 'utf8')).toBe('new');
  });

  it('in an output folder makes folders, and goes through no link that leads out', async () => {
    const outside = folderOf({ 'a.json': 'theirs' });
    const folder = join(folderOf(), 'out/deep');
    await writeOutput(join(folder, 'in/a.json'), 'a', { within: folder });
    symlinkSync(outside, join(folder, 'way'));
    symlinkSync(join(outside, 'a.json'), join(folder, 'a.json'));
    symlinkSync('in', join(folder, 'inner'));
    for (const path of ['way/b.json', 'way/new/b.json', '../b.json', '../../../b.json']) {
      const { diagnostics } = await failure(writeOutput(join(folder, path), 'x', { within: folder, force: true }));
      expect(diagnostics[0]).toMatchObject({ code: 'write-failed', message: expect.stringContaining('outside') });
    }
    await writeOutput(join(folder, 'a.json'), 'ours', { within: folder, force: true });
    await writeOutput(join(folder, 'inner/b.json'), 'b', { within: folder });
    expect(lstatSync(join(folder, 'a.json')).isFile()).toBe(true);
    expect(readFileSync(join(outside, 'a.json'), 'utf8')).toBe('theirs');
    expect(readdirSync(outside)).toEqual(['a.json']);
    expect(readdirSync(join(folder, 'in'))).toEqual(['a.json', 'b.json']);
  });

  it('writes to a device as it is, without force', async () => {
    await writeOutput('/dev/null', 'text');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves no half file when %s comes', async (signal) => {
    const folder = folderOf({ 'a.json': 'old' });
    const guard = await transform(readFileSync(join(import.meta.dirname, '../../src/io/temp-files.ts'), 'utf8'), {
      loader: 'ts',
    });
    // A process that says when its file is begun, and then never ends by itself.
    const script = `${guard.code}
      import { writeFileSync } from 'node:fs';
      guardTemp('half.tmp');
      writeFileSync('half.tmp', 'half');
      console.log('begun');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
    await new Promise((done) => child.stdout.once('data', done));
    expect(existsSync(join(folder, 'half.tmp'))).toBe(true);
    child.kill(signal);
    const [, by] = await new Promise<[unknown, unknown]>((done) => child.once('exit', (...end) => done(end)));
    expect(by).toBe(signal);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });
});

describe('resolveOutput', () => {
  const zip = makeZip([{ name: 'a.xml', data: '' }]);

  it('follows the inputs and what is there', async () => {
    const folder = folderOf({ 'a.xml': '', 'b.xml': '', 'p.bin': zip, 'there.json': '' });
    mkdirSync(join(folder, 'dir'));
    const at = (name: string) => join(folder, name);
    const place = (out: string | undefined, ...inputs: string[]) => resolveOutput({ out, inputs: inputs.map(at) });
    expect(await place(undefined, 'a.xml')).toEqual({ kind: 'stdout' });
    expect(await place('-', 'a.xml', 'b.xml')).toEqual({ kind: 'stdout' });
    expect(await place(at('o.json'), 'a.xml')).toEqual({ kind: 'file', path: at('o.json') });
    expect(await place(at('there.json'), 'a.xml')).toEqual({ kind: 'file', path: at('there.json') });
    expect(await place(at('dir'), 'a.xml')).toEqual({ kind: 'folder', path: at('dir') });
    expect(await place(`${at('new')}/`, 'a.xml')).toEqual({ kind: 'folder', path: `${at('new')}/` });
    for (const inputs of [['a.xml', 'b.xml'], ['p.bin'], ['dir'], ['*.xml'], ['a.xml', 'none']]) {
      expect(await place(at('new'), ...inputs)).toEqual({ kind: 'folder', path: at('new') });
    }
    expect(await resolveOutput({ out: at('new'), inputs: ['-'] })).toEqual({ kind: 'file', path: at('new') });
  });

  it('refuses a file where a folder is needed, and several results in one file', async () => {
    const folder = folderOf({ 'a.xml': '', 'p.bin': zip, 'there.json': '' });
    const out = join(folder, 'there.json');
    const refused = await failure(resolveOutput({ out, inputs: [join(folder, 'p.bin')] }));
    expect(refused.diagnostics).toMatchObject([
      { code: 'usage', file: out, message: expect.stringContaining('p.bin is a zip') },
    ]);
    expect(
      (await failure(resolveOutput({ out: join(folder, 'new'), inputs: [join(folder, 'a.xml')], count: 2 }))).code,
    ).toBe('usage');
  });
});
