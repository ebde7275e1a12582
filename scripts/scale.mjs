// @ts-check
/**
 * Reads compilations far larger than DISA's to their end, and says what that costs: processor time and peak memory of the
 * command as a whole.
 *
 *     npm run scale -- [--json] [JOB...]
 *
 * Jobs: `growth` (1, 42 and 420 files), `library` (300 MB of XCCDF in a zip of 600 MB), `large` (one member of 50 MB),
 * `quarter` (420 STIGs against 420), `cache` (the two library compilations, with and without). Files are made in a
 * temporary folder of the library compilations in STIGKIT_CORPUS, else of the example. dist/ must be built.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeCompilation, makeLarge, seeds } from './scale/compilation.mjs';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const PROBE = fileURLToPath(new URL('./bench/probe.cjs', import.meta.url));

/**
 * Runs the command. Its result is counted, in bytes and lines, and not kept.
 *
 * @param {string[]} args
 */
function run(...args) {
  const out = join(folder, 'out');
  const line = [...args, ...(args[0] === 'formats' ? [] : ['--quiet', '--jobs', '1'])];
  if (args[0] === 'convert' || args[0] === 'diff') line.push('-o', out, '--force');
  const began = performance.now();
  const child = spawnSync(process.execPath, ['--require', PROBE, CLI, ...line], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    maxBuffer: 1 << 30,
  });
  if (child.status !== 0) throw new Error(`stigkit ${args.join(' ')} exits with ${child.status}`);
  const { cpu, rss } = JSON.parse(String(child.output[3]));
  return {
    seconds: cpu / 1000,
    wall: (performance.now() - began) / 1000,
    peakMb: Math.round(rss),
    out: String(child.stdout),
  };
}

/** @type {{ job: string, what: string, mb: number, seconds: number, peakMb: number, note: string }[]} */
const rows = [];

/**
 * @param {string} job
 * @param {string} what
 * @param {number} bytes
 * @param {{ seconds: number, peakMb: number }} figures
 */
function note(job, what, bytes, { seconds, peakMb }, note = '') {
  const row = { job, what, mb: Number((bytes / 1e6).toFixed(1)), seconds: Number(seconds.toFixed(2)), peakMb, note };
  rows.push(row);
  if (!json) process.stdout.write(`${lineOf(row)}\n`);
}

/** @param {typeof rows[number]} row */
function lineOf({ job, what, mb, seconds, peakMb, note }) {
  return `${job.padEnd(9)}${what.padEnd(42)}${String(mb).padStart(8)}${seconds.toFixed(2).padStart(10)}${String(peakMb).padStart(9)}  ${note}`;
}

const JOBS = {
  /** Time beyond start-up is to grow as the bytes do: least of three runs each, as other work on the machine only adds. */
  growth() {
    const { now } = seeds();
    const start = least(() => run('formats', '--json'));
    let before = null;
    for (const count of [1, 42, 420]) {
      const path = join(folder, `${count}.zip`);
      const { xccdf } = makeCompilation(path, now, { count });
      const figures = least(() => run('convert', path, '--to', 'ndjson'));
      const perMb = (figures.seconds - start.seconds) / (xccdf / 1e6);
      const ratio = before === null ? '' : `, ${(perMb / before).toFixed(2)} times that of the row above`;
      note('growth', `convert ${count} to NDJSON`, xccdf, figures, `${(perMb * 1000).toFixed(1)} ms a MB${ratio}`);
      before = perMb;
      rmSync(path);
    }
  },
  library() {
    const path = join(folder, 'library.zip');
    const { count, xccdf, zip } = makeCompilation(path, seeds().now, { bytes: 300e6, pictures: 1_000_000 });
    const about = `${count} packages, the zip ${(zip / 1e6).toFixed(0)} MB`;
    note('library', 'convert to NDJSON', xccdf, run('convert', path, '--to', 'ndjson'), about);
    const { out, ...figures } = run('info', path, '--json');
    note('library', 'info', xccdf, figures, `${out.trimEnd().split('\n').length} STIGs told of`);
    note('library', 'info --stig, 1 of them', xccdf, run('info', path, '--stig', '*_1', '--stig', '*Edge*'));
    note('library', 'info --latest', xccdf, run('info', path, '--latest'));
    rmSync(path);
  },
  large() {
    const path = join(folder, 'large.zip');
    const seed = seeds().now.sort((a, b) => b.length - a.length)[0] ?? '';
    const { xccdf } = makeLarge(path, seed, 50e6);
    note('large', 'convert to NDJSON', xccdf, run('convert', path, '--to', 'ndjson'));
    note('large', 'info', xccdf, run('info', path));
    rmSync(path);
  },
  quarter() {
    const { old, now } = seeds();
    for (const count of [42, 420]) {
      const [a, b] = [join(folder, 'old.zip'), join(folder, 'new.zip')];
      const bytes = makeCompilation(a, old, { count }).xccdf + makeCompilation(b, now, { count }).xccdf;
      for (const to of ['text', 'json'])
        note('quarter', `diff ${count} against ${count} to ${to}`, bytes, run('diff', a, b, '--to', to));
    }
  },
  cache() {
    const { old, now } = seeds();
    const [a, b] = [join(folder, 'old.zip'), join(folder, 'new.zip')];
    const bytes = makeCompilation(a, old, { count: 42 }).xccdf + makeCompilation(b, now, { count: 42 }).xccdf;
    const cache = ['--cache', join(folder, 'cache')];
    note(
      'cache',
      'info, without a cache',
      bytes,
      least(() => run('info', a, b)),
    );
    note('cache', 'info, filling it', bytes, run('info', a, b, ...cache));
    note(
      'cache',
      'info, from it',
      bytes,
      least(() => run('info', a, b, ...cache)),
    );
    note(
      'cache',
      'diff to JSON, without a cache',
      bytes,
      least(() => run('diff', a, b, '--to', 'json')),
    );
    note(
      'cache',
      'diff to JSON, from it',
      bytes,
      least(() => run('diff', a, b, '--to', 'json', ...cache)),
    );
  },
};

/** @template {{ seconds: number }} T @param {() => T} once */
function least(once) {
  return [once(), once(), once()].reduce((best, one) => (one.seconds < best.seconds ? one : best));
}

const args = process.argv.slice(2);
const json = args.includes('--json');
const asked = args.filter((arg) => !arg.startsWith('--'));
const folder = mkdtempSync(join(tmpdir(), 'stigkit-scale-'));
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const unknown = asked.find((name) => !Object.hasOwn(JOBS, name));
  try {
    if (unknown !== undefined) throw new Error(`there is no job ${unknown}; jobs are ${Object.keys(JOBS).join(', ')}`);
    if (!json) {
      process.stdout.write(`Node ${process.version}, files made of ${seeds().isReal ? "DISA's" : 'the example'}\n\n`);
      process.stdout.write(
        `${'job'.padEnd(9)}${'what'.padEnd(42)}${'MB'.padStart(8)}${'cpu s'.padStart(10)}${'peak MB'.padStart(9)}\n`,
      );
    }
    for (const [name, job] of Object.entries(JOBS)) if (asked.length === 0 || asked.includes(name)) job();
    if (json) process.stdout.write(`${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
