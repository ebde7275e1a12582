// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import { check } from './check.mjs';
import { inputAt, seedsIn } from './inputs.mjs';

const { library: path, folder, seed, folders, from, count, until, state } = workerData;
const library = await import(path);
const seeds = seedsIn(folders);
/** The number of the input in hand, and when it was begun: the watch outside reads both. */
const [index, begun] = [new Int32Array(state, 0, 1), new Float64Array(state, 8, 1)];

for (let at = from; at < count && Date.now() < until; at++) {
  const input = inputAt(seed, at, seeds);
  index[0] = at;
  begun[0] = Date.now();
  const started = performance.now();
  const before = process.cpuUsage();
  const outcome = await check(library, input, at, folder);
  const { user, system } = process.cpuUsage(before);
  parentPort?.postMessage({
    index: at,
    maker: input.maker,
    name: input.name,
    bytes: input.data.length,
    took: performance.now() - started,
    cpu: (user + system) / 1000,
    outcome,
  });
}
parentPort?.close();
