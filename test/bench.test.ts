import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GOALS, JOBS } from '../scripts/bench/jobs.mjs';
import { lastRecord, withRecord, withTable } from '../scripts/bench/record.mjs';
import { folderOf } from './support/folder.js';

/** The script that measures is tried over tiny files: that it measures and records, never how fast anything is. */
const ROOT = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function bench(...args: string[]) {
  const script = join(ROOT, 'scripts/bench.mjs');
  return spawnSync(process.execPath, [script, '--tiny', '--rounds', '1', ...args], { encoding: 'utf8' });
}

beforeAll(() => {
  expect(existsSync(join(ROOT, 'dist/cli.js')), 'dist/ is not built: npm run build').toBe(true);
});

describe('the benchmarks', () => {
  it('measure every job and step, record them, and find them again', { timeout: 180_000 }, () => {
    const folder = folderOf({
      'old.md': '# Benchmarks\n\nWords.\n\n## 0.0.1\n\nOld.\n',
      'scale.md': 'Before.\n\n| a checklist of the large STIG | one |\n| --- | --- |\n| old | 1 |\n\nAfter.\n',
    });
    const file = join(folder, 'old.md');
    const { status, stdout, stderr } = bench('--json', '--record', file);
    expect([status, stderr.replace(/^bench: .*\n/gm, '')]).toEqual([0, '']);
    const results = JSON.parse(stdout);
    expect(results).toMatchObject({ version, files: 'made', rounds: 1 });

    // What is not measured is said.
    const measured = results.jobs.map(({ name }: { name: string }) => name);
    const left = JOBS.map(({ name }) => name).filter((name) => !measured.includes(name));
    expect(results.skipped.map((words: string) => words.split(',')[0])).toEqual(left);
    for (const name of left) expect(['library', 'xmllint', 'inspec', 'client']).toContain(name.split('-')[0]);
    expect(measured).toEqual(expect.arrayContaining(['node', 'version', 'library-1', 'quarter', 'fleet-to-parquet']));
    for (const job of results.jobs) {
      // The time of other programs is counted in hundredths of a second: of tiny files it can be none.
      const cpu = job.name.startsWith('xmllint') ? job.cpu >= 0 : job.cpu > 0 && job.overNode > 0;
      expect([job.name, cpu, job.wall > 0]).toEqual([job.name, true, true]);
      // Node itself takes more; what is measured is the process, not the one that started it.
      if (!job.name.startsWith('xmllint'))
        expect([job.name, job.peakMb > 20 && job.peakOverNode < 20]).toEqual([job.name, true]);
    }
    expect(results.jobs[0]).toMatchObject({ name: 'node', overNode: 1, peakOverNode: 1 });
    const steps = ['parse', 'model', 'json', 'compare', 'words', 'zip', 'ckl', 'parquet'];
    expect(results.steps.map(({ name }: { name: string }) => name)).toEqual(steps);
    for (const step of results.steps)
      expect([step.name, step.cpu > 0, step.mbPerSecond > 0]).toEqual([step.name, true, true]);
    expect(results.goals.map(({ name }: { name: string }) => name)).toEqual(GOALS.map(({ name }) => name));
    expect(results.fleet.parquetBytes).toBeLessThan(results.fleet.ndjsonBytes);

    const document = readFileSync(file, 'utf8');
    expect(document.match(/^## .*/gm)).toEqual([`## ${version}`, '## 0.0.1']);
    expect(document).toContain('# Benchmarks\n\nWords.\n\n## ');
    expect(document).not.toContain(ROOT);
    const scale = readFileSync(join(folder, 'scale.md'), 'utf8');
    expect(scale).toMatch(
      /^Before\.\n\n\| a checklist of the large STIG +\| one +\| 100,000 +\|\n(?:\|.*\n)+\nAfter\.\n$/,
    );
    expect(scale).not.toContain('old');
    const record = lastRecord(document);
    expect(record?.version).toBe(version);
    expect([...record!.overNode.keys()]).toEqual([...measured, ...steps.map((name) => `step:${name}`)]);
    for (const job of results.jobs) expect(record!.overNode.get(job.name)).toBeCloseTo(job.overNode, 0);

    const compared = bench('--compare', file, 'version', 'step:json');
    expect(compared.status).toBe(0);
    const table = compared.stdout.slice(compared.stdout.indexOf('Over the last record'));
    const names = [...table.matchAll(/^\| ([a-z:]+) /gm)].map(([, name]) => name);
    expect(names).toEqual(['job', 'node', 'version', 'step:json']);
  });

  it('run another build in turn', { timeout: 180_000 }, () => {
    const { status, stdout } = bench('--compare', join(ROOT, 'dist'), 'version', 'xccdf-to-json', 'step:parse');
    expect(status).toBe(0);
    const table = stdout.slice(stdout.indexOf('This build over that in'));
    const rows = [...table.matchAll(/^\| ([a-z][a-z:-]*) +\|(.*)\|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(['job', 'version', 'xccdf-to-json', 'step:parse']);
    for (const [, , cells] of rows.slice(1)) {
      const figures = cells!.split('|').map(Number);
      expect(figures).toHaveLength(7);
      const [own, other, ratio, from, to] = figures as [number, number, number, number, number];
      expect(Math.abs(ratio - own / other)).toBeLessThan(0.05 * ratio);
      expect(from).toBeLessThanOrEqual(to);
    }
  });

  it.each([
    [['no-such-job'], 'there is no job or option no-such-job'],
    [['--compare', 'no-such-folder'], 'no-such-folder is no folder with a build'],
    [['--compare', join(ROOT, 'docs')], 'there is no cli.js in'],
    [['--record', 'version'], '--record is for all jobs'],
  ])('refuse %j', (args, words) => {
    const { status, stderr } = bench(...args);
    expect([status, stderr.split('\n').length]).toEqual([2, 2]);
    expect(stderr).toContain(words);
  });
});

describe('the record', () => {
  it('takes the place of that of the same version, and stands before others', () => {
    const first = withRecord('# B\n\nIntro.\n', '1.0.0', 'a\n');
    expect(first).toBe('# B\n\nIntro.\n\n## 1.0.0\n\na\n');
    const second = withRecord(first, '1.1.0', 'b');
    expect(second).toBe('# B\n\nIntro.\n\n## 1.1.0\n\nb\n\n## 1.0.0\n\na\n');
    expect(withRecord(second, '1.0.0', 'c')).toBe('# B\n\nIntro.\n\n## 1.1.0\n\nb\n\n## 1.0.0\n\nc\n');
    expect(withRecord(second, '1.1.0', 'b')).toBe(second);
  });

  it('puts a table in the place of another', () => {
    const document = 'a\n| x | y |\n|---|---|\n| 1 | 2 |\nb\n| x | y |\n';
    expect(withTable(document, 'x', '| x | z |\n')).toBe('a\n| x | z |\nb\n| x | y |\n');
    expect(withTable(document, 'w', '| w |\n')).toBe(document);
  });

  it('is read from the newest section alone', () => {
    const table = (value: number) => `| job  | over node |\n| ---- | --------: |\n| node | ${value} |\n`;
    const document = withRecord(
      withRecord('# B\n', '1.0.0', table(1)),
      '1.1.0',
      `${table(2)}\n| step | over node |\n| --- | ---: |\n| json | 3 |\n`,
    );
    expect(lastRecord(document)).toEqual({
      version: '1.1.0',
      overNode: new Map([
        ['node', 2],
        ['step:json', 3],
      ]),
    });
    expect(lastRecord('# B\n')).toBeNull();
  });
});
