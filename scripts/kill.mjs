// @ts-check
/**
 * Ends the command at random moments while it replaces files, and sees that each is the old one or the new one, whole.
 *
 *     npm run kill -- [--runs N] [--seed S] [--jobs N] [--signal SIGINT]
 *
 * Each run writes the check pages of both examples over old ones, with two threads unless said, and is ended by SIGKILL
 * or another signal. At the end the command runs once more over what was left. Exit code 1 where a file is half, where
 * the last run does not give what a run without a break gives, or where anything but SIGKILL leaves a temporary file.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLES = ['V1R1', 'V1R2'].map((name) =>
  join(ROOT, `examples/U_Acme_Harbor_Gateway_STIG_${name}_Manual-xccdf.xml`),
);
const OLD = 'what stood here before\n'.repeat(200);

/**
 * What became of the files over all runs. `half` names each that is neither old nor new; `temporary` counts files that
 * were left beside, which the end of a process by SIGKILL cannot help; `again` says whether a run over what was left gives
 * what a run without a break gives.
 *
 * @param {number} runs
 * @param {{ seed?: number, jobs?: number, signal?: NodeJS.Signals }} [options]
 */
export async function killRuns(runs, { seed = 1, jobs = 2, signal = 'SIGKILL' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-kill-'));
  const out = join(folder, 'out');
  const half = /** @type {string[]} */ ([]);
  const tally = { runs, pages: 0, ended: 0, mixed: 0, old: 0, new: 0, temporary: 0, half, again: false };
  try {
    const started = Date.now();
    await write(out, jobs);
    const whole = Date.now() - started;
    const names = readdirSync(out);
    const pages = new Map(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
    const isPage = (/** @type {string} */ name) => readFileSync(join(out, name), 'utf8') === pages.get(name);
    tally.pages = pages.size;
    let random = seed;
    for (let run = 0; run < runs; run++) {
      for (const name of names) writeFileSync(join(out, name), OLD);
      random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
      // Starting takes most of a run: the files are written in the last third.
      const ended = await write(out, jobs, { signal, after: whole * (0.4 + (0.8 * random) / 0x7fffffff) });
      if (ended) tally.ended++;
      const [before, after] = [tally.old, tally.new];
      for (const name of readdirSync(out)) {
        const text = readFileSync(join(out, name), 'utf8');
        if (text === OLD) tally.old++;
        else if (isPage(name)) tally.new++;
        else if (/^\.stigkit-\d+-\d+\.tmp$/.test(name)) {
          tally.temporary++;
          rmSync(join(out, name));
        } else tally.half.push(`run ${run}: ${name}`);
      }
      const [old, replaced] = [tally.old - before, tally.new - after];
      if (old > 0 && replaced > 0) tally.mixed++;
      if (old + replaced !== names.length)
        tally.half.push(`run ${run}: ${names.length - old - replaced} files are gone`);
    }
    await write(out, jobs);
    tally.again = readdirSync(out).length === names.length && names.every((name) => isPage(name));
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the pages; ended after so many milliseconds where they are given. Whether it was ended before it was done.
 *
 * @param {string} out
 * @param {number} jobs
 * @param {{ signal: NodeJS.Signals, after: number }} [end]
 * @returns {Promise<boolean>}
 */
async function write(out, jobs, end) {
  const args = ['convert', ...EXAMPLES, '--to', 'check-page', '-o', `${out}/`, '--force', '--jobs', String(jobs)];
  const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { stdio: 'ignore' });
  /** @type {Promise<string | null>} */
  const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  if (end !== undefined) {
    await Promise.race([setTimeout(end.after), ended]);
    child.kill(end.signal);
  }
  return (await ended) !== null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
      signal: { type: 'string', default: 'SIGKILL' },
    },
  });
  const signal = /** @type {NodeJS.Signals} */ (values.signal);
  const tally = await killRuns(Number(values.runs), { seed: Number(values.seed), jobs: Number(values.jobs), signal });
  console.log(
    `${tally.runs} runs, ${tally.ended} ended by ${signal}, ${tally.mixed} of them between two files: ` +
      `${tally.old} files old, ${tally.new} new, ${tally.half.length} half; ${tally.temporary} temporary ones left beside; ` +
      `run again, the files are ${tally.again ? 'those of a run without a break' : 'NOT those of a run without a break'}`,
  );
  for (const one of tally.half) console.log(one);
  const left = signal !== 'SIGKILL' && tally.temporary > 0;
  process.exitCode = tally.half.length > 0 || !tally.again || left ? 1 : 0;
}
