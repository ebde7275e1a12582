/** Folders that a run writes again and again: what it may replace, what it leaves, what it removes. */
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { MANIFEST, OutputTree } from '../../src/io/output-tree.js';
import { folderOf } from '../support/folder.js';

async function run(
  folder: string,
  files: Record<string, string>,
  options: { force?: boolean; complete?: boolean } = {},
) {
  const reported: Diagnostic[] = [];
  const tree = await OutputTree.open(folder, { force: options.force, report: (d) => reported.push(d) });
  for (const [path, text] of Object.entries(files)) await tree.put(path, text);
  return { ...(await tree.close(options.complete ?? true)), reported };
}

describe('a tree of files', () => {
  it('leaves what is the same, replaces what it wrote, removes what it writes no more', async () => {
    const folder = join(folderOf(), 'site');
    expect(await run(folder, { 'a.html': 'a', 'b/c.html': 'c', 'b/d/e.html': 'e' })).toMatchObject({ written: 3 });
    const before = new Date(1e12);
    utimesSync(join(folder, 'a.html'), before, before);
    const second = await run(folder, { 'a.html': 'a', 'b/c.html': 'c2' });
    expect(second).toMatchObject({ written: 1, unchanged: 1, removed: 1, reported: [] });
    expect(statSync(join(folder, 'a.html')).mtime).toEqual(before);
    expect(readFileSync(join(folder, 'b/c.html'), 'utf8')).toBe('c2');
    expect(existsSync(join(folder, 'b/d'))).toBe(false);
  });

  it('refuses a file that it did not write, and does the others', async () => {
    const folder = folderOf();
    writeFileSync(join(folder, 'a.html'), 'mine');
    const { reported, written } = await run(folder, { 'a.html': 'theirs', 'b.html': 'b' });
    expect(reported.map((d) => d.code)).toEqual(['output-exists']);
    expect(written).toBe(1);
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('mine');
    expect(await run(folder, { 'a.html': 'theirs', 'b.html': 'b' }, { force: true })).toMatchObject({ written: 1 });
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('theirs');
  });

  it('removes nothing that was changed since, nor after a run that failed', async () => {
    const folder = folderOf();
    await run(folder, { 'a.html': 'a', 'b.html': 'b' });
    expect(await run(folder, {}, { complete: false })).toMatchObject({ removed: 0 });
    writeFileSync(join(folder, 'a.html'), 'changed by hand');
    expect(await run(folder, { 'c.html': 'c' })).toMatchObject({ removed: 1 });
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('changed by hand');
  });

  it('is led out of its folder by no list and no link', async () => {
    const outer = folderOf();
    const folder = join(outer, 'site');
    mkdirSync(folder);
    writeFileSync(join(outer, 'x'), 'a');
    const hash = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
    writeFileSync(
      join(folder, MANIFEST),
      JSON.stringify({ generator: 'stigkit', files: { '../x': hash, '/x': hash } }),
    );
    symlinkSync(outer, join(folder, 'away'));
    const { reported } = await run(folder, { 'away/y.html': 'y' });
    expect(reported).toHaveLength(1);
    expect(existsSync(join(outer, 'x'))).toBe(true);
    expect(existsSync(join(outer, 'y.html'))).toBe(false);
  });

  it('says what is wrong with a list that is none', async () => {
    const folder = folderOf();
    writeFileSync(join(folder, MANIFEST), '[]');
    await expect(run(folder, {})).rejects.toThrow(/is not the list of files that a run left/);
  });
});
