// @ts-check
/**
 * Ends the command at random moments while it replaces files, and sees that each is the old one or the new one, whole.
 *
 *     npm run kill -- [--runs N] [--seed S]
 *
 * Each run writes the 25 check pages of the example over old ones, and is ended by SIGKILL. Exit code 1 where a file is
 * half.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = join(ROOT, 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const OLD = 'what stood here before\n'.repeat(200);

/**
 * What became of the files over all runs. `half` names each that is neither old nor new; `temporary` counts files that
 * were left beside, which the end of a process by SIGKILL cannot help.
 *
 * @param {number} runs
 * @param {number} seed
 */
export async function killRuns(runs, seed = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-kill-'));
  const out = join(folder, 'out');
  const tally = { runs, ended: 0, mixed: 0, old: 0, new: 0, temporary: 0, half: /** @type {string[]} */ ([]) };
  try {
    const started = Date.now();
    await write(out);
    const whole = Date.now() - started;
    const names = readdirSync(out);
    const pages = new Map(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
    let random = seed;
    for (let run = 0; run < runs; run++) {
      for (const name of names) writeFileSync(join(out, name), OLD);
      random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
      // Starting takes most of a run: the files are written in the last third.
      const ended = await write(out, whole * (0.4 + (0.8 * random) / 0x7fffffff));
      if (ended) tally.ended++;
      const [before, after] = [tally.old, tally.new];
      for (const name of readdirSync(out)) {
        const text = readFileSync(join(out, name), 'utf8');
        if (text === OLD) tally.old++;
        else if (text === pages.get(name)) tally.new++;
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
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the pages; ended after so many milliseconds where they are given. Whether it was ended before it was done.
 *
 * @param {string} out
 * @param {number} [after]
 * @returns {Promise<boolean>}
 */
async function write(out, after) {
  const args = [join(ROOT, 'dist/cli.js'), 'convert', EXAMPLE, '--to', 'check-page', '-o', `${out}/`, '--force'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  /** @type {Promise<string | null>} */
  const end = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  if (after !== undefined) {
    await Promise.race([setTimeout(after), end]);
    child.kill('SIGKILL');
  }
  return (await end) !== null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const tally = await killRuns(Number(values.runs), Number(values.seed));
  console.log(
    `${tally.runs} runs, ${tally.ended} ended by SIGKILL, ${tally.mixed} of them between two files: ` +
      `${tally.old} files old, ${tally.new} new, ${tally.half.length} half; ${tally.temporary} temporary ones left beside`,
  );
  for (const one of tally.half) console.log(one);
  process.exitCode = tally.half.length > 0 ? 1 : 0;
}
