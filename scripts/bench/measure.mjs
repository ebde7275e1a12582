// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('./probe.cjs', import.meta.url));
/** GNU time says how much memory a program took that is not Node. */
const GNU_TIME = '/usr/bin/time';
/** Linux counts processor time of ended children in ticks of a hundredth of a second. */
const TICK_MS = 10;

/**
 * @typedef {object} Figures
 * @property {number} cpu processor time of one run, milliseconds
 * @property {number} wall elapsed time of one run, milliseconds
 * @property {number | null} rss peak memory in MB; `null` where it could not be had
 * @property {number} [bytes] of a step: what one pass takes
 */

/**
 * @typedef {object} Task
 * @property {string} name
 * @property {string[]} line program and arguments
 * @property {boolean} [heavy] run in the first and then every third round
 * @property {number} [divide] the line does the work so many times
 * @property {boolean} [step] it measures itself and prints what a pass costs
 */

/**
 * Runs tasks in turn, so that a drift of the machine's speed meets all alike; each second round goes backwards, so that none
 * always runs after the same one.
 *
 * @param {readonly Task[]} tasks
 * @param {number} rounds
 * @param {{ warmUp: boolean, onRound: (round: number) => void }} options `warmUp`: run each once before
 * @returns {Map<string, Figures[]>} the runs of each task, in order
 */
export function measure(tasks, rounds, { warmUp, onRound }) {
  /** @type {Map<string, Figures[]>} */
  const runs = new Map(tasks.map(({ name }) => [name, []]));
  // Files and code are to be in the system's memory; what takes long has them there soon.
  if (warmUp) for (const task of tasks) if (!task.heavy) once(task);
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    const due = tasks.filter(({ heavy }) => !heavy || round % 3 === 0);
    for (const task of round % 2 === 0 ? due : due.reverse()) runs.get(task.name)?.push(once(task));
  }
  return runs;
}

/**
 * The median of each figure; of memory the most.
 *
 * @param {readonly Figures[]} runs
 * @returns {Figures}
 */
export function summary(runs) {
  const [first] = runs;
  return {
    cpu: median(runs.map((r) => r.cpu)),
    wall: median(runs.map((r) => r.wall)),
    rss: first?.rss === null ? null : Math.max(...runs.map((r) => r.rss ?? 0)),
    ...(first?.bytes === undefined ? {} : { bytes: first.bytes }),
  };
}

/**
 * @param {Task} task
 * @returns {Figures}
 */
function once({ line: [program = '', ...args], divide = 1, step = false }) {
  const isNode = program === process.execPath;
  const { figures, stdout } = isNode ? ofNode(args) : ofProgram(program, args);
  if (step) {
    const { ms, bytes } = JSON.parse(stdout);
    return { ...figures, cpu: ms, wall: ms, bytes };
  }
  return { ...figures, cpu: figures.cpu / divide, wall: figures.wall / divide };
}

/** @param {string[]} args */
function ofNode(args) {
  const { wall, output } = run(process.execPath, ['--require', PROBE, ...args], ['ignore', 'pipe', 'pipe', 'pipe']);
  const { cpu, rss } = JSON.parse(String(output[3]));
  return { figures: { cpu, wall, rss }, stdout: String(output[1]) };
}

/** @param {string} program @param {string[]} args */
function ofProgram(program, args) {
  const folder = existsSync(GNU_TIME) ? mkdtempSync(join(tmpdir(), 'stigkit-bench-')) : null;
  const peak = folder === null ? '' : join(folder, 'peak');
  const line = folder === null ? [program, ...args] : [GNU_TIME, '-f', '%M', '-o', peak, program, ...args];
  const ticks = childTicks();
  const { wall } = run(line[0] ?? '', line.slice(1), ['ignore', 'ignore', 'pipe']);
  const cpu = (childTicks() - ticks) * TICK_MS;
  const rss = folder === null ? null : Number(readFileSync(peak, 'utf8')) / 1024;
  if (folder !== null) rmSync(folder, { recursive: true });
  return { figures: { cpu, wall, rss }, stdout: '' };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {('ignore' | 'pipe')[]} stdio
 */
function run(program, args, stdio) {
  const start = process.hrtime.bigint();
  const { status, stderr, output, error } = spawnSync(program, args, { stdio, maxBuffer: 1 << 28 });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ').slice(0, 500)} exits with ${status}: ${stderr}`);
  return { wall, output };
}

function childTicks() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? /** @type {number} */ (sorted[middle])
    : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2;
}
