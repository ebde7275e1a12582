// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('./probe.cjs', import.meta.url));
/** Linux counts processor time of ended children in ticks of a hundredth of a second. */
const TICK_MS = 10;

/**
 * @typedef {object} Figures
 * @property {number} cpu processor time of one run, milliseconds
 * @property {number} wall elapsed time of one run, milliseconds
 * @property {number | null} rss peak memory in MB; `null` of programs other than Node
 */

/**
 * Runs commands in turn, so that a drift of the machine's speed meets all alike, and gives each one's median.
 *
 * @param {Map<string, string[]>} commands command lines by name
 * @param {number} rounds
 * @returns {Map<string, Figures>}
 */
export function measure(commands, rounds) {
  /** @type {Map<string, Figures[]>} */
  const runs = new Map([...commands.keys()].map((name) => [name, []]));
  for (const [, line] of commands) once(line);
  for (let round = 0; round < rounds; round++) {
    for (const [name, line] of commands) runs.get(name)?.push(once(line));
  }
  return new Map(
    [...runs].map(([name, list]) => [
      name,
      {
        cpu: median(list.map((r) => r.cpu)),
        wall: median(list.map((r) => r.wall)),
        rss: list[0]?.rss === null ? null : Math.max(...list.map((r) => r.rss ?? 0)),
      },
    ]),
  );
}

/**
 * @param {string[]} line
 * @returns {Figures}
 */
function once([program = '', ...args]) {
  const isNode = program === process.execPath;
  const ticks = childTicks();
  const start = process.hrtime.bigint();
  const result = spawnSync(program, isNode ? ['--require', PROBE, ...args] : args, {
    stdio: isNode ? ['ignore', 'ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.status !== 0)
    throw new Error(`${program} ${args.join(' ')} exits with ${result.status}: ${result.stderr}`);
  if (!isNode) return { cpu: (childTicks() - ticks) * TICK_MS, wall, rss: null };
  const { cpu, rss } = JSON.parse(String(result.output[3]));
  return { cpu, wall, rss };
}

function childTicks() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? /** @type {number} */ (sorted[middle])
    : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2;
}
