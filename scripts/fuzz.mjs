// @ts-check
/**
 * Feeds made and mutated files to every reader and to the commands, and says what they could not bear.
 *
 *     npm run fuzz -- [--seconds N] [--count N] [--seed S] [--from I] [--keep DIR]
 *
 * Each input must give documents or errors in words, in 512 MB of heap and 3 seconds of the processor and 10 ms more for
 * each KB, and never hang (20 seconds by the clock). The same seed makes the same inputs; `--from I --count I+1` tries
 * one of them again. What is found is kept in DIR (fuzz-found). Exit code 1 where anything was found. Seeds to mutate are the fixtures, the examples and, where they are at hand, the real files of
 * STIGKIT_CORPUS.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { inputAt, seedsIn } from './fuzz/inputs.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** By the clock: beyond it an input hangs, however loaded the machine. */
const MOST_MS = 20_000;
/** Of the processor, for any input, and for each KB of it. */
const [MOST_CPU, MOST_CPU_KB] = [3000, 10];
const MOST_MB = 512;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '' },
    count: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    keep: { type: 'string', default: join(ROOT, 'fuzz-found') },
  },
});
const seed = Number(values.seed);
const count = values.count === '' ? (values.seconds === '' ? 10_000 : 2 ** 31 - 1) : Number(values.count);
const until = values.seconds === '' ? Number.MAX_SAFE_INTEGER : Date.now() + Number(values.seconds) * 1000;
if (!existsSync(join(ROOT, 'src/generated/version.ts'))) {
  console.error('src/generated is not there: npm run generate');
  process.exit(2);
}
const library = join(ROOT, 'out/fuzz/library.js');
execFileSync(process.execPath, [join(ROOT, 'scripts/fuzz/bundle.mjs'), join(ROOT, 'out/fuzz')], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'stigkit-fuzz-'));
const corpus = process.env.STIGKIT_CORPUS ?? join(ROOT, '../shared/corpus');
const folders = [join(ROOT, 'test/fixtures'), join(ROOT, 'examples'), corpus];

const tally = { inputs: 0, documents: 0, refused: 0, both: 0, ms: 0 };
/** @type {Map<string, { inputs: number, documents: number, ms: number }>} */
const makers = new Map();
let slowest = { took: 0, index: -1, name: '', bytes: 0 };
let memory = 0;
/** @type {Map<string, { index: number, times: number }>} */
const faults = new Map();
const started = Date.now();

let next = Number(values.from);
const first = next;
while (next < count && Date.now() < until) next = await shift(next);
report();
rmSync(folder, { recursive: true, force: true });
process.exitCode = faults.size > 0 ? 1 : 0;

/**
 * Runs inputs in a worker until all are done or one has to be ended from outside; gives the number to go on with.
 *
 * @param {number} from
 * @returns {Promise<number>}
 */
function shift(from) {
  return new Promise((resolve) => {
    const state = new SharedArrayBuffer(16);
    const [index, begun] = [new Int32Array(state, 0, 1), new Float64Array(state, 8, 1)];
    index[0] = from;
    begun[0] = Date.now() + 30_000;
    const worker = new Worker(new URL('./fuzz/worker.mjs', import.meta.url), {
      workerData: { library: pathToFileURL(library).href, folder, seed, folders, from, count, until, state },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    });
    let done = from;
    const watch = setInterval(() => {
      memory = Math.max(memory, process.memoryUsage().rss);
      if (Date.now() - (begun[0] ?? 0) < MOST_MS) return;
      clearInterval(watch);
      found(index[0] ?? from, `took longer than ${MOST_MS / 1000} seconds`);
      done = (index[0] ?? from) + 1;
      void worker.terminate();
    }, 250);
    worker.on('message', (message) => {
      done = message.index + 1;
      take(message);
    });
    worker.on('error', (error) => {
      found(index[0] ?? from, `ended the worker: ${error.message}`);
      done = (index[0] ?? from) + 1;
    });
    worker.on('exit', () => {
      clearInterval(watch);
      resolve(Date.now() >= until ? count : done);
    });
  });
}

/** @param {{ index: number, maker?: string, name?: string, bytes?: number, took?: number, cpu?: number, outcome: import('./fuzz/check.mjs').Outcome }} message */
function take({ index, maker = '', name = '', bytes = 0, took = 0, cpu = 0, outcome }) {
  tally.inputs++;
  tally.ms += took;
  if (outcome.documents > 0) tally.documents++;
  if (outcome.refused > 0) tally.refused++;
  if (outcome.documents > 0 && outcome.refused > 0) tally.both++;
  const of = makers.get(maker) ?? { inputs: 0, documents: 0, ms: 0 };
  makers.set(maker, {
    inputs: of.inputs + 1,
    documents: of.documents + Number(outcome.documents > 0),
    ms: of.ms + took,
  });
  if (cpu > slowest.took) slowest = { took: cpu, index, name, bytes };
  const most = MOST_CPU + (MOST_CPU_KB * bytes) / 1024;
  if (cpu > most) found(index, `took ${Math.round(cpu)} ms of the processor for ${bytes} bytes`);
  if (outcome.fault !== null) found(index, outcome.fault);
  if (tally.inputs % 5000 === 0) console.log(`${tally.inputs} inputs, ${faults.size} kinds of fault`);
}

/**
 * Keeps an input that shows a fault of a kind not seen before.
 *
 * @param {number} index
 * @param {string} words
 */
function found(index, words) {
  const kind = words.replace(/\d+/g, 'N').split('\n').slice(0, 3).join('\n').slice(0, 160);
  const known = faults.get(kind);
  if (known !== undefined) return void known.times++;
  faults.set(kind, { index, times: 1 });
  const input = inputAt(seed, index, seedsIn(folders));
  mkdirSync(values.keep, { recursive: true });
  const file = join(values.keep, `${seed}-${index}-${input.name.replace(/[^\w.-]/g, '_')}`);
  writeFileSync(file, input.data);
  console.log(`FOUND at ${index} (${input.maker}, ${input.name}): ${words}`);
}

function report() {
  const seconds = (Date.now() - started) / 1000;
  console.log(`seed ${seed}, inputs ${first} to ${first + tally.inputs - 1}, Node ${process.version}`);
  console.log(
    `${tally.inputs} inputs in ${seconds.toFixed(0)} s: ${tally.documents} gave documents, ${tally.refused} errors (${tally.both} both)`,
  );
  for (const [maker, of] of [...makers].sort()) {
    console.log(`  ${maker}: ${of.inputs}, ${of.documents} read, ${(of.ms / of.inputs).toFixed(1)} ms each`);
  }
  console.log(
    `slowest: ${slowest.took.toFixed(0)} ms of the processor, input ${slowest.index} (${slowest.name}, ${slowest.bytes} bytes)`,
  );
  console.log(`most memory of the process: ${(memory / 1024 / 1024).toFixed(0)} MB`);
  console.log(`faults: ${faults.size} kinds`);
  for (const [kind, { index, times }] of faults) console.log(`  ${times} times, first at ${index}: ${kind}`);
}
