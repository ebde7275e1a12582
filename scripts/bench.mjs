// @ts-check
/**
 * Measures whole processes: processor time, elapsed time and peak memory, as ratios to `node -e 0` in the same run.
 *
 *     node scripts/bench.mjs [--json] [--rounds N] [JOB...]
 *
 * dist/ must be built. Real files are used where STIGKIT_CORPUS or ../shared/corpus has them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hosts, inputs } from './bench/inputs.mjs';
import { measure } from './bench/measure.mjs';

const args = process.argv.slice(2);
const json = args.includes('--json');
const rounds = Number(args[args.indexOf('--rounds') + 1]) || 11;
const only = args.filter((a, i) => !a.startsWith('--') && args[i - 1] !== '--rounds');

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stigkit-bench-'));
const { large, newer, made } = inputs(folder);
const out = (/** @type {string} */ name) => ['-o', join(folder, name), '--force'];

/** Processor time over `node -e 0` that a job must keep to. */
const JOBS = new Map([
  ['version', { line: ['--version'], target: 1.8 }],
  ['xccdf-to-json', { line: ['convert', large, '--to', 'json', ...out('a.json')], target: 3.6 }],
  ['xccdf-to-ckl', { line: ['checklist', large, '--to', 'ckl', ...out('a.ckl')], target: 3.8 }],
  ['diff-to-json', { line: ['diff', large, newer, '--to', 'json', ...out('d.json')], target: 4.8 }],
  // Ten times the checklists are to cost ten times the time beyond start-up, and no more memory than their counts.
  ['report-100', { line: ['report', hosts(join(folder, 'hosts100'), 100), ...out('r.json')], target: null }],
  ['report-1000', { line: ['report', hosts(join(folder, 'hosts1000'), 1000), ...out('r.json')], target: null }],
]);

const node = process.execPath;
const commands = new Map([['node -e 0', [node, '-e', '0']]]);
for (const [name, { line }] of JOBS) {
  if (only.length === 0 || only.includes(name)) commands.set(name, [node, cli, ...line.map(String)]);
}
try {
  const figures = measure(commands, rounds);
  const base = figures.get('node -e 0')?.cpu ?? 1;
  const rows = [...figures].map(([name, f]) => ({
    job: name,
    cpu: Number(f.cpu.toFixed(1)),
    ratio: Number((f.cpu / base).toFixed(2)),
    target: JOBS.get(name)?.target ?? null,
    wall: Number(f.wall.toFixed(1)),
    peakMb: f.rss === null ? null : Math.round(f.rss),
  }));
  if (json) process.stdout.write(`${JSON.stringify({ node: process.version, made, rounds, rows }, null, 2)}\n`);
  else {
    process.stdout.write(
      `Node ${process.version}, ${made ? 'made files' : 'real files'}, median of ${rounds} runs\n\n`,
    );
    process.stdout.write('job              cpu ms   over node   target   wall ms   peak MB\n');
    for (const r of rows) {
      process.stdout.write(
        `${r.job.padEnd(15)}${String(r.cpu).padStart(8)}${String(r.ratio).padStart(12)}${String(r.target ?? '').padStart(9)}${String(r.wall).padStart(10)}${String(r.peakMb ?? '').padStart(10)}\n`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
