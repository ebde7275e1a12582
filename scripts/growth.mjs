// @ts-check
/**
 * Looks for work that grows faster than its input: each reader, writer and operation is given inputs of n, 2n and 4n in
 * each dimension (rules, rules of one id, CCIs, long texts, short lines, attributes, ...), and the time of the processor
 * is compared. Four times the input should take four times the time; more than LIMIT times is told.
 *
 *     npm run growth -- [--only WORD] [--all]
 *
 * A measure, and no test: a loaded machine gives other numbers. What is told is measured again before it counts. Exit
 * code 1 where something is told twice. `--all` prints every measure; `--only WORD` takes cases whose name holds the word;
 * `--scale 0.5` halves n.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES } from './growth/cases.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Times the work of n that 4n may take: 4 is linear, 16 is the square. */
const LIMIT = 7.5;
/** Milliseconds below which a measure says nothing. */
const LEAST = 60;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    scale: { type: 'string', default: '1' },
    all: { type: 'boolean' },
  },
});
execFileSync(process.execPath, [join(ROOT, 'scripts/fuzz/bundle.mjs'), join(ROOT, 'out/growth')], { stdio: 'inherit' });
const library = await import(pathToFileURL(join(ROOT, 'out/growth/library.js')).href);
const folder = mkdtempSync(join(tmpdir(), 'stigkit-growth-'));

/** @typedef {{ name: string, n: number, steps(n: number, library: any, folder: string): AsyncGenerator<[string, () => unknown]> | Promise<[string, () => unknown][]> }} Case */

/**
 * Milliseconds of the processor that each step of a case takes with inputs of this size, the least of some runs.
 *
 * @param {Case} one
 * @param {number} n
 * @param {number} runs
 */
async function measure(one, n, runs) {
  /** @type {Map<string, number>} */
  const took = new Map();
  for (let run = 0; run < runs; run++) {
    for await (const [step, work] of await one.steps(n, library, folder)) {
      globalThis.gc?.();
      const before = process.cpuUsage();
      try {
        await work();
      } catch (error) {
        // Refused, which is an answer.
        if (!(error instanceof library.StigError)) throw new Error(`${one.name}, ${step}`, { cause: error });
      }
      const { user, system } = process.cpuUsage(before);
      const ms = (user + system) / 1000;
      took.set(step, Math.min(took.get(step) ?? Number.POSITIVE_INFINITY, ms));
    }
  }
  return took;
}

let told = 0;
let measures = 0;
for (const one of /** @type {Case[]} */ (CASES)) {
  if (!one.name.includes(values.only)) continue;
  const sizes = [one.n, one.n * 2, one.n * 4].map((n) => Math.max(1, Math.round(n * Number(values.scale))));
  // Once for the compiler.
  await measure(one, Math.max(1, sizes[0] >> 2), 1);
  let [a, b, c] = [await measure(one, sizes[0], 2), new Map(), await measure(one, sizes[2], 1)];
  /** @param {string} step */
  const ratio = (step) => (c.get(step) ?? 0) / Math.max(1, a.get(step) ?? 1);
  let doubtful = [...c.keys()].filter((step) => ratio(step) > LIMIT && (c.get(step) ?? 0) > LEAST);
  if (doubtful.length > 0) {
    [a, b, c] = [await measure(one, sizes[0], 3), await measure(one, sizes[1], 2), await measure(one, sizes[2], 2)];
    doubtful = doubtful.filter((step) => ratio(step) > LIMIT && (c.get(step) ?? 0) > LEAST);
  }
  for (const [step, ms] of c) {
    measures++;
    const isDoubtful = doubtful.includes(step);
    if (isDoubtful) told++;
    if (!isDoubtful && !values.all) continue;
    const times = [a.get(step) ?? 0, b.get(step) ?? 0, ms].map((value) => value.toFixed(0).padStart(6)).join(' ');
    console.log(
      `${isDoubtful ? 'GROWS' : '     '} ${one.name} (${sizes[0]}), ${step}: ${times} ms, ${ratio(step).toFixed(1)} times`,
    );
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`${measures} measures, ${told} grow faster than their input`);
process.exitCode = told > 0 ? 1 : 0;
