import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../support/folder.js';
import { metadataOf, type Row, readWithDuckdb } from '../support/parquet.js';
import { runCli } from '../support/run-cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const HOSTS = join(ROOT, 'examples/hosts');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');

const rowsIn = (path: string): Promise<Row[]> => readWithDuckdb(readFileSync(path));

describe('stigkit convert --to parquet', () => {
  it('makes one file of several checklists, where a file is named', async () => {
    const out = join(folderOf(), 'reviews.parquet');
    expect(await runCli('convert', HOSTS, '--to', 'parquet', '-o', out)).toEqual({ code: 0, out: '', err: '' });
    const rows = await rowsIn(out);
    expect(rows.map((row) => row.asset)).toEqual([
      ...Array<string>(25).fill('gw01'),
      ...Array<string>(24).fill('gw02'),
      ...Array<string>(25).fill('gw03'),
    ]);
    expect((await runCli('convert', HOSTS, '--to', 'parquet', '-o', out)).err).toContain('is there already');
  });

  it('makes one file each, where a folder is named; together they hold the same rows', async () => {
    const folder = folderOf();
    await runCli('convert', HOSTS, '--to', 'parquet', '-o', `${folder}/each/`);
    await runCli('convert', HOSTS, '--to', 'parquet', '-o', join(folder, 'all.parquet'));
    expect(readdirSync(join(folder, 'each')).sort()).toEqual(['gw01.parquet', 'gw02.parquet', 'gw03.parquet']);
    const each = await Promise.all(
      ['gw01', 'gw02', 'gw03'].map((name) => rowsIn(join(folder, `each/${name}.parquet`))),
    );
    expect(each.flat()).toEqual(await rowsIn(join(folder, 'all.parquet')));
  });

  it('writes the same bytes to a pipe', async () => {
    const out = join(folderOf(), 'all.parquet');
    await runCli('convert', HOSTS, '--to', 'parquet', '-o', out);
    const cli = join(ROOT, 'dist/cli.js');
    const { stdout, status } = spawnSync(process.execPath, [cli, 'convert', HOSTS, '--to', 'parquet']);
    expect(status).toBe(0);
    expect(Buffer.compare(stdout, readFileSync(out))).toBe(0);
  });

  it('is the same bytes with one thread and with several', () => {
    const gw01 = readFileSync(join(HOSTS, 'gw01.ckl'), 'utf8');
    const host = (n: number) => gw01.replace('<HOST_NAME>gw01<', `<HOST_NAME>host${n}<`);
    // Threads are started where there is enough to do for them.
    const folder = folderOf(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`hosts/${n}.ckl`, host(n)])));
    const [one, two] = ['1', '2'].map((jobs) => {
      const out = join(folder, `${jobs}.parquet`);
      const args = ['convert', join(folder, 'hosts'), '--to', 'parquet', '--jobs', jobs, '-o', out];
      expect(spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args]).status).toBe(0);
      return readFileSync(out);
    });
    expect(Buffer.compare(one!, two!)).toBe(0);
    expect(Number(metadataOf(one!).metadata.num_rows)).toBe(40 * 25);
  });

  it('makes one file of several releases', async () => {
    const out = join(folderOf(), 'rules.parquet');
    await runCli('convert', V1R1, V1R2, '--to', 'parquet', '-o', out);
    const releases = (await rowsIn(out)).map(({ releaseName, file }) => `${releaseName} ${file}`);
    expect(new Set(releases).size).toBe(2);
    expect(releases).toHaveLength(49);
  });

  it('leaves out what has another table than the first, and says so', async () => {
    const out = join(folderOf(), 'mixed.parquet');
    const { code, err } = await runCli('convert', V1R1, join(HOSTS, 'gw01.ckl'), '--to', 'parquet', '-o', out);
    expect(code).toBe(2);
    expect(err).toContain('gw01.ckl: error: a checklist has other columns than the benchmark before it');
    expect(await rowsIn(out)).toHaveLength(24);
  });

  it('does the others where one cannot be read, and writes nothing where none can', async () => {
    const folder = folderOf({ 'bad.ckl': '<CHECKLIST><ASSET></CHECKLIST>' });
    const bad = join(folder, 'bad.ckl');
    const out = join(folder, 'out.parquet');
    expect((await runCli('convert', bad, HOSTS, '--to', 'parquet', '-o', out)).code).toBe(2);
    expect(await rowsIn(out)).toHaveLength(74);
    const none = join(folder, 'none.parquet');
    expect((await runCli('convert', bad, '--to', 'parquet', '-o', none)).code).toBe(2);
    expect(existsSync(none)).toBe(false);
    // Nothing is left beside it either.
    expect(readdirSync(folder).sort()).toEqual(['bad.ckl', 'out.parquet']);
  });

  it('names the file in which something was lost', async () => {
    const { out } = await runCli('convert', join(HOSTS, 'gw01.ckl'), '--to', 'json');
    const broken = out
      .replace('"title": "', '"title": "\\ud800')
      .replace('"hostName": "gw01"', '"hostName": "gw\\udc00"');
    const folder = folderOf({ 'broken.json': broken });
    const { code, err } = await runCli(
      ...['convert', join(folder, 'broken.json'), '--to', 'parquet', '-o', join(folder, 'x.parquet'), '--debug'],
    );
    expect(code).toBe(0);
    expect(err).toMatch(/broken\.json: .*warning.*half a character that UTF-8 cannot hold in (?:asset|hostName)/);
  });

  it('refuses what has no table', async () => {
    const cci = folderOf({ 'answers.yaml': 'answers:\n  - rule: V-990001\n    status: open\n' });
    const { code, err } = await runCli('convert', join(cci, 'answers.yaml'), '--to', 'parquet');
    expect(code).toBe(2);
    expect(err).toContain('parquet cannot hold');
  });
});

describe('stigkit report --to parquet', () => {
  it('holds a row for each STIG in a checklist', async () => {
    const out = join(folderOf(), 'report.parquet');
    expect((await runCli('report', HOSTS, '--library', V1R2, '-o', out)).code).toBe(0);
    const rows = await rowsIn(out);
    expect(rows.map(({ asset, newest, open, completion }) => [asset, newest, open, completion])).toEqual([
      ['gw01', null, 4, 0.56],
      ['gw02', 'V1R2', 1, 0.5833],
      ['gw03', null, 1, 1],
    ]);
    await runCli('report', HOSTS, '--library', V1R2, '--to', 'parquet', '-o', `${out}.2`);
    expect(Buffer.compare(readFileSync(out), readFileSync(`${out}.2`))).toBe(0);
  });
});
