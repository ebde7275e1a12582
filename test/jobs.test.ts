import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WORTH_THREADS } from '../src/cli/each-input.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS } from './support/corpus.js';
import { folderOf } from './support/folder.js';

/** The built command, in a process of its own, with one thread and with several. `npm test` builds first. */
const ROOT = resolve(import.meta.dirname, '..');
const HOOK = join(ROOT, 'test/support/count-threads.cjs');
const V1R1 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const HOSTS = join(ROOT, 'examples/hosts');
const FIXTURES = join(ROOT, 'test/fixtures');

interface Ran {
  code: number | null;
  out: string;
  err: string;
  /** Bytes of the files written, by name. */
  files: Map<string, string>;
  threads: number;
}

/** Runs the command; `OUT` stands for an empty folder. */
function run(args: readonly string[], dist = join(ROOT, 'dist')): Ran {
  const folder = folderOf();
  mkdirSync(join(folder, 'out'));
  const counted = join(folder, 'threads');
  const line = args.map((arg) => arg.replace('OUT', join(folder, 'out')));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...line], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: `--require=${HOOK}`, COUNT_THREADS: counted },
  });
  const names = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).sort();
  const files = new Map(
    names
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => [name, readFileSync(join(folder, 'out', name), 'latin1')]),
  );
  rmSync(join(folder, 'out'), { recursive: true });
  return {
    code: status,
    out: stdout,
    err: timeless(stderr, folder),
    files,
    threads: Number(readFileSync(counted, 'utf8')),
  };
}

/** Messages without the time of the last line, and without the folder's name. */
function timeless(err: string, folder: string): string {
  return err
    .replaceAll(folder, '')
    .replace(/, [\d.]+ s, [\d.]+ MB\/s\n$/, '\n')
    .replace(/"seconds":[\d.]+/, '"seconds":0');
}

/** That a run gives the same with one thread and with several, and that there were several. */
function expectSame(args: readonly string[]): Ran {
  const [one, three] = [run([...args, '--jobs', '1']), run([...args, '--jobs', '3'])];
  expect([one.threads, three.threads]).toEqual([0, 2]);
  expect([...three.files.keys()]).toEqual([...one.files.keys()]);
  for (const [name, text] of three.files) expect(text === one.files.get(name), name).toBe(true);
  expect(three.err).toBe(one.err);
  expect(three.out === one.out, 'standard output').toBe(true);
  expect(three.code).toBe(one.code);
  return one;
}

describe('with threads as without', () => {
  it('converts all fixtures, broken ones too, to the same files with the same messages', () => {
    const { files, err, code } = expectSame(['convert', FIXTURES, '--to', 'json', '-o', 'OUT/']);
    expect(files.size).toBeGreaterThan(50);
    expect(err).toMatch(/malformed/);
    expect(err).toMatch(/\d+ files, \d+(?:,\d+)* rules, \d+ problems?\n$/);
    expect(code).toBe(2);
  });

  it.each([
    ['ndjson, on standard output', ['convert', FIXTURES, '--to', 'ndjson']],
    ['check pages, a file for each rule', ['convert', V1R1, V1R2, '--to', 'check-page', '-o', 'OUT/']],
    ['CKL', ['convert', HOSTS, '--to', 'ckl', '-o', 'OUT/']],
    ['what they are', ['info', FIXTURES]],
    ['what they are, as data', ['info', FIXTURES, '--json']],
    ['findings', ['validate', FIXTURES, '--diagnostics', 'json']],
    ['round trips', ['validate', HOSTS, V1R1, V1R2, '--round-trip', '--json']],
    ['a report', ['report', HOSTS, '--to', 'json', '-o', 'OUT/report.json']],
    ['a comparison', ['diff', join(ROOT, 'examples'), FIXTURES, '--to', 'json']],
    ['a site', ['site', V1R1, V1R2, '-o', 'OUT/']],
    ['a checklist of two STIGs', ['checklist', V1R1, V1R2, '--host-name', 'web01']],
  ])('%s', (_, args) => {
    const { out, files } = expectSame(args);
    expect(out.length + files.size).toBeGreaterThan(0);
  });

  it('makes blank checklists of many hosts, a file for each', () => {
    const rows = Array.from({ length: 21 }, (_, i) => `web${i % 20},10.0.0.${i}\n`).join('');
    const assets = join(folderOf({ 'hosts.csv': `hostName,ipAddress\n${rows}` }), 'hosts.csv');
    const args = ['checklist', V1R1, V1R2, '--assets', assets, '-o', 'OUT/'];
    const { files, err } = expectSame(args);
    // Two hosts of one name: the second file bears a number, whichever thread was done first.
    expect([files.size, err]).toEqual([21, '']);
    expect(files.get('web0.ckl')).toContain('10.0.0.0<');
    expect(files.get('web0-2.ckl')).toContain('10.0.0.20<');
    expect(expectSame([...args, '--split', 'stig']).files.size).toBe(42);
    expect(expectSame([...args, '--names', '{nothing}']).err).toContain('--names does not know "{nothing}"');
  });

  it('sums up the same, but for the time', () => {
    const { err } = expectSame(['convert', FIXTURES, '--to', 'csv', '-o', 'OUT/', '--diagnostics', 'json', '--json']);
    const { summary, ...rest } = JSON.parse(err.trim().split('\n').at(-1)!) as Record<string, never>;
    expect(rest).toEqual({});
    expect(Object.keys(summary!)).toEqual([
      'files',
      'documents',
      'rules',
      'bytes',
      'seconds',
      'errors',
      'warnings',
      'problems',
    ]);
  });
});

describe.skipIf(!hasCorpus)(`with threads as without: ${NEEDS_CORPUS}`, () => {
  const library = (name: string) => join(CORPUS, 'library', name);
  it.each([
    ['a library', ['convert', library('U_SRG-STIG_Library_2026_01.zip'), '--to', 'json', '-o', 'OUT/']],
    [
      'packages with PDFs',
      ['convert', join(CORPUS, 'zip/U_VMW_vSphere_7-0_Y25M01_STIG.zip'), '--to', 'json', '-o', 'OUT/'],
    ],
    ['checklists', ['convert', join(CORPUS, 'ckl'), join(CORPUS, 'cklb'), '--to', 'ndjson']],
    ['malformed files', ['validate', join(CORPUS, 'xccdf-malformed')]],
    ['a report on checklists', ['report', join(CORPUS, 'ckl'), '--to', 'json']],
    [
      'a quarter',
      ['diff', library('U_SRG-STIG_Library_2026_01.zip'), library('U_SRG-STIG_Library_2026_04.zip'), '--to', 'json'],
    ],
  ])('%s', (_, args) => {
    const { out, files } = expectSame(args);
    expect(out.length + files.size).toBeGreaterThan(0);
  });
});

describe('threads are started', () => {
  it('for no single file, even where they are asked for', () => {
    expect(run(['convert', V1R1, '--to', 'json', '-o', 'OUT/', '--jobs', '4']).threads).toBe(0);
  });

  it('for no small amount, unless they are asked for', () => {
    expect(run(['convert', V1R1, V1R2, '--to', 'json', '-o', 'OUT/']).threads).toBe(0);
    expect(run(['convert', V1R1, V1R2, '--to', 'json', '-o', 'OUT/', '-j', '2']).threads).toBe(1);
  });

  it.skipIf(availableParallelism() < 2)('where there is much to read (needs two processors)', () => {
    const bytes = readFileSync(V1R2);
    const copies = Math.ceil(WORTH_THREADS / bytes.length);
    const folder = folderOf(Object.fromEntries(Array.from({ length: copies }, (_, i) => [`in/${i}.xml`, bytes])));
    expect(run(['info', join(folder, 'in')]).threads).toBe(Math.min(availableParallelism(), 8) - 1);
    rmSync(join(folder, 'in/0.xml'));
    expect(run(['info', join(folder, 'in')]).threads).toBe(0);
  });

  it('only where there is a file for them to run: a build of one file does all in one', () => {
    const folder = folderOf();
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    rmSync(join(folder, 'dist/command/entry'), { recursive: true });
    const without = run(['convert', V1R1, V1R2, '--to', 'json', '-o', 'OUT/', '--jobs', '3'], join(folder, 'dist'));
    expect([without.threads, without.code, without.err]).toEqual([0, 0, '']);
    const { files } = run(['convert', V1R1, V1R2, '--to', 'json', '-o', 'OUT/', '--jobs', '3']);
    expect(without.files).toEqual(files);
  });

  it.each(['0', '-1', '1.5', '1000'])('in whole numbers: not %s', (jobs) => {
    const { code, err } = run(['info', V1R1, `--jobs=${jobs}`]);
    expect(code).toBe(2);
    expect(err).toContain('is no number of threads');
  });
});

describe('the last line', () => {
  const one = ['convert', V1R1, '--to', 'json', '-o', 'OUT/a.json'];

  it('is never in the way of one file', () => {
    expect(run(one).err).toBe('');
    expect(run(['convert', V1R1, V1R2, '--to', 'json', '-o', 'OUT/']).err).toBe('');
  });

  it('is an object where that is asked for, and silent where that is', () => {
    const { summary } = JSON.parse(run([...one, '--json']).err) as { summary: Record<string, unknown> };
    expect(summary).toMatchObject({
      files: 1,
      documents: 1,
      bytes: readFileSync(V1R1).length,
      errors: 0,
      problems: {},
    });
    expect(run([...one, '--json', '--quiet']).err).toBe('');
  });

  it('counts what a comparison reads, each file once, however it was found', () => {
    // The last line, after what is passed over.
    const summaryOf = (...args: string[]) =>
      (
        JSON.parse(
          run(['diff', ...args, '--to', 'json', '--json'])
            .err.trim()
            .split('\n')
            .at(-1)!,
        ) as { summary: object }
      ).summary;
    const bytes = readFileSync(V1R1).length + readFileSync(V1R2).length;
    expect(summaryOf(V1R1, V1R2)).toMatchObject({ files: 2, documents: 2, rules: 49, bytes });
    // JSON is read whole to see what it is; of two releases against one, one is left over.
    const folder = folderOf();
    for (const stig of [V1R1, V1R2]) run(['convert', stig, '--to', 'json', '-o', `${folder}/`]);
    expect(summaryOf(folder, V1R2)).toMatchObject({ files: 3, documents: 3, rules: 74 });
    expect(summaryOf('--jobs=2', V1R2, folder)).toMatchObject({ files: 3, documents: 3, rules: 74 });
  });

  it('counts problems by code, those of the result too', () => {
    const { err } = run(['validate', join(FIXTURES, 'xccdf-malformed'), '--json', '--jobs', '1']);
    const { summary } = JSON.parse(err.trim().split('\n').at(-1)!) as {
      summary: { errors: number; warnings: number; problems: Record<string, number> };
    };
    const counted = Object.values(summary.problems).reduce((sum, count) => sum + count, 0);
    expect(summary.errors).toBeGreaterThan(0);
    expect(counted).toBeGreaterThanOrEqual(summary.errors + summary.warnings);
    expect(summary.problems).toHaveProperty('xml-malformed');
  });
});
