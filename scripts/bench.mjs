// @ts-check
/**
 * Measures whole processes and parts of them: processor time, elapsed time and peak memory, as ratios to `node -e 0`, to
 * xmllint and to other programs in the same run.
 *
 *     npm run bench -- [JOB...] [--json] [--rounds N] [--made] [--tiny] [--record [FILE]] [--compare [DIR]] [--peers DIR]
 *
 * JOB names jobs and steps (`step:parse`; `steps` for all); without one all are measured. `--record` writes the results to
 * docs/benchmarks.md under this version, and the table of a fleet to docs/scale.md beside it. `--compare` sets them beside
 * the last record; with the dist/ of another build it runs both builds in turn. `--made` leaves real files alone
 * (STIGKIT_CORPUS, else ../shared/corpus); `--tiny` takes files of a few rules, to try the script. `--peers` is a folder in
 * which inspec-objects is installed, to be measured as well. dist/ must be built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputs } from './bench/inputs.mjs';
import { JOBS } from './bench/jobs.mjs';
import { measure } from './bench/measure.mjs';
import { lastRecord, withRecord, withTable } from './bench/record.mjs';
import { resultsOf } from './bench/results.mjs';
import { bundleSteps, STEPS } from './bench/steps.mjs';
import {
  againstRecord,
  comparisonOf,
  comparisonTable,
  FLEET,
  fleetText,
  recordTable,
  report,
} from './bench/tables.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const ROUNDS = 9;
/** So long the passes of a step go on: V8 optimizes a comparison only after a second. */
const STEP_MS = 2000;

const options = argumentsOf(process.argv.slice(2));
const cli = join(DIST, 'cli.js');
if (!existsSync(cli)) stop('dist/ is not built: npm run build');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const [load = 0] = loadavg();
const folder = mkdtempSync(join(tmpdir(), 'stigkit-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

say('making files');
const size = options.tiny ? 'tiny' : 'full';
const files = inputs(join(folder, 'files'), cli, { size, made: options.made || options.tiny, peers: options.peers });
/** @type {string[]} */
const skipped = [];
const tasks = await tasksOf(DIST, '');
if (options.dist !== null) {
  const others = await tasksOf(options.dist, '@other');
  // Beside one another, so that they meet the same moment.
  for (const other of others.filter(works)) {
    const at = tasks.findIndex(({ name }) => `${name}@other` === other.name);
    if (at >= 0) tasks.splice(at + 1, 0, other);
  }
}
const runs = measure(tasks, options.rounds, {
  warmUp: !options.tiny,
  onRound: (round) => say(`round ${round + 1} of ${options.rounds}`),
});
const results = resultsOf(runs, files, { version, rounds: options.rounds, load, skipped });

const names = tasks.map(({ name }) => name).filter((name) => runs.has(`${name}@other`));
const record = options.compare && options.dist === null ? lastRecord(textOf(options.file)) : null;
if (options.compare && options.dist === null && record === null) stop(`${options.file} holds no record`);
const compared =
  options.dist !== null ? comparisonOf(runs, names) : record !== null ? againstRecord(results, record) : undefined;

if (options.json) process.stdout.write(`${JSON.stringify({ ...results, compared }, null, 2)}\n`);
else {
  process.stdout.write(report(results));
  if (options.dist !== null) {
    process.stdout.write(`\nThis build over that in ${options.dist}, run in turn\n\n`);
    process.stdout.write(comparisonTable(comparisonOf(runs, names)));
  } else if (record !== null) {
    process.stdout.write(`\nOver the last record\n\n${recordTable(againstRecord(results, record), record.version)}`);
  }
}
if (options.record) {
  const document = textOf(options.file) || '# Benchmarks\n';
  writeFileSync(options.file, withRecord(document, version, report(results)));
  // docs/scale.md reckons with the table of a fleet.
  const scale = join(dirname(options.file), 'scale.md');
  if (results.fleet !== null && existsSync(scale)) {
    writeFileSync(scale, withTable(readFileSync(scale, 'utf8'), FLEET, fleetText(results.fleet)));
  }
  say(`recorded in ${options.file}`);
}

/**
 * What is to be run with a build.
 *
 * @param {string} dist
 * @param {string} mark what its names end in
 * @returns {Promise<import('./bench/measure.mjs').Task[]>}
 */
async function tasksOf(dist, mark) {
  const command = join(dist, 'cli.js');
  /** Whether a command of this build can be told how many threads to take. @type {Map<string, boolean>} */
  const knowsJobs = new Map();
  /** @type {import('./bench/measure.mjs').Task[]} */
  const found = [];
  for (const { name, of, line, heavy = false, divide = 1, needs } of JOBS) {
    if (!wanted(name) || (mark !== '' && of !== 'stigkit')) continue;
    if (needs !== undefined && !isThere(needs)) {
      skipped.push(`${name}, as ${needs} is not installed`);
      continue;
    }
    const args = line(files).map(String);
    const at = args.indexOf('--jobs');
    const [first = ''] = args;
    if (at >= 0 || name === 'library') {
      const help = () => String(spawnSync(process.execPath, [command, first, '--help']).stdout);
      if (!knowsJobs.has(first)) knowsJobs.set(first, help().includes('--jobs'));
      if (!knowsJobs.get(first) && at < 0) {
        if (mark === '') skipped.push('library, as the command knows no --jobs; library-1 is the same');
        continue;
      }
      if (!knowsJobs.get(first)) args.splice(at, 2);
    }
    const before = { stigkit: [process.execPath, command], node: [process.execPath], program: [] }[of];
    found.push({ name: name + mark, line: [...before, ...args], heavy, divide });
  }
  const steps = STEPS.filter(({ name }) => wanted(`step:${name}`));
  if (steps.length === 0) return found;
  const root = dirname(resolve(dist));
  try {
    const module = await bundleSteps(root, join(folder, `steps${mark === '' ? '' : '-other'}`));
    const { large, newer, ckl, library } = files;
    const paths = JSON.stringify({ large, newer, ckl, library });
    for (const { name } of steps) {
      found.push({
        name: `step:${name}${mark}`,
        line: [process.execPath, module, name, paths, String(options.tiny ? 0 : STEP_MS)],
        heavy: true,
        step: true,
      });
    }
  } catch (error) {
    skipped.push(`steps${mark === '' ? '' : ' of the other build'}: ${String(error).split('\n')[0]}`);
  }
  return found;
}

/** Whether another build can do a job at all. @param {import('./bench/measure.mjs').Task} task */
function works({ name, line: [program = '', ...args] }) {
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  if (status !== 0) skipped.push(`${name.replace('@other', '')} of the other build, which cannot do it`);
  return status === 0;
}

/** @param {string} name */
function wanted(name) {
  if (options.only.length === 0) return true;
  // Ratios need what they are over.
  return (
    name === 'node' || options.only.some((only) => only === name || (only === 'steps' && name.startsWith('step:')))
  );
}

/** Whether a package or a program is installed. @param {string} name */
function isThere(name) {
  if (!name.includes('/')) return existsSync('/proc/self/stat') && spawnSync(name, ['--version']).error === undefined;
  return [ROOT, options.peers].some((folder) => {
    try {
      createRequire(join(folder, 'package.json')).resolve(name);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {string[]} args */
function argumentsOf(args) {
  const settings = {
    ...{ json: false, rounds: ROUNDS, made: false, tiny: false, record: false, compare: false },
    dist: /** @type {string | null} */ (null),
    file: join(ROOT, 'docs/benchmarks.md'),
    peers: ROOT,
    only: /** @type {string[]} */ ([]),
  };
  const names = new Set([...JOBS.map(({ name }) => name), ...STEPS.map(({ name }) => `step:${name}`), 'steps']);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const next = args[i + 1] ?? '';
    if (arg === '--json' || arg === '--made' || arg === '--tiny') settings[/** @type {'json'} */ (arg.slice(2))] = true;
    else if (arg === '--rounds' && /^[1-9]\d*$/.test(next)) settings.rounds = Number(args[++i]);
    else if (arg === '--record') {
      settings.record = true;
      if (next.endsWith('.md')) settings.file = resolve(args[++i] ?? '');
    } else if (arg === '--peers' && existsSync(next)) settings.peers = resolve(args[++i] ?? '');
    else if (arg === '--compare') {
      settings.compare = true;
      if (next.endsWith('.md')) settings.file = resolve(args[++i] ?? '');
      else if (existsSync(next) && statSync(next).isDirectory()) settings.dist = resolve(args[++i] ?? '');
      else if (next !== '' && !next.startsWith('--') && !names.has(next)) stop(`${next} is no folder with a build`);
    } else if (names.has(arg)) settings.only.push(arg);
    else stop(`there is no job or option ${arg}; jobs and steps are ${[...names].join(', ')}`);
  }
  if (settings.dist !== null && !existsSync(join(settings.dist, 'cli.js')))
    stop(`there is no cli.js in ${settings.dist}`);
  if (settings.record && settings.only.length > 0) stop('--record is for all jobs: name none');
  return settings;
}

/** The text of a file; nothing of one that is not there. @param {string} path */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** @param {string} words */
function say(words) {
  process.stderr.write(`bench: ${words}\n`);
}

/** @param {string} words @returns {never} */
function stop(words) {
  say(words);
  process.exit(2);
}
