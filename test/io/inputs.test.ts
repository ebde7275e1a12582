import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandInputs, kindOf } from '../../src/io/inputs.js';
import { folderOf } from '../support/folder.js';
import { expanded } from '../support/inputs.js';
import { makeZip } from '../support/zip.js';

const zip = makeZip([{ name: 'in/x.xml', data: 'X' }]);

describe('an argument', () => {
  it('names a file: given unread, with its first bytes', async () => {
    const path = join(folderOf({ 'a.xml': '<a/>' }), 'a.xml');
    const { inputs, texts, reported } = await expanded([path]);
    expect(inputs[0]).toMatchObject({ name: path, origin: path, named: true, package: null, size: 4 });
    expect(Buffer.from(inputs[0]!.head).toString()).toBe('<a/>');
    expect(texts).toEqual(['<a/>']);
    expect(reported).toEqual([]);
  });

  it('names a folder: every file in it, sorted, hidden ones and node_modules passed over', async () => {
    const files = [
      'b.xml',
      'B.xml',
      'a/z.xml',
      'a/b/c.xml',
      'a.xml',
      '.hidden',
      '.git/config',
      'node_modules/m/x.xml',
      '._a.xml',
    ];
    const folder = folderOf(Object.fromEntries(files.map((name) => [name, name])));
    const { names, texts, inputs } = await expanded([folder]);
    expect(texts).toEqual(['B.xml', 'a/b/c.xml', 'a/z.xml', 'a.xml', 'b.xml']);
    expect(names).toEqual(texts.map((text) => `${folder}/${text}`));
    expect(inputs.every((i) => i.origin === folder && !i.named)).toBe(true);
    expect((await expanded([`${folder}/`])).names).toEqual(names);
  });

  it('names a zip, by its first bytes and not by its name', async () => {
    const folder = folderOf({ 'p.bin': zip, 'no.zip': '<a/>' });
    const { names, texts } = await expanded([folder]);
    expect(names).toEqual([`${folder}/no.zip`, `${folder}/p.bin!/in/x.xml`]);
    expect(texts).toEqual(['<a/>', 'X']);
  });

  it('is a pattern where no file bears the name', async () => {
    const folder = folderOf({
      'a.xml': '1',
      'b.xml': '2',
      'c.txt': '3',
      'sub/d.xml': '4',
      '.h.xml': '5',
      'p.zip': zip,
    });
    const { texts, inputs } = await expanded([
      `${folder}/*.xml`,
      `${folder}/**/d.*`,
      `${folder}/{c,q}.txt`,
      `${folder}/p.*`,
    ]);
    expect(texts).toEqual(['1', '2', '4', '3', 'X']);
    expect(inputs.map((i) => i.named)).toEqual([true, true, true, true, false]);
    expect(inputs[0]!.origin).toBe(`${folder}/*.xml`);
    // As a shell has it, * names folders too, which are then walked.
    expect((await expanded([`${folder}/s*`])).texts).toEqual(['4']);
    expect((await expanded([`${folder}/**`])).texts).toEqual(['1', '2', '3', 'X', '4']);
  });

  it('with pattern characters names the very file, where there is one', async () => {
    const folder = folderOf({ 'a[1].xml': 'bracket', 'a1.xml': 'one', 'star*.xml': 'star' });
    expect((await expanded([`${folder}/a[1].xml`])).texts).toEqual(['bracket']);
    expect((await expanded([`${folder}/star*.xml`])).texts).toEqual(['star']);
    expect((await expanded([`${folder}/a[1-3].xml`])).texts).toEqual(['one']);
  });

  it('that is - names standard input, a zip too, once', async () => {
    expect(await expanded(['-'], {}, [Buffer.from('<a'), Buffer.from('/>')])).toMatchObject({
      names: ['<stdin>'],
      texts: ['<a/>'],
    });
    const { names, codes, texts } = await expanded(['-', '-'], {}, [zip.subarray(0, 9), zip.subarray(9)]);
    expect(names).toEqual(['<stdin>!/in/x.xml']);
    expect(texts).toEqual(['X']);
    expect(codes).toEqual(['usage']);
    expect((await expanded(['-'], { fileBytes: 3 }, [Buffer.from('1234')])).codes).toEqual(['limit-exceeded']);
  });

  it.skipIf(process.platform === 'win32')('may be a pipe, which is read once', async () => {
    const path = join(folderOf(), 'pipe');
    execFileSync('mkfifo', [path]);
    const reading = expanded([path]);
    await writeFile(path, '<a/>');
    expect(await reading).toMatchObject({ names: [path], texts: ['<a/>'] });
  });
});

describe('what cannot be read', () => {
  it('is reported, a missing file with names like it, and the rest is done', async () => {
    const folder = folderOf({ 'U_RHEL_9_STIG.xml': 'R', 'other.xml': 'O' });
    const { texts, reported } = await expanded([
      `${folder}/U_RHEL_8_STIG.xml`,
      `${folder}/none/x.xml`,
      `${folder}/qqqqqqqq`,
      `${folder}/*.ckl`,
      `${folder}/other.xml/x`,
      `${folder}/other.xml`,
    ]);
    expect(texts).toEqual(['O']);
    expect(reported.map((d) => [d.code, d.severity, d.message])).toEqual([
      ['read-failed', 'error', 'does not exist'],
      ['read-failed', 'error', `does not exist, nor does the folder ${folder}/none`],
      ['read-failed', 'error', 'does not exist'],
      ['read-failed', 'error', 'no file matches the pattern'],
      ['read-failed', 'error', 'cannot be read: a part of the path is a file, not a folder (ENOTDIR)'],
    ]);
    expect(reported[0]).toMatchObject({
      file: `${folder}/U_RHEL_8_STIG.xml`,
      hint: `Did you mean ${folder}/U_RHEL_9_STIG.xml?`,
    });
    expect(reported[2]!.hint).toBe('Check the path.');
  });

  it('may be a folder without files, or a file past the limit', async () => {
    const folder = folderOf({ 'in/.hidden': '', 'big.xml': 'x'.repeat(100), 'small.xml': 's' });
    expect((await expanded([`${folder}/in`])).codes).toEqual(['input-empty']);
    const { texts, reported } = await expanded([folder], { fileBytes: 99 });
    expect(texts).toEqual([null, 's']);
    expect(reported).toMatchObject([{ code: 'limit-exceeded', file: `${folder}/big.xml` }]);
  });

  it('may have gone since', async () => {
    const folder = folderOf({ 'a.xml': 'a' });
    const inputs = expandInputs([join(folder, 'a.xml')], { report: () => {}, limits: {} });
    const { value } = await inputs.next();
    execFileSync('rm', [join(folder, 'a.xml')]);
    await expect(value!.load()).rejects.toMatchObject({ code: 'read-failed' });
  });
});

describe.skipIf(process.platform === 'win32')('links (need symbolic links)', () => {
  it('on the command line are followed', async () => {
    const folder = folderOf({ 'real/a.xml': 'A' });
    symlinkSync('real/a.xml', join(folder, 'l.xml'));
    symlinkSync('real', join(folder, 'd'));
    expect(await expanded([`${folder}/l.xml`, `${folder}/d`])).toMatchObject({
      names: [`${folder}/l.xml`, `${folder}/d/a.xml`],
      texts: ['A', 'A'],
    });
  });

  it('in a folder are not followed out of it, nor to what is met anyway', async () => {
    const outside = folderOf({ 'secret.xml': 'S' });
    const folder = folderOf({ 'real/a.xml': 'A', '..data/k.xml': 'K', '.annex/o.xml': 'O' });
    symlinkSync(join(outside, 'secret.xml'), join(folder, 'out.xml'));
    symlinkSync(outside, join(folder, 'outdir'));
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('real/a.xml', join(folder, 'again.xml'));
    symlinkSync('..data/k.xml', join(folder, 'k.xml'));
    symlinkSync('gone', join(folder, 'dangling'));
    symlinkSync('self', join(folder, 'self'));
    mkdirSync(join(folder, 'm'));
    symlinkSync('../.annex/o.xml', join(folder, 'm/o.xml'));
    const { names, texts, reported } = await expanded([folder]);
    expect(texts).toEqual(['K', 'O', 'A']);
    expect(names).toEqual(['k.xml', 'm/o.xml', 'real/a.xml'].map((name) => `${folder}/${name}`));
    expect(reported.map((d) => [d.code, d.file?.slice(folder.length + 1)])).toEqual([
      ['read-failed', 'dangling'],
      ['input-skipped', 'out.xml'],
      ['input-skipped', 'outdir'],
      ['read-failed', 'self'],
    ]);
  });
});

describe('kindOf', () => {
  it('tells what decides where output goes', async () => {
    const folder = folderOf({ 'a.xml': 'a', 'p.bin': zip, 'broken.zip': zip.subarray(0, 40) });
    const kinds = ['a.xml', 'p.bin', 'broken.zip', '', '*.xml', 'none.xml'].map((name) => kindOf(join(folder, name)));
    expect(await Promise.all(kinds)).toEqual(['file', 'zip', 'zip', 'folder', 'pattern', 'missing']);
    expect(await kindOf('-')).toBe('stdin');
  });
});
